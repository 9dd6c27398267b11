/// What layout needs to know of fonts. screen/fonts.h answers with real ones, the tests with made-up ones.
/// Implementations say which threads may call them.
#pragma once

#include "layout/scene.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace kiosk {

/// In pixels; `ascent` upwards and `descent` downwards from the baseline, both positive.
struct FontMetrics {
  float ascent = 0;
  float descent = 0;
  float cap_height = 0;
};

/// How far letters stand over and hang under the baseline, in pixels, both positive.
struct Reach {
  float above = 0;
  float below = 0;
};

class TextMeasure {
 public:
  virtual ~TextMeasure() = default;
  /// How far the pen moves over `text` (one line, kerning included) at `size` pixels per em.
  virtual float width(std::string_view text, Face face, int size) const = 0;
  virtual FontMetrics metrics(Face face, int size) const = 0;
  /// Of those letters of `text` that come from other fonts than the face, whose metrics do not hold for them.
  virtual Reach reach(std::string_view text, Face face, int size) const = 0;
  /// The letters of `text` that no font has, each once: a dot stands for each.
  virtual std::vector<char32_t> lacking(std::string_view text, Face face) const = 0;
};

/// The widest of the ten digits: the room that each digit of a tabular run gets.
inline float digit_width(const TextMeasure& measure, Face face, int size) {
  float widest = 0;
  for (const char digit : std::string_view("0123456789")) {
    widest = std::max(widest, measure.width({&digit, 1}, face, size));
  }
  return widest;
}

/// Calls `place(part, x)` for each digit and for each stretch of other letters of a tabular line, with the pen at `x`
/// pixels from its start, and returns the width of it all. Digits stand in the middle of their room.
template <class Place>
float place_tabular(const TextMeasure& measure, std::string_view text, Face face, int size, Place place) {
  constexpr std::string_view digits = "0123456789";
  const float room = digit_width(measure, face, size);
  float x = 0;
  while (!text.empty()) {
    const bool digit = digits.find(text.front()) != std::string_view::npos;
    const auto part = text.substr(0, digit ? 1 : text.find_first_of(digits));
    const float width = measure.width(part, face, size);
    place(part, digit ? x + (room - width) / 2 : x);
    x += digit ? room : width;
    text.remove_prefix(part.size());
  }
  return x;
}

/// The width of a TextRun that is `tabular`.
inline float tabular_width(const TextMeasure& measure, std::string_view text, Face face, int size) {
  return place_tabular(measure, text, face, size, [](std::string_view, float) {});
}

}  // namespace kiosk
