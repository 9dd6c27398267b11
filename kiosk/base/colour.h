/// Colours in sRGB with straight alpha, and what contrast is (WCAG 2.1 § 1.4.3). Values; pure functions.
#pragma once

#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kiosk {

struct Colour {
  std::uint8_t r = 0;
  std::uint8_t g = 0;
  std::uint8_t b = 0;
  std::uint8_t a = 255;
  bool operator==(const Colour&) const = default;
};

/// "#RRGGBB" or "#RRGGBBAA"; nothing else.
std::optional<Colour> parse_colour(std::string_view text);
/// "#0b5fff", with alpha only where it is not opaque.
std::string to_string(Colour c);

/// The colour with another alpha, 0 (nothing of it) to 1.
inline Colour with_alpha(Colour c, double alpha) {
  c.a = static_cast<std::uint8_t>(std::lround(alpha * 255.0));
  return c;
}

/// `t` = 0 gives a, 1 gives b; straight in sRGB, alpha too.
Colour mix(Colour a, Colour b, double t);

/// Relative luminance, 0 (black) to 1 (white), as WCAG 2.1 defines it. Alpha is ignored.
double luminance(Colour c);
/// WCAG contrast ratio, 1 to 21, the order of the two does not matter.
double contrast(Colour a, Colour b);

}  // namespace kiosk
