#include "screen/canvas.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <doctest/doctest.h>
#include <numbers>
#include <random>
#include <vector>

using namespace kiosk;

namespace {

constexpr Colour black{0, 0, 0};
constexpr Colour white{255, 255, 255};
constexpr Pixel paper = 0xf5f2ec;

Pixel at(const Bitmap& bitmap, int x, int y) {
  return bitmap.row(y)[static_cast<std::size_t>(x)];
}

int red(Pixel p) {
  return static_cast<int>((p >> 16) & 0xffU);
}

/// How many pixels' worth of white lie on black.
double light(const Bitmap& bitmap) {
  double sum = 0;
  for (const Pixel p : bitmap.pixels()) sum += red(p) / 255.0;
  return sum;
}

double mean_red(const Bitmap& bitmap, const Box& box) {
  double sum = 0;
  for (int y = box.y; y < box.bottom(); ++y) {
    for (int x = box.x; x < box.right(); ++x) sum += red(at(bitmap, x, y));
  }
  return sum / (box.width * box.height);
}

bool everywhere(const Bitmap& bitmap, const Box& box, Pixel colour) {
  for (int y = box.y; y < box.bottom(); ++y) {
    for (int x = box.x; x < box.right(); ++x) {
      if (at(bitmap, x, y) != colour) return false;
    }
  }
  return true;
}

template <class... Shape>
Bitmap drawn(Size size, Pixel ground, const Shape&... shapes) {
  Bitmap bitmap(size, ground);
  Canvas canvas(bitmap);
  (canvas.draw(shapes), ...);
  return bitmap;
}

Bitmap noise(Size size) {
  Bitmap bitmap(size);
  std::minstd_rand random(7);
  for (Pixel& p : bitmap.pixels()) p = static_cast<Pixel>(random()) & 0xffffffU;
  return bitmap;
}

}  // namespace

TEST_CASE("a box without round corners covers exactly its pixels") {
  const auto bitmap = drawn({12, 10}, paper, Fill{{3, 2, 5, 4}, {0x0b, 0x5f, 0xff}});
  for (int y = 0; y < 10; ++y) {
    for (int x = 0; x < 12; ++x) {
      const bool inside = x >= 3 && x < 8 && y >= 2 && y < 6;
      CHECK(at(bitmap, x, y) == (inside ? 0x0b5fffU : paper));
    }
  }
}

TEST_CASE("a translucent box is mixed with what lies below, rounded to the nearest level") {
  const auto bitmap = drawn({2, 1}, 0x006496, Fill{{0, 0, 1, 1}, {255, 0, 150, 51}});
  CHECK(at(bitmap, 0, 0) == 0x335096);  // a fifth: 51, 80, 150
  CHECK(at(bitmap, 1, 0) == 0x006496);
}

TEST_CASE("a colour of alpha 0 changes nothing, whatever the shape") {
  const Bitmap before = noise({60, 60});
  Bitmap bitmap = before;
  Canvas canvas(bitmap);
  const Colour nothing{255, 255, 255, 0};
  const Box box{4, 5, 50, 40};
  canvas.draw(Fill{box, nothing, 9});
  canvas.draw(Outline{box, nothing, 3, 9});
  canvas.draw(Gradient{box, nothing, nothing, Direction::diagonal, 9});
  canvas.draw(Shadow{box, nothing, 9, 12, 4});
  CHECK(bitmap == before);
}

TEST_CASE("a disc has smooth edges and the area of a circle") {
  for (const int diameter : {16, 25, 64, 101, 300}) {
    CAPTURE(diameter);
    const float r = static_cast<float>(diameter) / 2;
    const auto bitmap = drawn({diameter + 4, diameter + 4}, 0, Fill{{2, 2, diameter, diameter}, white, r});
    CHECK(light(bitmap) == doctest::Approx(std::numbers::pi * r * r).epsilon(0.005));
    const auto smooth =
        std::count_if(bitmap.pixels().begin(), bitmap.pixels().end(), [](Pixel p) { return p != 0 && p != 0xffffff; });
    CHECK(smooth > diameter * 2);
    CHECK(smooth < diameter * 5);
  }
}

TEST_CASE("round corners are the same at all four, and the radius stops at half the shorter side") {
  const auto bitmap = drawn({40, 30}, 0, Fill{{0, 0, 40, 30}, white, 11.3F});
  for (int y = 0; y < 30; ++y) {
    for (int x = 0; x < 40; ++x) {
      CHECK(at(bitmap, x, y) == at(bitmap, 39 - x, y));
      CHECK(at(bitmap, x, y) == at(bitmap, x, 29 - y));
    }
  }
  CHECK(drawn({40, 30}, 0, Fill{{0, 0, 40, 30}, white, 15}) == drawn({40, 30}, 0, Fill{{0, 0, 40, 30}, white, 999}));
}

TEST_CASE("an outline lies inside its box, as wide as it says") {
  const auto bitmap = drawn({20, 16}, 0, Outline{{2, 2, 16, 12}, white, 2});
  CHECK(everywhere(bitmap, {2, 2, 16, 2}, 0xffffff));
  CHECK(everywhere(bitmap, {2, 12, 16, 2}, 0xffffff));
  CHECK(everywhere(bitmap, {2, 4, 2, 8}, 0xffffff));
  CHECK(everywhere(bitmap, {16, 4, 2, 8}, 0xffffff));
  CHECK(everywhere(bitmap, {4, 4, 12, 8}, 0));
  CHECK(light(bitmap) == doctest::Approx(16 * 12 - 12 * 8));
}

TEST_CASE("a line of one and a half pixels weighs one and a half pixels") {
  const auto bitmap = drawn({20, 20}, 0, Outline{{0, 0, 20, 20}, white, 1.5F});
  CHECK(red(at(bitmap, 0, 10)) == 255);
  CHECK(red(at(bitmap, 1, 10)) == 128);
  CHECK(red(at(bitmap, 2, 10)) == 0);
}

TEST_CASE("a ring has the area between its circles") {
  const auto bitmap = drawn({120, 120}, 0, Outline{{10, 10, 100, 100}, white, 4, 50});
  CHECK(light(bitmap) == doctest::Approx(std::numbers::pi * (50 * 50 - 46 * 46)).epsilon(0.005));
}

TEST_CASE("an outline wider than the box fills it") {
  CHECK(drawn({20, 20}, 0, Outline{{3, 3, 9, 9}, white, 5}) == drawn({20, 20}, 0, Fill{{3, 3, 9, 9}, white}));
}

TEST_CASE("a gradient is on average what it should be, in every direction") {
  const Colour from{8, 20, 38};
  const Colour to{26, 52, 94};
  const auto down = drawn({64, 200}, 0, Gradient{{0, 0, 64, 200}, from, to, Direction::down});
  const auto right = drawn({200, 64}, 0, Gradient{{0, 0, 200, 64}, from, to, Direction::right});
  for (int i = 0; i < 200; ++i) {
    CAPTURE(i);
    const double wanted = 8 + (26 - 8) * (i + 0.5) / 200;
    CHECK(std::abs(mean_red(down, {0, i, 64, 1}) - wanted) < 0.1);
    CHECK(std::abs(mean_red(right, {i, 0, 1, 64}) - wanted) < 0.1);
  }
  const auto diagonal = drawn({128, 128}, 0, Gradient{{0, 0, 128, 128}, from, to, Direction::diagonal});
  CHECK(std::abs(mean_red(diagonal, {0, 0, 16, 16}) - (8 + 18 * 0.0625)) < 0.1);
  CHECK(std::abs(mean_red(diagonal, {112, 0, 16, 16}) - 17) < 0.1);
  CHECK(std::abs(mean_red(diagonal, {112, 112, 16, 16}) - (26 - 18 * 0.0625)) < 0.1);
}

TEST_CASE("a dark gradient shows no bands: no two rows are alike, and no level stands still where the ideal moves") {
  // 18 levels over 2160 rows, the height of a 4K panel: without dither, bands of 120 equal rows.
  const auto bitmap = drawn({256, 2160}, 0, Gradient{{0, 0, 256, 2160}, {8, 20, 38}, {26, 52, 94}, Direction::down});
  int longest = 1;
  int length = 1;
  for (int y = 1; y < 2160; ++y) {
    const auto above = bitmap.row(y - 1);
    const auto row = bitmap.row(y);
    length = std::equal(row.begin(), row.end(), above.begin()) ? length + 1 : 1;
    longest = std::max(longest, length);
  }
  CHECK(longest <= 2);
  // Any square of 16 × 16, a few millimetres on the wall, has its own right mean.
  for (int y = 0; y < 2144; y += 16) {
    const double wanted = 8 + 18 * (y + 8.0) / 2160;
    CHECK(std::abs(mean_red(bitmap, {96, y, 16, 16}) - wanted) < 0.1);
  }
}

TEST_CASE("a gradient from a colour to itself is that colour, without grain") {
  CHECK(everywhere(drawn({33, 29}, 0x999999, Gradient{{0, 0, 33, 29}, {8, 20, 38}, {8, 20, 38}}), {0, 0, 33, 29},
                   0x081426));
}

TEST_CASE("an opaque gradient hides what was there before, to the last bit") {
  const Gradient gradient{{0, 0, 70, 50}, {8, 20, 38}, {242, 197, 101}, Direction::diagonal};
  CHECK(drawn({70, 50}, 0, gradient) == drawn({70, 50}, 0xffffff, gradient));
}

TEST_CASE("a gradient from clear to dark leaves the ground at its beginning and covers it at its end") {
  const auto bitmap =
      drawn({64, 256}, paper, Gradient{{0, 0, 64, 256}, {8, 20, 38, 0}, {8, 20, 38, 255}, Direction::down});
  CHECK(std::abs(mean_red(bitmap, {0, 0, 64, 1}) - 0xf5) < 1);
  CHECK(std::abs(mean_red(bitmap, {0, 127, 64, 2}) - (0xf5 + 8) / 2.0) < 1);
  CHECK(std::abs(mean_red(bitmap, {0, 255, 64, 1}) - 8) < 1);
}

TEST_CASE("a gradient's round corners leave the ground as a box's do") {
  const auto gradient = drawn({40, 40}, 0, Gradient{{2, 2, 36, 36}, white, white, Direction::down, 12});
  const auto fill = drawn({40, 40}, 0, Fill{{2, 2, 36, 36}, white, 12});
  for (int y = 0; y < 40; ++y) {
    for (int x = 0; x < 40; ++x) CHECK(std::abs(red(at(gradient, x, y)) - red(at(fill, x, y))) <= 1);
  }
}

TEST_CASE("a shadow is half as dark at a straight edge, gone beyond the blur, and lower by its drop") {
  const auto bitmap = drawn({240, 200}, 0xffffff, Shadow{{40, 40, 160, 100}, black, 0, 20, 10});
  CHECK(std::abs(mean_red(bitmap, {110, 49, 20, 2}) - 127.5) < 8);
  CHECK(std::abs(mean_red(bitmap, {110, 149, 20, 2}) - 127.5) < 8);
  CHECK(red(at(bitmap, 120, 100)) == 0);
  CHECK(everywhere(bitmap, {0, 0, 240, 19}, 0xffffff));
  CHECK(everywhere(bitmap, {0, 181, 240, 19}, 0xffffff));
  CHECK(std::abs(mean_red(bitmap, {39, 149, 2, 2}) - 191) < 10);  // a quarter at the corner's tip
  for (int x = 121; x < 239; ++x) CHECK(red(at(bitmap, x + 1, 95)) >= red(at(bitmap, x, 95)) - 1);
}

TEST_CASE("a shadow without blur is the shape itself") {
  const auto shadow = drawn({40, 40}, 0, Shadow{{4, 4, 24, 24}, white, 6, 0, 3});
  CHECK(everywhere(shadow, {10, 8, 12, 18}, 0xffffff));
  CHECK(red(at(shadow, 15, 6)) < 3);
  CHECK(red(at(shadow, 15, 7)) > 250);
  CHECK(red(at(shadow, 15, 30)) > 250);
  CHECK(red(at(shadow, 15, 31)) < 3);
}

TEST_CASE("a picture lies in its box pixel for pixel") {
  const Bitmap picture = noise({9, 7});
  Bitmap bitmap({20, 20}, paper);
  Canvas(bitmap).draw(picture, {4, 5, 9, 7});
  for (int y = 0; y < 20; ++y) {
    for (int x = 0; x < 20; ++x) {
      const bool inside = x >= 4 && x < 13 && y >= 5 && y < 12;
      CHECK(at(bitmap, x, y) == (inside ? at(picture, x - 4, y - 5) : paper));
    }
  }
}

TEST_CASE("a picture smaller than its box stands in the middle, a larger one loses its rims") {
  const Bitmap picture = noise({10, 4});
  Bitmap small({20, 20}, paper);
  Canvas(small).draw(picture, {2, 2, 10, 10});
  CHECK(at(small, 2, 5) == at(picture, 0, 0));
  CHECK(at(small, 11, 8) == at(picture, 9, 3));
  CHECK(everywhere(small, {0, 0, 20, 5}, paper));
  CHECK(everywhere(small, {0, 9, 20, 11}, paper));
  Bitmap large({20, 20}, paper);
  Canvas(large).draw(picture, {2, 2, 6, 4});
  CHECK(at(large, 2, 2) == at(picture, 2, 0));
  CHECK(at(large, 7, 5) == at(picture, 7, 3));
  CHECK(at(large, 8, 3) == paper);
  CHECK(at(large, 1, 3) == paper);
}

TEST_CASE("a picture's corners are round as a box's are") {
  const Bitmap picture({30, 30}, 0xffffff);
  Bitmap bitmap({34, 34}, 0);
  Canvas(bitmap).draw(picture, {2, 2, 30, 30}, 15);
  CHECK(bitmap == drawn({34, 34}, 0, Fill{{2, 2, 30, 30}, white, 15}));
}

TEST_CASE("a mask gives each pixel its share of the colour, and reads rows by their stride") {
  const std::array<std::uint8_t, 8> coverage{0, 255, 128, 99, 51, 0, 255, 99};
  Bitmap bitmap({5, 4}, 0);
  Canvas(bitmap).mask({coverage.data(), {3, 2}, 4}, 1, 1, {255, 255, 255});
  CHECK(at(bitmap, 1, 1) == 0);
  CHECK(at(bitmap, 2, 1) == 0xffffff);
  CHECK(at(bitmap, 3, 1) == 0x808080);
  CHECK(at(bitmap, 4, 1) == 0);
  CHECK(at(bitmap, 1, 2) == 0x333333);
  CHECK(at(bitmap, 3, 2) == 0xffffff);
  Bitmap half({5, 4}, 0);
  Canvas(half).mask({coverage.data(), {3, 2}, 4}, 1, 1, {255, 255, 255, 128});
  CHECK(at(half, 2, 1) == 0x808080);
}

TEST_CASE("a mask that hangs over every edge draws what lies inside") {
  const std::vector<std::uint8_t> coverage(100, 255);
  Bitmap bitmap({6, 6}, 0);
  Canvas(bitmap, {1, 1, 4, 4}).mask({coverage.data(), {10, 10}, 10}, -2, -2, white);
  CHECK(everywhere(bitmap, {1, 1, 4, 4}, 0xffffff));
  CHECK(light(bitmap) == doctest::Approx(16));
}

TEST_CASE("a QR code has whole pixels per module and the remainder in its margin") {
  Code code;
  code.side = 21;
  code.box = {5, 5, 100, 100};  // 100 / 29 = 3 pixels a module, 63 for the code, 37 left: 18 and 19 of margin
  for (int i = 0; i < 21 * 21; ++i) code.modules.push_back(i % 3 == 0);
  const auto bitmap = drawn({110, 110}, paper, code);
  for (int y = 0; y < 63; ++y) {
    for (int x = 0; x < 63; ++x) {
      const bool dark = code.modules[static_cast<std::size_t>(y / 3 * 21 + x / 3)];
      CHECK(at(bitmap, 23 + x, 23 + y) == (dark ? 0x0e1b33U : 0xffffffU));
    }
  }
  CHECK(everywhere(bitmap, {5, 5, 100, 18}, 0xffffff));
  CHECK(everywhere(bitmap, {5, 86, 100, 19}, 0xffffff));
  CHECK(everywhere(bitmap, {5, 5, 18, 100}, 0xffffff));
  CHECK(everywhere(bitmap, {86, 5, 19, 100}, 0xffffff));
  CHECK(everywhere(bitmap, {0, 0, 110, 5}, paper));
}

TEST_CASE("a QR code too small to be drawn stays light") {
  Code code;
  code.side = 21;
  code.box = {0, 0, 28, 28};
  code.modules.assign(21 * 21, true);
  CHECK(everywhere(drawn({28, 28}, paper, code), {0, 0, 28, 28}, 0xffffff));
}

TEST_CASE("shapes without extent, off the bitmap or across its edges do no harm") {
  Bitmap bitmap({20, 20}, 0);
  for (const Box& box : {Box{5, 5, 0, 7}, Box{5, 5, 7, -3}, Box{-50, 2, 9, 9}, Box{400, 2, 9, 9}, Box{2, 90, 9, 9}}) {
    Canvas canvas(bitmap);
    canvas.draw(Fill{box, white, 3});
    canvas.draw(Outline{box, white, 1, 3});
    canvas.draw(Gradient{box, white, white, Direction::diagonal, 3});
    canvas.draw(Bitmap({4, 4}, 0xffffff), box, 2);
  }
  CHECK(light(bitmap) == 0);
  Canvas(bitmap).draw(Fill{{-10, -10, 100, 100}, white, 30});
  CHECK(at(bitmap, 19, 19) == 0xffffff);
}

TEST_CASE("a part that is drawn again is exactly that part of the whole, and not a pixel more") {
  const Size size{160, 120};
  const Bitmap picture = noise({60, 40});
  const std::vector<std::uint8_t> letter(30 * 20, 77);
  Code code;
  code.side = 21;
  code.box = {100, 60, 58, 58};
  code.radius = 7;
  for (int i = 0; i < 21 * 21; ++i) code.modules.push_back(i % 2 == 0);
  const auto everything = [&](Bitmap& onto, const Box& clip) {
    Canvas canvas(onto, clip);
    canvas.draw(Gradient{{0, 0, 160, 120}, {8, 20, 38}, {26, 52, 94}, Direction::diagonal});
    canvas.draw(Shadow{{20, 20, 70, 50}, {0, 0, 0, 90}, 12, 18, 6.5F});
    canvas.draw(Fill{{20, 20, 70, 50}, {18, 34, 59, 200}, 12.5F});
    canvas.draw(picture, {40, 30, 50, 70}, 9);
    canvas.draw(Outline{{10, 60, 45, 45}, {242, 197, 101}, 2.5F, 22.5F});
    canvas.draw(Gradient{{5, 70, 150, 50}, {8, 20, 38, 0}, {8, 20, 38, 220}, Direction::down, 15});
    canvas.draw(code);
    canvas.mask({letter.data(), {30, 20}, 30}, 66, 50, {244, 247, 251, 240});
  };
  Bitmap whole(size);
  everything(whole, whole.box());
  std::minstd_rand random(11);
  const auto between = [&](int low, int high) {
    return low + static_cast<int>(random() % static_cast<unsigned>(high - low + 1));
  };
  for (int round = 0; round < 300; ++round) {
    const Box clip{between(-10, 159), between(-10, 119), between(0, 90), between(0, 70)};
    CAPTURE(round);
    Bitmap onto(size, 0xabcdef);
    everything(onto, clip);
    const Box seen = intersection(clip, onto.box());
    bool same = true;
    for (int y = 0; y < size.height; ++y) {
      for (int x = 0; x < size.width; ++x) {
        const bool inside = x >= seen.x && x < seen.right() && y >= seen.y && y < seen.bottom();
        same = same && at(onto, x, y) == (inside ? at(whole, x, y) : 0xabcdefU);
      }
    }
    REQUIRE(same);
  }
}
