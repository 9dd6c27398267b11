/// When the next frame of a motion is due, where the display does not keep the pace itself. Pure but for sleep_until().
/// A value; not synchronised.
#pragma once

#include <chrono>
#include <cstdint>

namespace kiosk {

/// Points on the steady clock's axis (std::chrono::steady_clock).
using FrameTime = std::chrono::nanoseconds;

/// Frames on a grid that begins with the first one, so that no lateness adds up: a fade of 0.8 s at 60 pictures a
/// second has its 48 frames, evenly spaced.
class Pacer {
 public:
  Pacer(double frames_per_second, FrameTime first);

  /// When the frame after the last one is due. One that is late by less than a frame is due at once; whole frames that
  /// `now` has passed are left out, never caught up in a burst.
  FrameTime next(FrameTime now);

 private:
  const double period_;  ///< in nanoseconds
  const FrameTime first_;
  std::int64_t last_ = 0;  ///< counted from the first
};

FrameTime frame_time_now();
/// Returns at once where `due` is past.
void sleep_until(FrameTime due);

}  // namespace kiosk
