#include "decode/resample.h"

#include "decode/pictures.h"

#include <algorithm>
#include <cmath>
#include <doctest/doctest.h>
#include <random>

using namespace kiosk;
using namespace kiosk::test;

namespace {

Bitmap resampled(const Bitmap& from, const Window& window, Size to) {
  const Resampler resampler(from.size(), window, to);
  const Box needed = resampler.needed();
  int expected = needed.y;
  Bitmap out = resampler.run([&](int y) {
    CHECK(y == expected++);
    return from.row(y).subspan(static_cast<std::size_t>(needed.x), static_cast<std::size_t>(needed.width));
  });
  CHECK(expected == needed.bottom());
  return out;
}

Bitmap resampled(const Bitmap& from, Size to) {
  return resampled(from, {0, 0, static_cast<double>(from.width()), static_cast<double>(from.height())}, to);
}

template <class F>
Bitmap made(Size size, F&& colour) {
  Bitmap bitmap(size);
  for (int y = 0; y < size.height; ++y) {
    for (int x = 0; x < size.width; ++x) bitmap.row(y)[static_cast<std::size_t>(x)] = colour(x, y);
  }
  return bitmap;
}

Bitmap noise(Size size) {
  std::minstd_rand random(5);
  return made(size, [&](int, int) { return static_cast<Pixel>(random()) & 0xffffffU; });
}

bool close(const Bitmap& a, const Bitmap& b, int most) {
  return a.size() == b.size() && std::equal(a.pixels().begin(), a.pixels().end(), b.pixels().begin(),
                                            [most](Pixel p, Pixel q) { return test::close(p, q, most); });
}

}  // namespace

TEST_CASE("a picture of the right size is copied, every level of it") {
  const Bitmap picture = noise({61, 47});
  CHECK(resampled(picture, {61, 47}) == picture);
  const Bitmap levels = made({256, 1}, [](int x, int) { return static_cast<Pixel>(x) * 0x010101U; });
  CHECK(resampled(levels, {256, 1}) == levels);
  const Bitmap part = resampled(picture, {10, 20, 30, 15}, {30, 15});
  CHECK(part == made({30, 15}, [&](int x, int y) { return at(picture, x + 10, y + 20); }));
}

TEST_CASE("one colour stays that colour at any size") {
  for (const Pixel colour : {0x000000U, 0x010203U, 0x0e1b33U, 0xf5f2ecU, 0xffffffU}) {
    const Bitmap flat({50, 40}, colour);
    for (const Size to : {Size{1, 1}, Size{7, 3}, Size{33, 39}, Size{50, 40}, Size{51, 41}, Size{333, 200}}) {
      CHECK(resampled(flat, to) == Bitmap(to, colour));
      CHECK(resampled(flat, {3.7, 2.2, 21.1, 30.9}, to) == Bitmap(to, colour));
    }
  }
}

TEST_CASE("a fine chequerboard becomes the grey that has its light, without a pattern") {
  // Half the light of white is 188 in sRGB; half its number, 128, has a fifth of the light.
  const Bitmap board = made({400, 300}, [](int x, int y) { return (x + y) % 2 == 0 ? 0xffffffU : 0U; });
  for (const Size to : {Size{200, 150}, Size{100, 75}, Size{133, 100}, Size{111, 77}, Size{40, 30}, Size{13, 9}}) {
    CAPTURE(to.width);
    CHECK(close(resampled(board, to), Bitmap(to, 0xbcbcbc), 3));
  }
}

TEST_CASE("fine stripes leave no pattern either, however little the picture shrinks beyond a half") {
  const Bitmap stripes = made({600, 4}, [](int x, int) { return x % 2 == 0 ? 0xffffffU : 0U; });
  for (int width = 60; width <= 300; width += 13) {
    const Bitmap small = resampled(stripes, {width, 4});
    for (int x = 3; x < width - 3; ++x) CHECK(test::close(at(small, x, 2), 0xbcbcbc, 3));
  }
}

TEST_CASE("a mirrored picture gives the mirrored result: nothing moves") {
  const Bitmap picture = noise({83, 64});
  const Bitmap mirrored = made({83, 64}, [&](int x, int y) { return at(picture, 82 - x, 63 - y); });
  for (const Size to : {Size{40, 31}, Size{83, 64}, Size{150, 170}, Size{5, 4}}) {
    const Bitmap a = resampled(picture, to);
    const Bitmap b = resampled(mirrored, to);
    CHECK(close(a, made(to, [&](int x, int y) { return at(b, to.width - 1 - x, to.height - 1 - y); }), 1));
  }
}

TEST_CASE("enlarged or shrunk, an edge stays where it was") {
  const Bitmap edge = made({40, 40}, [](int x, int) { return x < 20 ? 0U : 0xffffffU; });
  for (const int width : {20, 60, 120, 400}) {
    CAPTURE(width);
    const Bitmap out = resampled(edge, {width, 10});
    const int margin = width / 40 + 2;
    for (int x = 0; x < width / 2 - margin * 2; ++x) CHECK(test::close(at(out, x, 5), 0, 30));
    for (int x = width / 2 + margin * 2; x < width; ++x) CHECK(test::close(at(out, x, 5), 0xffffff, 3));
    CHECK(test::close(at(out, 0, 5), 0, 1));
  }
}

TEST_CASE("every ratio of sizes works, rows being read once and in order") {
  const Bitmap picture = noise({29, 31});
  for (int i = 1; i < 100; i += 3) {
    CHECK(resampled(picture, {i, 101 - i}).size() == Size{i, 101 - i});
    CHECK(resampled(picture, {0.5, 1.5, 0.3 * i, 0.25 * i + 0.01}, {101 - i, i}).size() == Size{101 - i, i});
  }
}

TEST_CASE("only the window and the filter's reach are read") {
  const Resampler resampler({1000, 1000}, {400, 500, 200, 100}, {100, 50});
  const Box needed = resampler.needed();
  CHECK(needed.x >= 390);
  CHECK(needed.x <= 400);
  CHECK(needed.right() >= 600);
  CHECK(needed.right() <= 610);
  CHECK(needed.y >= 490);
  CHECK(needed.bottom() <= 610);
}
