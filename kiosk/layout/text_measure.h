/// What layout needs to know of fonts. screen/fonts.h answers with real ones, the tests with made-up ones.
/// Implementations say which threads may call them.
#pragma once

#include "layout/scene.h"

#include <string_view>

namespace kiosk {

/// In pixels; `ascent` upwards and `descent` downwards from the baseline, both positive.
struct FontMetrics {
  float ascent = 0;
  float descent = 0;
  float cap_height = 0;
};

class TextMeasure {
 public:
  virtual ~TextMeasure() = default;
  /// How far the pen moves over `text` (one line, kerning included) at `size` pixels per em.
  virtual float width(std::string_view text, Face face, int size) const = 0;
  virtual FontMetrics metrics(Face face, int size) const = 0;
};

}  // namespace kiosk
