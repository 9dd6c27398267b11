/// How the program ends where nothing can be done: it has no memory left, or something was thrown that nobody caught,
/// in whatever thread. It says so in one line, and ends with an exit code of sysexits(3), for the service manager to
/// start it anew with all its memory. Threads that go on without one of them, or half of an update, are worse.
#pragma once

namespace kiosk {

/// From here on the program ends so. Once, before there are threads.
void end_where_all_is_lost();

/// Ends the program with EX_OSERR. Takes no memory and no lock.
[[noreturn]] void end_without_memory();

/// For libraries that are told where their memory comes from: what malloc gave, or the end.
inline void* given(void* memory) {
  if (memory == nullptr) end_without_memory();
  return memory;
}

}  // namespace kiosk
