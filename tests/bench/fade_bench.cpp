/// What a full-screen cross-fade costs on this machine: milliseconds a frame as fast as it goes, and how even the
/// frames of fades of 0.8 s are at the display's pace. Prints a table; asserts nothing.
///
///   cmake --build build --target bench_fade && build/bin/bench_fade
#include "base/format.h"
#include "base/log.h"
#include "screen/blend.h"
#include "screen/display.h"
#include "screen/pacer.h"
#include "support/xvfb.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <string>
#include <vector>

namespace {

using namespace kiosk;
using namespace std::chrono_literals;

constexpr FrameTime fade_time = 800ms;
constexpr int fades = 10;

double milliseconds(FrameTime time) {
  return std::chrono::duration<double, std::milli>(time).count();
}

FrameTime processor_time() {
  timespec used{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  return std::chrono::seconds(used.tv_sec) + std::chrono::nanoseconds(used.tv_nsec);
}

FrameTime percentile(std::vector<FrameTime> times, std::size_t percent) {
  std::sort(times.begin(), times.end());
  return times[(times.size() - 1) * percent / 100];
}

/// Noise, so that no frame is cheaper than another.
Bitmap noise(Size size, std::uint32_t seed) {
  Bitmap picture(size);
  for (Pixel& pixel : picture.pixels()) {
    seed = seed * 1664525 + 1013904223;
    pixel = seed >> 8;
  }
  return picture;
}

std::vector<FrameTime> as_fast_as_it_goes(Display& display) {
  std::vector<FrameTime> times;
  for (unsigned frame = 0; frame < 60; ++frame) {
    const auto begin = frame_time_now();
    if (!display.fade(frame * 256 / 60)) return {};
    times.push_back(frame_time_now() - begin);
  }
  return times;
}

/// The gaps between the frames of one fade.
void paced_fade(Display& display, std::vector<FrameTime>& gaps) {
  const auto begin = frame_time_now();
  Pacer pacer(display.refresh_rate(), begin);
  FrameTime last{0};
  for (FrameTime due = begin; due < begin + fade_time; due = pacer.next(frame_time_now())) {
    if (!display.keeps_pace()) sleep_until(due);
    const double share = milliseconds(due - begin) / milliseconds(fade_time);
    if (!display.fade(static_cast<unsigned>(ease(share) * 256))) return;
    const auto now = frame_time_now();
    if (last != FrameTime{0}) gaps.push_back(now - last);
    last = now;
  }
}

void measure(const std::string& name, const DisplayOptions& options) {
  auto opened = Display::open(options);
  if (!opened) {
    std::printf("%-34s %s\n", name.c_str(), opened.error().message.c_str());
    return;
  }
  Display& display = **opened;
  const Size size = display.size();
  if (!display.show(noise(size, 1))) return;
  display.stage(noise(size, 2));
  while (!display.stage_some().value_or(true)) continue;
  const auto fast = as_fast_as_it_goes(display);
  if (fast.empty()) return;

  std::vector<FrameTime> gaps;
  const auto used_before = processor_time();
  for (int i = 0; i < fades; ++i) paced_fade(display, gaps);
  const auto used = processor_time() - used_before;
  const auto frames = static_cast<double>(gaps.size()) / fades + 1;
  std::printf("%-34s %4d×%-4d  %6.2f  %6.2f   %5.1f  %6.2f  %6.2f  %6.2f   %5.1f\n", name.c_str(), size.width,
              size.height, milliseconds(percentile(fast, 50)), milliseconds(percentile(fast, 99)), frames,
              milliseconds(percentile(gaps, 50)), milliseconds(percentile(gaps, 99)),
              milliseconds(percentile(gaps, 100)), 100 * milliseconds(used) / (fades * milliseconds(fade_time)));
}

}  // namespace

int main() {
  log::set_level(log::Level::warning);
  std::printf("%-34s %-9s  %-15s  a fade of 0.8 s at the display's pace\n", "", "", "as fast as it goes");
  std::printf("%-34s %-9s  %6s  %6s   %5s  %6s  %6s  %6s   %5s\n", "", "size", "median", "p99", "frames", "gap", "p99",
              "most", "cpu %");
  for (const Size size : {Size{1920, 1080}, Size{3840, 2160}}) {
    {
      const test::Variable driver("SDL_VIDEODRIVER", "dummy");
      measure("dummy, surface", {0, false, size, "bench", DisplayWay::surface});
    }
    if (const auto server = test::Xvfb::start(str(size.width, "x", size.height))) {
      const test::Variable driver("SDL_VIDEODRIVER", "x11");
      const test::Variable name("DISPLAY", server->display());
      measure("Xvfb, surface", {0, false, {}, "bench", DisplayWay::surface});
      measure("Xvfb, what the program chooses", {0, false, {}, "bench"});
      measure("Xvfb, renderer", {0, false, {}, "bench", DisplayWay::renderer});
    }
  }
}
