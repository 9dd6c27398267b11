/// Opaque pixels in memory: what a decoder hands over, a painter fills and a display shows.
/// A value (copying copies the pixels; move it). Not synchronised.
#pragma once

#include "base/geometry.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace kiosk {

/// 0x00RRGGBB, the layout of SDL_PIXELFORMAT_XRGB8888: the window's own format on every platform in use, so that
/// showing a bitmap is a copy. The top byte is always 0.
using Pixel = std::uint32_t;

class Bitmap {
 public:
  Bitmap() = default;
  explicit Bitmap(Size size, Pixel fill = 0)
      : size_(size), pixels_(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height), fill) {}

  Size size() const { return size_; }
  int width() const { return size_.width; }
  int height() const { return size_.height; }
  bool empty() const { return pixels_.empty(); }
  Box box() const { return {0, 0, size_.width, size_.height}; }

  /// Rows lie one after the other without padding.
  std::span<Pixel> row(int y) { return {pixels_.data() + offset(y), static_cast<std::size_t>(size_.width)}; }
  std::span<const Pixel> row(int y) const {
    return {pixels_.data() + offset(y), static_cast<std::size_t>(size_.width)};
  }
  std::span<Pixel> pixels() { return pixels_; }
  std::span<const Pixel> pixels() const { return pixels_; }

  bool operator==(const Bitmap&) const = default;

 private:
  std::size_t offset(int y) const { return static_cast<std::size_t>(y) * static_cast<std::size_t>(size_.width); }

  Size size_;
  std::vector<Pixel> pixels_;
};

}  // namespace kiosk
