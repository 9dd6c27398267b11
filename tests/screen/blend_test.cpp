#include "screen/blend.h"

#include "base/colour.h"

#include <algorithm>
#include <cmath>
#include <doctest/doctest.h>
#include <utility>
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

/// The relative luminance of a fade from `from` to `to` at each frame of a screen of 60 Hz, over `fade` seconds.
std::vector<double> luminances(Pixel from, Pixel to, double fade) {
  std::vector<double> seen;
  const int frames = static_cast<int>(fade * 60);
  for (int i = 0; i <= frames; ++i) {
    Pixel pixel = 0;
    cross_fade({&pixel, 1}, {&from, 1}, {&to, 1},
               static_cast<unsigned>(ease(static_cast<double>(i) / frames) * 256 + 0.5));
    const auto byte = [pixel](unsigned shift) { return static_cast<std::uint8_t>(pixel >> shift); };
    seen.push_back(luminance({byte(16), byte(8), byte(0)}));
  }
  return seen;
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

TEST_CASE("the light of a fade goes one way, gently at both ends, and no frame is a jump") {
  constexpr double length = 0.8;
  for (const auto& [from, to] :
       {std::pair<Pixel, Pixel>{0x000000, 0xffffff}, {0xffffff, 0x000000}, {0x081426, 0xf5f2ec}}) {
    const auto light = luminances(from, to, length);
    const double direction = light.back() > light.front() ? 1 : -1;
    double steepest = 0;
    for (std::size_t i = 1; i < light.size(); ++i) {
      CHECK(direction * (light[i] - light[i - 1]) >= 0);
      steepest = std::max(steepest, std::abs(light[i] - light[i - 1]));
    }
    CHECK(steepest < 0.06);
    CHECK(std::abs(light[1] - light[0]) < 0.01);
    CHECK(std::abs(light[light.size() - 1] - light[light.size() - 2]) < 0.02);
  }
}

TEST_CASE("slides of black and white that chase each other change the light less than three times a second") {
  // The worst there can be: each fade begins where the last one ends. WCAG 2.3.1 counts pairs of opposing changes.
  std::vector<double> light;
  for (int i = 0; i < 20; ++i) {
    const bool brighter = i % 2 == 0;
    const auto fade = luminances(brighter ? 0x000000 : 0xffffff, brighter ? 0xffffff : 0x000000, 0.8);
    light.insert(light.end(), fade.begin() + 1, fade.end());
  }
  std::vector<std::size_t> turns;
  double direction = 1;
  for (std::size_t i = 1; i < light.size(); ++i) {
    if ((light[i] - light[i - 1]) * direction >= 0) continue;
    direction = -direction;
    turns.push_back(i);
  }
  REQUIRE(turns.size() == 19);
  for (std::size_t i = 0; i + 2 < turns.size(); ++i) CHECK(turns[i + 2] - turns[i] > 60);
}
