#include "base/colour.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/format.h>

namespace kiosk {
namespace {

double linear(std::uint8_t channel) {
  const double c = channel / 255.0;
  return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

std::uint8_t mix_channel(std::uint8_t a, std::uint8_t b, double t) {
  return static_cast<std::uint8_t>(std::lround(a + (b - a) * std::clamp(t, 0.0, 1.0)));
}

}  // namespace

std::optional<Colour> parse_colour(std::string_view text) {
  if ((text.size() != 7 && text.size() != 9) || text.front() != '#') return std::nullopt;
  std::uint32_t value = 0;
  const auto [end, status] = std::from_chars(text.data() + 1, text.data() + text.size(), value, 16);
  if (status != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  if (text.size() == 7) value = (value << 8) | 0xffU;
  const auto byte = [value](unsigned shift) { return static_cast<std::uint8_t>(value >> shift); };
  return Colour{byte(24), byte(16), byte(8), byte(0)};
}

std::string to_string(Colour c) {
  const auto rgb = fmt::format("#{:02x}{:02x}{:02x}", c.r, c.g, c.b);
  return c.a == 255 ? rgb : fmt::format("{}{:02x}", rgb, c.a);
}

Colour mix(Colour a, Colour b, double t) {
  return {mix_channel(a.r, b.r, t), mix_channel(a.g, b.g, t), mix_channel(a.b, b.b, t), mix_channel(a.a, b.a, t)};
}

double luminance(Colour c) {
  return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b);
}

double contrast(Colour a, Colour b) {
  const double la = luminance(a);
  const double lb = luminance(b);
  return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

}  // namespace kiosk
