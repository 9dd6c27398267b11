#include "screen/contrast.h"

#include "layout/fake_measure.h"

#include <doctest/doctest.h>

using namespace kiosk;

namespace {

const test::FakeMeasure measure;
constexpr Size screen{960, 540};
constexpr Pixel white = 0xffffff;
constexpr Pixel black = 0x000000;
constexpr Colour ink{0xff, 0xff, 0xff};

/// A line of white text, 200 pixels wide, its capitals 14 pixels high from (100, 86).
Scene line(int size = 20) {
  return {screen, {TextRun{"ABCDEFGHIJKLMNOPQRST", Face::regular, size, {100, 100}, ink}}};
}

std::size_t faults(const Scene& scene, const Bitmap& ground) {
  return weak_contrasts(scene, ground, measure, {}).size();
}

/// Black, but for so many columns of `bright` behind the line.
Bitmap streaked(int columns, Pixel bright) {
  Bitmap ground(screen, black);
  for (int y = 0; y < screen.height; ++y) {
    for (int x = 150; x < 150 + columns; ++x) ground.row(y)[static_cast<std::size_t>(x)] = bright;
  }
  return ground;
}

}  // namespace

TEST_CASE("white on black stands out; white on white or on mid-grey does not") {
  CHECK(faults(line(), Bitmap(screen, black)) == 0);
  CHECK(faults(line(), Bitmap(screen, white)) == 1);
  CHECK(faults(line(), Bitmap(screen, 0x888888)) == 1);
}

TEST_CASE("the worst twentieth of what is behind a line decides") {
  CHECK(faults(line(), streaked(8, white)) == 0);
  CHECK(faults(line(), streaked(14, white)) == 1);
}

TEST_CASE("the law asks for more than a contrast of 3:1, of large text too") {
  // White on this grey is 3.9:1, enough for large text; but the difference of luminances is 0.78 of the lighter one.
  CHECK(faults(line(60), Bitmap(screen, 0x808080)) == 1);
}

TEST_CASE("what a finding names can be looked up: the text and the contrast it has") {
  const auto found = weak_contrasts(line(), Bitmap(screen, 0x888888), measure, {});
  REQUIRE(found.size() == 1);
  CHECK(found[0].code == "legible.contrast");
  CHECK(found[0].severity == Severity::error);
  CHECK(to_text(found[0], "en").find("contrast 3.5:1") != std::string::npos);
}

TEST_CASE("initials under a portrait are not judged") {
  Scene scene = line();
  scene.items.emplace_back(Image{"portrait.jpg", {90, 50, 300, 100}, Fit::cover, {}});
  CHECK(faults(scene, Bitmap(screen, white)) == 0);
}
