#include "screen/blend.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace kiosk {

void cross_fade(std::span<Pixel> out, std::span<const Pixel> from, std::span<const Pixel> to, unsigned weight) {
  // Bytes, and products that fit 16 bits (255 · 256 + 128 < 65,536): what a compiler turns into eight lanes of a vector
  // of any machine. Memory sets the pace then, not the arithmetic.
  auto* const o = reinterpret_cast<std::uint8_t*>(out.data());
  const auto* const a = reinterpret_cast<const std::uint8_t*>(from.data());
  const auto* const b = reinterpret_cast<const std::uint8_t*>(to.data());
  const auto share = static_cast<std::uint16_t>(std::min(weight, 256U));
  const auto rest = static_cast<std::uint16_t>(256U - share);
  const std::size_t bytes = out.size_bytes();
  for (std::size_t i = 0; i < bytes; ++i) {
    const auto sum = static_cast<std::uint16_t>(a[i] * rest + b[i] * share + 128);
    o[i] = static_cast<std::uint8_t>(sum >> 8);
  }
}

double ease(double t) {
  t = std::clamp(t, 0.0, 1.0);
  return t * t * (3 - 2 * t);
}

}  // namespace kiosk
