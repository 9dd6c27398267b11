#include "screen/blend.h"

#include <cmath>
#include <doctest/doctest.h>
#include <vector>

using namespace kiosk;

namespace {

/// Every pair of levels in one channel or another, and an odd length: the tail of a vector loop is tested too.
std::vector<Pixel> levels(bool rising) {
  std::vector<Pixel> pixels;
  for (Pixel i = 0; i < 65536 + 7; ++i) {
    const Pixel v = rising ? i & 0xffU : (i >> 8) & 0xffU;
    pixels.push_back((v << 16) | ((255U - v) << 8) | ((v * 7U) & 0xffU));
  }
  return pixels;
}

long channel(Pixel p, unsigned shift) {
  return static_cast<long>((p >> shift) & 0xffU);
}

}  // namespace

TEST_CASE("a fade begins with exactly the old slide and ends with exactly the new one") {
  const auto from = levels(true);
  const auto to = levels(false);
  std::vector<Pixel> out(from.size(), 0xffffffffU);
  cross_fade(out, from, to, 0);
  CHECK(out == from);
  cross_fade(out, from, to, 256);
  CHECK(out == to);
}

TEST_CASE("every step of a fade is the rounded mean of the two, and the top byte stays 0") {
  const auto from = levels(true);
  const auto to = levels(false);
  std::vector<Pixel> out(from.size(), 0xffffffffU);
  for (unsigned weight = 1; weight < 256; weight += 5) {
    cross_fade(out, from, to, weight);
    bool exact = true;
    for (std::size_t i = 0; i < out.size(); ++i) {
      exact = exact && (out[i] >> 24) == 0;
      for (const unsigned shift : {0U, 8U, 16U}) {
        const long a = channel(from[i], shift);
        const long b = channel(to[i], shift);
        const double wanted = static_cast<double>(a) + static_cast<double>((b - a) * static_cast<long>(weight)) / 256;
        exact = exact && std::abs(static_cast<double>(channel(out[i], shift)) - wanted) <= 0.5;
      }
    }
    CAPTURE(weight);
    CHECK(exact);
  }
}

TEST_CASE("a slide that fades into itself does not change") {
  const auto slide = levels(true);
  std::vector<Pixel> out(slide.size());
  for (unsigned weight = 0; weight <= 256; ++weight) {
    cross_fade(out, slide, slide, weight);
    REQUIRE(out == slide);
  }
}

TEST_CASE("a fade of nothing is nothing") {
  cross_fade({}, {}, {}, 128);
}

TEST_CASE("the course of a fade begins at 0, ends at 1, is half way in the middle and never goes back") {
  CHECK(ease(0) == 0);
  CHECK(ease(0.5) == 0.5);
  CHECK(ease(1) == 1);
  CHECK(ease(-0.5) == 0);
  CHECK(ease(7) == 1);
  double before = 0;
  for (int i = 1; i <= 1000; ++i) {
    const double now = ease(i / 1000.0);
    CHECK(now >= before);
    before = now;
  }
  CHECK(ease(0.1) < 0.1);
  CHECK(ease(0.9) > 0.9);
}
