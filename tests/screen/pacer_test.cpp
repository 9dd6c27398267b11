#include "screen/pacer.h"

#include <cmath>
#include <doctest/doctest.h>

namespace kiosk {
namespace {

using namespace std::chrono_literals;

constexpr FrameTime start = 1000s;

}  // namespace

TEST_CASE("a fade of 0.8 s has 48 frames of 60 a second, evenly spaced") {
  Pacer pacer(60, start);
  int frames = 1;
  FrameTime last = start;
  for (FrameTime due = pacer.next(start); due < start + 800ms; due = pacer.next(due + 3ms)) {
    CHECK(std::abs((due - last - FrameTime(16'666'667)).count()) <= 1);
    last = due;
    ++frames;
  }
  CHECK(frames == 48);
}

TEST_CASE("no lateness adds up over an hour") {
  Pacer pacer(59.94, start);
  FrameTime due = start;
  for (int frame = 0; frame < 60 * 3600; ++frame) due = pacer.next(due + 100us);
  const double seconds = 60 * 3600 / 59.94;
  CHECK(std::chrono::duration<double>(due - start).count() == doctest::Approx(seconds).epsilon(1e-9));
}

TEST_CASE("a frame that is a little late keeps its place") {
  Pacer pacer(50, start);
  CHECK(pacer.next(start + 25ms) == start + 20ms);
  CHECK(pacer.next(start + 30ms) == start + 40ms);
}

TEST_CASE("[C07] frames come as evenly where 32 bits of milliseconds, of hundredths or of seconds have run out") {
  for (const FrameTime late : {FrameTime(0x7fff'ffffLL * 1ms), FrameTime(0xffff'ffffLL * 1ms),
                               FrameTime(0x7fff'ffffLL * 10ms), FrameTime(0xffff'ffffLL * 10ms)}) {
    Pacer pacer(50, late - 30ms);
    for (int frame = 1; frame < 100; ++frame) {
      CHECK(pacer.next(late - 30ms + frame * 20ms) == late - 30ms + frame * 20ms);
    }
  }
}

TEST_CASE("frames that were missed are not caught up") {
  Pacer pacer(50, start);
  CHECK(pacer.next(start + 10ms) == start + 20ms);
  CHECK(pacer.next(start + 115ms) == start + 100ms);
  CHECK(pacer.next(start + 118ms) == start + 120ms);
}

TEST_CASE("sleeping until a time that is past returns at once") {
  sleep_until(frame_time_now() - 1h);
  const auto due = frame_time_now() + 2ms;
  sleep_until(due);
  CHECK(frame_time_now() >= due);
}

}  // namespace kiosk
