// Loaded into a screen with LD_PRELOAD: to write, sync or rename a file below one of the folders SLOW_DISK (with colons
// between) takes SLOW_SECONDS each time. Any thread.
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <unistd.h>

namespace {

void stall(const char* path) {
  const char* const seconds = std::getenv("SLOW_SECONDS");
  const char* folder = std::getenv("SLOW_DISK");
  while (seconds != nullptr && folder != nullptr) {
    const char* const end = std::strchr(folder, ':');
    const std::size_t length = end != nullptr ? static_cast<std::size_t>(end - folder) : std::strlen(folder);
    if (std::strncmp(path, folder, length) == 0) {
      ::sleep(static_cast<unsigned>(std::strtoul(seconds, nullptr, 10)));
      return;
    }
    folder = end != nullptr ? end + 1 : nullptr;
  }
}

void stall(int file) {
  char name[32];
  char path[PATH_MAX] = "";
  std::snprintf(name, sizeof(name), "/proc/self/fd/%d", file);
  if (::readlink(name, path, sizeof(path) - 1) > 0) stall(path);
}

template <class Function>
Function* real(const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

}  // namespace

extern "C" int rename(const char* from, const char* to) noexcept {
  static auto* const next = real<int(const char*, const char*)>("rename");
  stall(from);
  return next(from, to);
}

extern "C" int fsync(int file) {
  static auto* const next = real<int(int)>("fsync");
  stall(file);
  return next(file);
}

extern "C" ssize_t write(int file, const void* bytes, size_t size) {
  static auto* const next = real<ssize_t(int, const void*, size_t)>("write");
  stall(file);
  return next(file, bytes, size);
}
