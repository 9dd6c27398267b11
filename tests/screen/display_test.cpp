#include "screen/display.h"

#include "screen/blend.h"
#include "support/xvfb.h"

#include <SDL2/SDL.h>
#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <doctest/doctest.h>
#include <memory>
#include <random>
#include <thread>

namespace kiosk {
namespace {

using test::Variable;
using test::Xvfb;

constexpr Size small{320, 180};
constexpr std::array both_ways{DisplayWay::surface, DisplayWay::renderer};

/// A picture whose every pixel tells where it stands.
Bitmap pattern(Size size, Pixel tint) {
  Bitmap picture(size);
  for (int y = 0; y < size.height; ++y) {
    for (int x = 0; x < size.width; ++x) {
      const auto place = static_cast<Pixel>((x * 7 % 256) << 8 | (y * 5 % 256));
      picture.row(y)[static_cast<std::size_t>(x)] = (tint ^ place) & 0xffffff;
    }
  }
  return picture;
}

std::unique_ptr<Display> open(DisplayOptions options) {
  auto display = Display::open(options);
  REQUIRE_MESSAGE(display.has_value(), (display ? "" : display.error().message));
  return std::move(*display);
}

/// A screen that nobody sees.
std::unique_ptr<Display> dummy(DisplayWay way, bool windowed = false, Size size = small) {
  const Variable driver("SDL_VIDEODRIVER", "dummy");
  return open({0, windowed, size, "test", way});
}

Bitmap seen(Display& display) {
  auto picture = display.read_back();
  REQUIRE_MESSAGE(picture.has_value(), (picture ? "" : picture.error().message));
  return std::move(*picture);
}

bool of_one_colour(const Bitmap& picture) {
  const auto pixels = picture.pixels();
  return std::all_of(pixels.begin(), pixels.end(), [&](Pixel p) { return p == pixels.front(); });
}

/// The largest difference of any channel of any pixel.
int difference(const Bitmap& a, const Bitmap& b) {
  REQUIRE(a.size() == b.size());
  int largest = 0;
  for (std::size_t i = 0; i < a.pixels().size(); ++i) {
    for (const int shift : {0, 8, 16}) {
      const auto channel = [&](const Bitmap& of) { return static_cast<int>(of.pixels()[i] >> shift & 0xff); };
      largest = std::max(largest, std::abs(channel(a) - channel(b)));
    }
  }
  return largest;
}

Bitmap blend(const Bitmap& from, const Bitmap& to, unsigned weight) {
  Bitmap picture(from.size());
  cross_fade(picture.pixels(), from.pixels(), to.pixels(), weight);
  return picture;
}

/// A renderer rounds alpha in its own way; straight into the surface not a bit is lost.
int tolerance(DisplayWay way) {
  return way == DisplayWay::surface ? 0 : 2;
}

}  // namespace

TEST_CASE("what is shown is what is on the window") {
  for (const auto way : both_ways) {
    const auto display = dummy(way);
    CHECK(display->size() == small);
    const Bitmap picture = pattern(small, 0x123456);
    REQUIRE(display->show(picture).has_value());
    CHECK(seen(*display) == picture);
  }
}

TEST_CASE("a fade goes from one picture to the other") {
  for (const auto way : both_ways) {
    const auto display = dummy(way);
    const Bitmap from = pattern(small, 0x0e1b33);
    const Bitmap to = pattern(small, 0xf5f2ec);
    REQUIRE(display->show(from).has_value());
    display->stage(to);
    while (!display->stage_some().value()) CHECK(seen(*display) == from);
    for (const unsigned weight : {0U, 1U, 64U, 128U, 200U, 256U}) {
      REQUIRE(display->fade(weight).has_value());
      CHECK(difference(seen(*display), blend(from, to, weight)) <= tolerance(way));
    }
    REQUIRE(display->settle().has_value());
    CHECK(seen(*display) == to);
  }
}

TEST_CASE("a fade needs no upload ahead, and settles from anywhere") {
  for (const auto way : both_ways) {
    const auto display = dummy(way);
    const Bitmap from = pattern(small, 0x0e1b33);
    const Bitmap to = pattern(small, 0xf5f2ec);
    REQUIRE(display->show(from).has_value());
    display->stage(to);
    REQUIRE(display->fade(100).has_value());
    CHECK(difference(seen(*display), blend(from, to, 100)) <= tolerance(way));
    REQUIRE(display->settle().has_value());
    CHECK(seen(*display) == to);
  }
}

TEST_CASE("a picture that is staged in a fade begins from the frame that is on") {
  for (const auto way : both_ways) {
    const auto display = dummy(way);
    const Bitmap from = pattern(small, 0x0e1b33);
    const Bitmap to = pattern(small, 0xf5f2ec);
    const Bitmap notice = pattern(small, 0xb3261e);
    REQUIRE(display->show(from).has_value());
    display->stage(to);
    REQUIRE(display->fade(128).has_value());
    display->stage(notice);
    REQUIRE(display->fade(0).has_value());
    CHECK(difference(seen(*display), blend(from, to, 128)) <= tolerance(way));
    REQUIRE(display->settle().has_value());
    CHECK(seen(*display) == notice);
  }
}

TEST_CASE("a patch touches its box and nothing else") {
  for (const auto way : both_ways) {
    const auto display = dummy(way);
    const Box box{200, 150, 100, 20};
    Bitmap expected = pattern(small, 0x0e1b33);
    REQUIRE(display->show(expected).has_value());
    const Bitmap other = pattern(small, 0xffffff);
    for (int y = box.y; y < box.bottom(); ++y) {
      std::copy_n(other.row(y).begin() + box.x, box.width, expected.row(y).begin() + box.x);
    }

    REQUIRE(display->patch(other, box).has_value());
    CHECK(seen(*display) == expected);

    const Bitmap piece({100, 20}, 0x00ff00);
    for (int y = box.y; y < box.bottom(); ++y) std::fill_n(expected.row(y).begin() + box.x, box.width, 0x00ff00U);
    REQUIRE(display->patch(piece, box).has_value());
    CHECK(seen(*display) == expected);

    REQUIRE(display->patch(piece, {300, 170, 100, 20}).has_value());
    for (int y = 170; y < 180; ++y) std::fill_n(expected.row(y).begin() + 300, 20, 0x00ff00U);
    CHECK(seen(*display) == expected);
    REQUIRE(display->patch(piece, {-200, 0, 100, 20}).has_value());
    CHECK(seen(*display) == expected);
  }
}

TEST_CASE("what was patched before a fade is faded from") {
  for (const auto way : both_ways) {
    const auto display = dummy(way);
    Bitmap from = pattern(small, 0x0e1b33);
    const Bitmap to = pattern(small, 0xf5f2ec);
    const Bitmap piece({10, 10}, 0xff0000);
    const Box box{5, 5, 10, 10};
    REQUIRE(display->show(from).has_value());
    display->stage(to);
    while (!display->stage_some().value()) continue;
    REQUIRE(display->patch(piece, box).has_value());
    for (int y = 5; y < 15; ++y) std::fill_n(from.row(y).begin() + 5, 10, 0xff0000U);
    REQUIRE(display->fade(128).has_value());
    CHECK(difference(seen(*display), blend(from, to, 128)) <= tolerance(way));
    REQUIRE(display->settle().has_value());
    CHECK(seen(*display) == to);
  }
}

TEST_CASE("[G12] no frame is all of one colour") {
  for (const auto way : both_ways) {
    const auto display = dummy(way);
    REQUIRE(display->show(pattern(small, 0)).has_value());
    for (const Pixel tint : {0xf5f2ecU, 0x0e1b33U, 0xb3261eU}) {
      CHECK_FALSE(of_one_colour(seen(*display)));
      display->stage(pattern(small, tint));
      CHECK_FALSE(of_one_colour(seen(*display)));
      for (unsigned weight = 0; weight <= 256; weight += 16) {
        REQUIRE(display->fade(weight).has_value());
        CHECK_FALSE(of_one_colour(seen(*display)));
      }
      REQUIRE(display->settle().has_value());
      CHECK_FALSE(of_one_colour(seen(*display)));
    }
  }
}

TEST_CASE("[G03] a GPU that forgets its textures shows the same again") {
  for (const auto way : both_ways) {
    const auto display = dummy(way);
    const Bitmap picture = pattern(small, 0x123456);
    const Bitmap next = pattern(small, 0x654321);
    REQUIRE(display->show(picture).has_value());
    display->stage(next);
    for (const SDL_EventType reset : {SDL_RENDER_TARGETS_RESET, SDL_RENDER_DEVICE_RESET}) {
      SDL_Event event{};
      event.type = reset;
      SDL_PushEvent(&event);
      display->pump();
      CHECK(seen(*display) == picture);
    }
    REQUIRE(display->settle().has_value());
    CHECK(seen(*display) == next);
  }
}

TEST_CASE("[G08] keys, clicks, touches and drops have no effect") {
  const auto display = dummy(DisplayWay::surface);
  const Bitmap picture = pattern(small, 0x123456);
  REQUIRE(display->show(picture).has_value());
  display->pump();
  constexpr std::array kinds{SDL_KEYDOWN,         SDL_KEYUP,      SDL_TEXTINPUT,     SDL_MOUSEMOTION,
                             SDL_MOUSEBUTTONDOWN, SDL_MOUSEWHEEL, SDL_FINGERDOWN,    SDL_MULTIGESTURE,
                             SDL_CLIPBOARDUPDATE, SDL_DROPBEGIN,  SDL_JOYBUTTONDOWN, SDL_APP_LOWMEMORY};
  std::mt19937 random(2026);
  for (int i = 0; i < 1000; ++i) {
    SDL_Event event{};
    event.type = kinds[random() % kinds.size()];
    if (event.type == SDL_KEYDOWN) event.key.keysym.sym = i % 5 == 0 ? SDLK_ESCAPE : static_cast<int>(random() % 512);
    SDL_PushEvent(&event);
    if (i % 100 == 99) {
      const auto events = display->pump();
      CHECK_FALSE(events.quit_asked);
      CHECK_FALSE(events.resized);
      CHECK(seen(*display) == picture);
    }
  }
}

TEST_CASE("[G09] nothing closes a whole screen; Esc or its button closes a window") {
  const auto ask = [](Display& display, int how) {
    display.pump();
    SDL_Event event{};
    event.type = how == 0 ? SDL_QUIT : how == 1 ? SDL_WINDOWEVENT : SDL_KEYDOWN;
    if (how == 1) event.window.event = SDL_WINDOWEVENT_CLOSE;
    if (how == 2) event.key.keysym.sym = SDLK_ESCAPE;
    SDL_PushEvent(&event);
    return display.pump().quit_asked;
  };
  for (int how = 0; how < 3; ++how) {
    CHECK_FALSE(ask(*dummy(DisplayWay::surface), how));
    CHECK(ask(*dummy(DisplayWay::surface, true), how));
  }
}

TEST_CASE("[G07] a picture of another size is stretched over the window until the right one comes") {
  for (const auto way : both_ways) {
    const auto display = dummy(way);
    Bitmap halves({160, 90}, 0x0000ff);
    for (int y = 0; y < 90; ++y) std::fill_n(halves.row(y).begin(), 80, 0xff0000U);
    REQUIRE(display->show(halves).has_value());
    const Bitmap stretched = seen(*display);
    CHECK(stretched.size() == small);
    CHECK(stretched.row(0)[0] == 0xff0000U);
    CHECK(stretched.row(179)[319] == 0x0000ffU);
    display->stage(pattern(small, 0x123456));
    REQUIRE(display->fade(100).has_value());
    REQUIRE(display->settle().has_value());
    CHECK(seen(*display) == pattern(small, 0x123456));
  }
}

TEST_CASE("[G07] a window that changes its size says so once, and is never empty") {
  for (const auto way : both_ways) {
    const auto display = dummy(way, true);
    REQUIRE(display->show(pattern(small, 0x123456)).has_value());
    display->pump();
    CHECK_FALSE(display->pump().resized);
    SDL_Window* window = nullptr;
    for (std::uint32_t id = 1; window == nullptr && id < 1000; ++id) window = SDL_GetWindowFromID(id);
    REQUIRE(window != nullptr);
    SDL_SetWindowSize(window, 400, 300);
    CHECK(display->pump().resized);
    CHECK(display->size() == Size{400, 300});
    CHECK_FALSE(of_one_colour(seen(*display)));
    CHECK_FALSE(display->pump().resized);
  }
}

TEST_CASE("without a size of its own a screen is as large as its display") {
  const auto display = dummy(DisplayWay::by_what_there_is, false, {});
  SDL_Rect bounds;
  REQUIRE(SDL_GetDisplayBounds(0, &bounds) == 0);
  CHECK(display->size() == Size{bounds.w, bounds.h});
  CHECK_FALSE(display->keeps_pace());
  CHECK(display->refresh_rate() >= 1);
}

TEST_CASE("[G01] a display that is not there is an error, not an end") {
  const Variable driver("SDL_VIDEODRIVER", "dummy");
  const auto none = Display::open({7, false, {}, "test"});
  REQUIRE_FALSE(none.has_value());
  CHECK(none.error().code == "screen.no_display");
  const Variable no_driver("SDL_VIDEODRIVER", "no-such-driver");
  const auto nothing = Display::open({});
  REQUIRE_FALSE(nothing.has_value());
  CHECK(nothing.error().code == "screen.no_display");
}

TEST_CASE("a sleeping display is woken from another thread") {
  const auto display = dummy(DisplayWay::surface);
  display->pump();
  std::jthread other([&] { display->wake(); });
  display->wait(std::chrono::hours(1));
  other.join();
  display->wait(Millis(0));
}

TEST_CASE("an event ends the sleep") {
  const auto display = dummy(DisplayWay::surface);
  display->pump();
  SDL_Event event{};
  event.type = SDL_WINDOWEVENT;
  event.window.event = SDL_WINDOWEVENT_EXPOSED;
  SDL_PushEvent(&event);
  display->wait(std::chrono::hours(1));
}

TEST_CASE("in a real window the bitmap is on the screen") {
  const auto server = Xvfb::start("640x360");
  if (!server) {
    MESSAGE("Xvfb does not start here: not tested");
    return;
  }
  const Variable driver("SDL_VIDEODRIVER", "x11");
  const Variable name("DISPLAY", server->display());
  const auto display = open({0, false, {}, "test", DisplayWay::surface});
  CHECK(display->size() == Size{640, 360});
  const Bitmap from = pattern(display->size(), 0x0e1b33);
  const Bitmap to = pattern(display->size(), 0xf5f2ec);
  REQUIRE(display->show(from).has_value());
  CHECK_FALSE(display->pump().quit_asked);
  CHECK(seen(*display) == from);
  display->stage(to);
  REQUIRE(display->fade(128).has_value());
  CHECK(seen(*display) == blend(from, to, 128));
  REQUIRE(display->settle().has_value());
  display->pump();
  CHECK(seen(*display) == to);
}

TEST_CASE("[G05] where the renderer that the environment asks for is not to be had, another one draws") {
  const Variable driver("SDL_RENDER_DRIVER", "no such renderer");
  auto display = dummy(DisplayWay::renderer);
  const Bitmap picture = pattern(small, 0x102030);
  REQUIRE(display->show(picture));
  CHECK(difference(seen(*display), picture) == 0);
}

TEST_CASE("[G04] what draws is made anew, and shows what was on") {
  for (const auto way : both_ways) {
    auto display = dummy(way);
    const Bitmap picture = pattern(small, 0x102030);
    REQUIRE(display->show(picture));
    const auto before = display->frames();
    REQUIRE(display->renew());
    CHECK(display->frames() > before);
    CHECK(difference(seen(*display), picture) == 0);
    const Bitmap next = pattern(small, 0x405060);
    display->stage(next);
    REQUIRE(display->settle());
    CHECK(difference(seen(*display), next) == 0);
  }
}

}  // namespace kiosk
