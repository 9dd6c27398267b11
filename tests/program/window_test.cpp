/// What is seen: how smoothly slides change, and once in a real window.
#include "base/bitmap.h"
#include "program/screen.h"
#include "support/fault_server.h"
#include "support/xvfb.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <doctest/doctest.h>
#include <filesystem>
#include <sstream>
#include <thread>
#include <vector>

namespace kiosk {
namespace {

using namespace std::chrono_literals;
using test::bytes_of;
using test::content;
using test::eventually;
using test::FaultServer;
using test::Folder;
using test::ok;
using test::Screen;

/// The frames of each whole fade: microseconds of the steady clock.
std::vector<std::vector<std::int64_t>> fades_of(const std::string& frame_log) {
  std::vector<std::vector<std::int64_t>> fades;
  std::istringstream lines(frame_log);
  std::int64_t time = 0;
  bool within = false;
  for (std::string kind; lines >> time >> kind; within = kind == "fade") {
    if (kind != "fade") continue;
    if (!within) fades.emplace_back();
    fades.back().push_back(time);
  }
  if (within) fades.pop_back();  // the end of the show may have cut it
  return fades;
}

/// The pixels of a whole X screen.
using Screenshot = std::vector<Pixel>;

double share_of(Pixel colour, const Screenshot& shot) {
  return static_cast<double>(std::ranges::count(shot, colour)) / static_cast<double>(shot.size());
}

/// `count` bytes as a number.
Pixel number_at(std::string_view bytes, std::size_t at, std::size_t count, bool highest_first) {
  Pixel value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const auto byte = static_cast<unsigned char>(bytes[at + i]);
    value |= static_cast<Pixel>(byte) << 8 * (highest_first ? count - 1 - i : i);
  }
  return value;
}

/// As xwd writes it (XWDFile.h, version 7; true colour of 24 or 32 bits). Empty where there is none.
Screenshot screenshot(const std::string& display) {
  const auto bytes = test::run({"xwd", "-root", "-silent", "-display", display}).out;
  constexpr std::size_t header_fields = 25;
  if (bytes.size() < 4 * header_fields) return {};
  const auto field = [&](std::size_t n) -> std::size_t { return number_at(bytes, 4 * n, 4, true); };
  const auto [header, width, height, row, colours] = std::array{field(0), field(4), field(5), field(12), field(19)};
  const bool highest_first = field(7) == 1;
  const std::size_t pixel = field(11) / 8;
  const std::size_t begin = header + 12 * colours;
  if (pixel < 3 || row < width * pixel || bytes.size() < begin + row * height) return {};
  Screenshot shot;
  shot.reserve(width * height);
  for (std::size_t y = 0; y < height; ++y) {
    for (std::size_t x = 0; x < width; ++x)
      shot.push_back(number_at(bytes, begin + y * row + x * pixel, pixel, highest_first) & 0xffffffU);
  }
  return shot;
}

TEST_SUITE_BEGIN("window");

TEST_CASE("slides change in a fade of many frames, and between fades hardly anything is drawn") {
  FaultServer server;
  server.on("/content.json", ok(content("one")));
  Screen screen(server.url("/content.json"));
  const auto log = screen.folder() / "frames";
  screen.start({"--for", "8s", "--frame-log", log});
  CHECK(screen.process().wait() == 0);
  const auto fades = fades_of(bytes_of(log));
  REQUIRE_FALSE(fades.empty());
  for (const auto& fade : fades) {
    const auto seconds = static_cast<double>(fade.back() - fade.front()) / 1e6;
    MESSAGE("a fade of ", fade.size(), " frames in ", seconds, " s");
    CHECK(fade.size() > 10);
  }
  // Three seconds of a slide: a step of the dot five times a second at most, and a clock.
  const auto text = bytes_of(log);
  std::size_t patches = 0;
  for (auto at = text.find(" patch"); at != std::string::npos; at = text.find(" patch", at + 1)) ++patches;
  CHECK(patches < 100);
}

TEST_CASE("[G16] on a machine with other things to do fades go on") {
  std::vector<std::jthread> others;
  for (int i = 0; i < 2; ++i) {
    others.emplace_back([](const std::stop_token& stop) {
      for (volatile std::uint64_t n = 0; !stop.stop_requested();) n = n + 1;
    });
  }
  FaultServer server;
  server.on("/content.json", ok(content("one")));
  Screen screen(server.url("/content.json"));
  const auto log = screen.folder() / "frames";
  screen.start({"--for", "8s", "--frame-log", log});
  CHECK(screen.process().wait() == 0);
  std::vector<std::int64_t> gaps;
  for (const auto& fade : fades_of(bytes_of(log))) {
    for (std::size_t i = 1; i < fade.size(); ++i) gaps.push_back(fade[i] - fade[i - 1]);
  }
  REQUIRE(gaps.size() > 10);
  std::ranges::sort(gaps);
  const auto ms = [&](double share) {
    return static_cast<double>(gaps[static_cast<std::size_t>(static_cast<double>(gaps.size() - 1) * share)]) / 1e3;
  };
  MESSAGE(gaps.size(), " frames of fades: between two, median ", ms(0.5), " ms, 99 % ", ms(0.99), " ms");
}

TEST_CASE("in a real window the slide is seen, on the ground of its theme, and the program ends with it") {
  const auto server_of_windows = test::Xvfb::start("1366x768");
  if (!server_of_windows) {
    MESSAGE("skipped: there is no Xvfb here");
    return;
  }
  FaultServer server;
  server.on("/content.json", ok(content("one")));
  Screen screen(server.url("/content.json"));
  screen.start({"--windowed", "--size", "1280x720"},
               {{"SDL_VIDEODRIVER", "x11"}, {"DISPLAY", server_of_windows->display()}});
  screen.wait_for_slide_of("one-");
  constexpr Pixel paper = 0xf5f2ec;  // of themes/icr.json
  constexpr double window = 1280.0 * 720 / (1366 * 768);
  double share = 0;
  CHECK(eventually([&] {
    const auto shot = screenshot(server_of_windows->display());
    share = shot.empty() ? 0 : share_of(paper, shot);
    return share > window / 2;
  }));
  CHECK(share < window);  // something stands on it
  CHECK(screen.end(SIGTERM) == 0);
  CHECK(screen.complaints().empty());
}

TEST_CASE("[G01] where there is no display at all it waits for one, and draws for nobody") {
  if (std::filesystem::exists("/dev/dri")) {
    MESSAGE("skipped: this machine has a display");
    return;
  }
  FaultServer server;
  server.on("/content.json", ok(content("one")));
  Screen screen(server.url("/content.json"));
  screen.start({}, {{"SDL_VIDEODRIVER", ""}});
  REQUIRE(eventually([&] { return !screen.complaints().empty(); }));
  CHECK(screen.complaints().front().starts_with("warning screen.no_display: "));
  CHECK_FALSE(screen.status());
  CHECK(screen.end(SIGTERM) == 0);
}

TEST_CASE(
    "[G01] a display that goes ends the program; started anew it waits, and draws on the one that comes, whatever its "
    "size") {
  auto first = test::Xvfb::start("1366x768");
  if (!first) {
    MESSAGE("skipped: there is no Xvfb here");
    return;
  }
  FaultServer server;
  server.on("/content.json", ok(content("one")));
  Screen screen(server.url("/content.json"), "\"size\": \"\"");
  const std::string display = first->display();
  const test::Environment environment{{"SDL_VIDEODRIVER", "x11"}, {"DISPLAY", display}};
  screen.start({}, environment);
  screen.wait_for_slide_of("one-");
  first.reset();
  const auto code = screen.process().wait(10s);
  REQUIRE(code);
  CHECK(*code < 128);

  screen.start({}, environment);
  REQUIRE(eventually([&] { return !screen.complaints().empty(); }));
  CHECK(screen.complaints().front().starts_with("warning screen.no_display: "));
  const auto second = test::Xvfb::start("1280x1024", display);
  REQUIRE(second);
  const auto before = std::chrono::steady_clock::now();
  constexpr Pixel paper = 0xf5f2ec;  // of themes/icr.json
  CHECK(eventually([&] {
    const auto shot = screenshot(display);
    return !shot.empty() && share_of(paper, shot) > 0.5;
  }));
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - before;
  MESSAGE("redrawn ", took.count(), " s after the display came");
  CHECK(screenshot(display).size() == 1280U * 1024U);
  CHECK(screen.end(SIGTERM) == 0);
}

TEST_SUITE_END();

}  // namespace
}  // namespace kiosk
