/// Fonts that any reader can do sums with: every letter is half an em wide, whatever the face. Immutable.
#pragma once

#include "base/text.h"
#include "layout/text_measure.h"

namespace kiosk::test {

class FakeMeasure final : public TextMeasure {
 public:
  float width(std::string_view text, Face, int size) const override {
    return static_cast<float>(code_points(text).size()) * static_cast<float>(size) / 2;
  }
  FontMetrics metrics(Face, int size) const override {
    const auto em = static_cast<float>(size);
    return {em * 0.95F, em * 0.25F, em * 0.72F};
  }
};

}  // namespace kiosk::test
