/// Fonts that any reader can do sums with: every letter that is seen is half an em wide, whatever the face; they have
/// all letters but U+FFFD, and those that run from right to left come from a font that hangs lower. Immutable.
#pragma once

#include "base/text.h"
#include "layout/text_measure.h"
#include "locale/bidi.h"
#include "locale/clusters.h"

#include <algorithm>

namespace kiosk::test {

class FakeMeasure final : public TextMeasure {
 public:
  float width(std::string_view text, Face, int size) const override {
    return static_cast<float>(letters(text)) * static_cast<float>(size) / 2;
  }
  FontMetrics metrics(Face, int size) const override {
    const auto em = static_cast<float>(size);
    return {em * 0.95F, em * 0.25F, em * 0.72F};
  }
  Reach reach(std::string_view text, Face, int size) const override {
    const auto em = static_cast<float>(size);
    return has_rtl(text) ? Reach{em, em / 2} : Reach{};
  }
  std::vector<char32_t> lacking(std::string_view text, Face) const override {
    constexpr char32_t lacked = 0xfffd;
    const auto letters = code_points(text);
    const bool any = std::ranges::find(letters, lacked) != letters.end();
    return any ? std::vector{lacked} : std::vector<char32_t>{};
  }

 private:
  /// Western letters are counted by their first bytes: thousands of slides are measured many times each.
  static std::size_t letters(std::string_view text) {
    const auto byte = [](char c) { return static_cast<unsigned char>(c); };
    const bool western =
        std::ranges::all_of(text, [&](char c) { return byte(c) >= 0x20 && byte(c) < 0xc4 && byte(c) != 0xc2; });
    if (!western) return visible_letters(text);
    return static_cast<std::size_t>(std::ranges::count_if(text, [&](char c) { return (byte(c) & 0xc0) != 0x80; }));
  }
};

}  // namespace kiosk::test
