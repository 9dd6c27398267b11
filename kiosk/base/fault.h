/// What a program that ends by a fault of its own leaves behind for its next start: a fatal signal (SIGSEGV, SIGBUS,
/// SIGFPE, SIGILL, SIGABRT), memory that ran out, or an exception that nobody caught (base/ending.h). A kill, a loss of
/// power and an end that was meant leave nothing, so that none of them is blamed on what was being done.
#pragma once

#include <filesystem>
#include <optional>

namespace kiosk {

enum class Fault {
  elsewhere,
  at_work,  ///< of a thread that was AtWork, or from outside: the watchdog's SIGABRT, after a hang
};

/// The fault that the run before left in `file`; nothing where it had none. Any thread.
std::optional<Fault> fault_left_in(const std::filesystem::path& file);

/// From here on a fault leaves its mark in `file`, and ends the program as it would have without. Takes away the mark
/// of the run before. Once, before there are threads.
void leave_faults_in(const std::filesystem::path& file);

/// A fault of the thread that calls this is marked even where its stack is used up (sigaltstack(2)).
void mark_overflows_of_this_thread();

/// While one lives, a fault of its thread is marked `at_work`. One at a time in a thread.
class AtWork {
 public:
  AtWork();
  ~AtWork();
  AtWork(const AtWork&) = delete;
  AtWork& operator=(const AtWork&) = delete;
};

/// For the ends that are no signal: marks a fault of this thread. Takes no memory and no lock.
void mark_fault();

}  // namespace kiosk
