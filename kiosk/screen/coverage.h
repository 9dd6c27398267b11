/// How much of a pixel a box with round corners covers: what makes edges smooth. Pure functions.
#pragma once

#include "base/geometry.h"

#include <algorithm>
#include <cmath>

namespace kiosk {

/// A box with round corners that need not lie on whole pixels. The radius is at most half the shorter side: a disc.
class RoundedBox {
 public:
  RoundedBox(float left, float top, float width, float height, float radius)
      : half_width_(width / 2),
        half_height_(height / 2),
        centre_x_(left + half_width_),
        centre_y_(top + half_height_),
        radius_(std::clamp(radius, 0.0F, std::min(half_width_, half_height_))) {}
  RoundedBox(const Box& box, float radius)
      : RoundedBox(static_cast<float>(box.x), static_cast<float>(box.y), static_cast<float>(box.width),
                   static_cast<float>(box.height), radius) {}

  float radius() const { return radius_; }

  /// How far the middle of pixel (x, y) lies outside the edge, in pixels; inside it is negative.
  float distance(int x, int y) const {
    const float dx = std::abs(static_cast<float>(x) + 0.5F - centre_x_) - (half_width_ - radius_);
    const float dy = std::abs(static_cast<float>(y) + 0.5F - centre_y_) - (half_height_ - radius_);
    if (dx <= 0 || dy <= 0) return std::max(dx, dy) - radius_;
    return std::sqrt(dx * dx + dy * dy) - radius_;
  }

  /// For a box on whole pixels: how many of row y's pixels, from the left edge and from the right one, a corner cuts.
  int inset(int y) const {
    const float dy = std::abs(static_cast<float>(y) + 0.5F - centre_y_) - (half_height_ - radius_);
    if (dy <= 0) return 0;
    const float whole = radius_ - 0.5F;
    if (whole <= dy) return static_cast<int>(std::ceil(radius_));
    return static_cast<int>(std::ceil(whole - std::sqrt(whole * whole - dy * dy)));
  }

  /// 0 to 1: a ramp of one pixel across the edge, which is exact where the edge is straight and upright.
  float coverage(int x, int y) const { return std::clamp(0.5F - distance(x, y), 0.0F, 1.0F); }

 private:
  float half_width_;
  float half_height_;
  float centre_x_;
  float centre_y_;
  float radius_;
};

/// 0 to 1 as 0 to 255.
inline unsigned to_byte(float share) {
  return static_cast<unsigned>(static_cast<int>(share * 255 + 0.5F));
}

/// Walks over the pixels of `box` that lie in `clip`: `whole(y, left, right)` for runs that the shape covers entirely,
/// `part(x, y, coverage)` for the pixels at the round corners, with coverage from 0 to 255.
template <class Whole, class Part>
void scan(const Box& box, float radius, const Box& clip, Whole&& whole, Part&& part) {
  const Box seen = intersection(box, clip);
  const RoundedBox shape(box, radius);
  const auto parts = [&](int y, int left, int right) {
    for (int x = left; x < right; ++x) part(x, y, to_byte(shape.coverage(x, y)));
  };
  for (int y = seen.y; y < seen.bottom(); ++y) {
    const int inset = shape.inset(y);
    const int left = std::clamp(box.x + inset, seen.x, seen.right());
    const int right = std::clamp(box.right() - inset, left, seen.right());
    parts(y, seen.x, left);
    if (left < right) whole(y, left, right);
    parts(y, right, seen.right());
  }
}

}  // namespace kiosk
