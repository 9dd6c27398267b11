/// The stage on a display that nobody sees: what read_back() gives is what the lobby would see.
#include "app/stage.h"

#include "studio/make.h"
#include "support/xvfb.h"

#include <algorithm>
#include <chrono>
#include <doctest/doctest.h>

namespace kiosk {
namespace {

using namespace std::chrono_literals;
using test::edition;
using test::news;
using test::Variable;

constexpr Size screen{640, 360};
/// 09:41:55 in Oslo.
constexpr Instant morning = std::chrono::sys_days{2026y / 2 / 20} + 8h + 41min + 55s;

struct Lobby {
  std::unique_ptr<Display> display;
  Studio studio{{screen, Rotation::none, ""}};
  EditionPtr content = edition("two", {news("a"), news("b")});

  Lobby() {
    const Variable driver("SDL_VIDEODRIVER", "dummy");
    auto opened = Display::open({0, true, screen, "test", DisplayWay::surface});
    REQUIRE(opened);
    display = std::move(*opened);
  }

  Prepared slide(std::size_t index, Instant since) {
    return studio.prepare({content, index, "en", since, since + 10s, {index, 2}, {}, false});
  }
  Bitmap seen() const {
    auto picture = display->read_back();
    REQUIRE(picture);
    return std::move(*picture);
  }
};

void finish_fade(Stage& stage, Instant now) {
  for (int frames = 0; stage.moving(); ++frames) {
    REQUIRE(frames < 1000);
    REQUIRE(stage.turn(now));
  }
}

Bitmap with_piece(Bitmap picture, const Bitmap& piece, const Box& where) {
  for (int y = 0; y < where.height; ++y) std::ranges::copy(piece.row(y), picture.row(where.y + y).begin() + where.x);
  return picture;
}

TEST_CASE("the first slide is on at once, to the pixel") {
  Lobby lobby;
  Stage stage(*lobby.display, Rotation::none, {});
  CHECK(stage.shown() == nullptr);
  CHECK(stage.next_step(morning) == Instant::max());
  CHECK(stage.turn(morning));
  const auto first = lobby.slide(0, morning);
  stage.take(first);
  CHECK(stage.shown() == nullptr);
  REQUIRE(stage.waiting() != nullptr);
  CHECK(*stage.waiting() == first.look);
  REQUIRE(stage.go());
  CHECK_FALSE(stage.moving());
  CHECK(stage.waiting() == nullptr);
  REQUIRE(stage.shown() != nullptr);
  CHECK(*stage.shown() == first.look);
  CHECK(lobby.seen() == first.picture);
}

TEST_CASE("[G12] the second one fades in: no frame is black or of one colour, and the last one is the slide") {
  Lobby lobby;
  Stage stage(*lobby.display, Rotation::none, {});
  const auto first = lobby.slide(0, morning);
  const auto second = lobby.slide(1, morning + 10s);
  stage.take(first);
  REQUIRE(stage.go());
  stage.take(second);
  REQUIRE(stage.turn(morning));
  CHECK(lobby.seen() == first.picture);
  REQUIRE(stage.go());
  CHECK(stage.moving());
  CHECK(*stage.shown() == second.look);
  bool between = true;
  int frames = 0;
  for (; stage.moving() && frames < 1000; ++frames) {
    REQUIRE(stage.turn(morning + 10s));
    const Bitmap frame = lobby.seen();
    // Every frame lies between the two, pixel by pixel; a few are enough to look at.
    for (std::size_t i = 0; i < frame.pixels().size(); i += 97) {
      const auto green = [i](const Bitmap& of) { return static_cast<int>(of.pixels()[i] >> 8 & 0xff); };
      const int from = green(first.picture);
      const int to = green(second.picture);
      between = between && green(frame) >= std::min(from, to) - 1 && green(frame) <= std::max(from, to) + 1;
    }
  }
  CHECK(between);
  CHECK(frames > 1);
  CHECK(lobby.seen() == second.picture);
}

TEST_CASE("while a slide stands, its dot fills and its clock goes on, and nothing else changes") {
  Lobby lobby;
  Stage stage(*lobby.display, Rotation::none, {});
  const auto slide = lobby.slide(0, morning);
  REQUIRE(slide.clock.size() == 1);
  stage.take(slide);
  REQUIRE(stage.go());
  CHECK(stage.next_step(morning) > morning);
  CHECK(stage.next_step(morning) <= morning + 5s);

  const Instant half = morning + 5s;  // the minute begins
  REQUIRE(stage.turn(half));
  const auto& clock = slide.clock.front();
  const Box part = filled_part(slide.pill, 0.5, Rotation::none);
  Bitmap expected = with_piece(slide.picture, clock.piece, clock.where);
  for (int y = 0; y < part.height; ++y)
    std::ranges::copy(slide.full_pill.row(y).first(static_cast<std::size_t>(part.width)),
                      expected.row(part.y + y).begin() + part.x);
  CHECK(lobby.seen() == expected);

  REQUIRE(stage.turn(morning + 10s));
  CHECK(lobby.seen() == with_piece(expected, slide.full_pill, slide.pill));
}

TEST_CASE("a slide that waits is not seen, and a second one takes its place") {
  Lobby lobby;
  Stage stage(*lobby.display, Rotation::none, {});
  const auto first = lobby.slide(0, morning);
  stage.take(first);
  REQUIRE(stage.go());
  stage.take(lobby.slide(1, morning + 10s));
  for (int i = 0; i < 5; ++i) REQUIRE(stage.turn(morning));
  CHECK(lobby.seen() == first.picture);
  const auto other = lobby.slide(1, morning + 3s);
  stage.take(other);
  CHECK(*stage.waiting() == other.look);
  REQUIRE(stage.go());
  finish_fade(stage, morning + 3s);
  CHECK(lobby.seen() == other.picture);
}

TEST_CASE("a slide that comes on late has the clock and the dot of the time it is") {
  Lobby lobby;
  Stage stage(*lobby.display, Rotation::none, {});
  const auto slide = lobby.slide(0, morning);
  stage.take(slide);
  REQUIRE(stage.go());
  REQUIRE(stage.turn(morning + 10s));
  CHECK(lobby.seen() == with_piece(with_piece(slide.picture, slide.clock.front().piece, slide.clock.front().where),
                                   slide.full_pill, slide.pill));
}

TEST_CASE("after the display has changed its size nothing counts as shown, and the next slide is on at once") {
  Lobby lobby;
  Stage stage(*lobby.display, Rotation::none, {});
  stage.take(lobby.slide(0, morning));
  REQUIRE(stage.go());
  stage.take(lobby.slide(1, morning + 10s));
  REQUIRE(stage.go());
  REQUIRE(stage.turn(morning + 10s));
  stage.refit();
  CHECK(stage.shown() == nullptr);
  CHECK(stage.waiting() == nullptr);
  CHECK_FALSE(stage.moving());
  REQUIRE(stage.turn(morning + 12s));
  const auto fresh = lobby.slide(1, morning + 12s);
  stage.take(fresh);
  REQUIRE(stage.go());
  CHECK_FALSE(stage.moving());
  CHECK(lobby.seen() == fresh.picture);
}

}  // namespace
}  // namespace kiosk
