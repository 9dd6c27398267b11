#include "screen/pacer.h"

#include <algorithm>
#include <cmath>
#include <thread>

namespace kiosk {

Pacer::Pacer(double frames_per_second, FrameTime first) : period_(1e9 / frames_per_second), first_(first) {}

FrameTime Pacer::next(FrameTime now) {
  const auto passed = static_cast<std::int64_t>(std::floor(static_cast<double>((now - first_).count()) / period_));
  last_ = std::max(last_ + 1, passed);
  return first_ + FrameTime(std::llround(static_cast<double>(last_) * period_));
}

FrameTime frame_time_now() {
  return std::chrono::steady_clock::now().time_since_epoch();
}

void sleep_until(FrameTime due) {
  // On Linux this is clock_nanosleep() with an absolute time: what is done before it does not move it.
  std::this_thread::sleep_until(std::chrono::steady_clock::time_point(due));
}

}  // namespace kiosk
