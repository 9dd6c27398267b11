/// How long a slide stays on the screen. Pure.
#pragma once

#include "base/clock.h"
#include "model/slide.h"

#include <string_view>

namespace kiosk {

/// No slide is on for less, whatever comes or goes: eyes need as long to find their way about a new one.
inline constexpr Millis shortest_stay{3'000};
/// The longest that a document may ask for (`seconds` of model/fields.h).
inline constexpr Millis longest_stay{600'000};

/// What the slide asks for (`seconds`), between the two above; else 3 s, 0.33 s for each word, 1 s for each picture and
/// 2 s for each QR code, between 8 and 30 s.
Millis reading_time(const Slide& slide, std::string_view language);

}  // namespace kiosk
