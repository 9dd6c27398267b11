#include "screen/contrast.h"

#include "layout/fake_measure.h"

#include <algorithm>
#include <doctest/doctest.h>

using namespace kiosk;

namespace {

const test::FakeMeasure measure;
constexpr Size screen{960, 540};
constexpr Pixel white = 0xffffff;
constexpr Pixel black = 0x000000;
constexpr Colour ink{0xff, 0xff, 0xff};

/// A line of white text, 300 pixels wide, its capitals 21 pixels high from (100, 79).
Scene line(int size = 30) {
  return {screen, {TextRun{"ABCDEFGHIJKLMNOPQRST", Face::regular, size, {100, 100}, ink}}};
}

std::vector<Seen> measured(const Scene& scene, const Bitmap& ground) {
  auto seen = seen_on(scene, measure, {});
  measure_contrasts(seen, ground);
  return seen;
}

std::ptrdiff_t faults(const Scene& scene, const Bitmap& ground) {
  const auto seen = measured(scene, ground);
  return std::ranges::count_if(
      seen, [](const Seen& text) { return verdict_on(text, {}).code == std::string_view("legible.contrast"); });
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
  CHECK(faults(line(), streaked(13, white)) == 0);
  CHECK(faults(line(), streaked(17, white)) == 1);
}

TEST_CASE("the law asks for more than a contrast of 3:1, of large text too") {
  // White on this grey is 3.9:1, enough for large text; but the difference of luminances is 0.78 of the lighter one.
  CHECK(faults(line(60), Bitmap(screen, 0x808080)) == 1);
}

TEST_CASE("the contrast and the difference of luminances are those of the worst line of a text") {
  Scene scene = line();
  scene.items.emplace_back(TextRun{"AND ITS SECOND LINE", Face::regular, 30, {100, 130}, ink});
  Bitmap ground(screen, black);
  for (int y = 110; y < 140; ++y) std::ranges::fill(ground.row(y), Pixel{0x888888});
  const auto seen = measured(scene, ground);
  REQUIRE(seen.size() == 1);
  CHECK(seen[0].words == "ABCDEFGHIJKLMNOPQRST AND ITS SECOND LINE");
  REQUIRE(seen[0].contrast);
  CHECK(seen[0].contrast->ratio == doctest::Approx(3.54).epsilon(0.01));
  CHECK(seen[0].contrast->difference == doctest::Approx(0.75).epsilon(0.01));
}

TEST_CASE("of a text outside the picture nothing is measured") {
  Scene scene = line();
  std::get<TextRun>(scene.items[0]).origin = {2000, 100};
  CHECK_FALSE(measured(scene, Bitmap(screen, black))[0].contrast);
}

TEST_CASE("initials under a portrait are not judged") {
  Scene scene = line();
  scene.items.emplace_back(Image{"portrait.jpg", {90, 50, 400, 100}, Fit::cover, {}});
  CHECK(measured(scene, Bitmap(screen, white)).empty());
}
