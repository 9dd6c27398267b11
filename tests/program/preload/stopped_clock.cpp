// Loaded into a screen with LD_PRELOAD: its steady clock stands still STOPPED_CLOCK seconds after the first look at it.
// Any thread.
#include <cstdlib>
#include <ctime>
#include <dlfcn.h>

namespace {

void stand_still(timespec* time) {
  static const char* const text = std::getenv("STOPPED_CLOCK");
  static const long seconds = text == nullptr ? 0 : std::strtol(text, nullptr, 10);
  if (seconds == 0) return;
  static const timespec first = *time;
  if (time->tv_sec >= first.tv_sec + seconds) *time = {first.tv_sec + seconds, first.tv_nsec};
}

}  // namespace

extern "C" int clock_gettime(clockid_t which, timespec* time) {
  static auto* const real = reinterpret_cast<int (*)(clockid_t, timespec*)>(::dlsym(RTLD_NEXT, "clock_gettime"));
  const int status = real(which, time);
  if (which == CLOCK_MONOTONIC) stand_still(time);
  return status;
}
