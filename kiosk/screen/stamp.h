/// A small picture that is not opaque everywhere: an emoji. Values and pure functions.
#pragma once

#include "base/geometry.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace kiosk {

struct Stamp {
  Size size;
  std::vector<std::uint32_t> pixels;  ///< 0xAARRGGBB, multiplied by alpha; rows without padding

  std::span<const std::uint32_t> row(int y) const {
    const auto width = static_cast<std::size_t>(size.width);
    return std::span(pixels).subspan(static_cast<std::size_t>(y) * width, width);
  }
};

/// In another size: each pixel is the mean of all that it covers, and made larger, of the two it lies between.
Stamp scaled(const Stamp& stamp, Size to);

}  // namespace kiosk
