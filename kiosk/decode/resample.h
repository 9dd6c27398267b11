/// Pictures made smaller or larger, in linear light, row by row: only a few rows of the source are held at a time.
/// Pure; any thread, one resampler per thread.
#pragma once

#include "base/bitmap.h"

#include <functional>
#include <span>
#include <vector>

namespace kiosk {

/// A part of a picture, in its pixels, not necessarily whole ones.
struct Window {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;
};

/// For each of a line's new pixels, which of the old ones it is made of, and how much of each.
class Weights {
 public:
  /// `from` old pixels, of which `span` from `start` on become `to` new ones.
  Weights(int from, double start, double span, int to);

  int count() const { return count_; }  ///< of old pixels per new one, the same for all
  int first(int i) const { return first_[static_cast<std::size_t>(i)]; }
  const float* of(int i) const { return weights_.data() + static_cast<std::ptrdiff_t>(i) * count_; }
  int begin() const { return first_.front(); }
  int end() const { return first_.back() + count_; }

 private:
  std::vector<int> first_;
  std::vector<float> weights_;
  int count_ = 0;
};

class Resampler {
 public:
  /// Makes `window` of a picture of size `from` into one of size `to`. The window lies in the picture.
  Resampler(Size from, const Window& window, Size to);

  /// What will be read of the picture: the window and the rim that its filter reaches into.
  Box needed() const;

  /// `row(y)` gives the pixels of row y of the picture that lie in needed(), left to right. It is asked for each row of
  /// needed() once, top to bottom; what it gave before may be gone by then.
  Bitmap run(const std::function<std::span<const Pixel>(int y)>& row) const;

 private:
  Size to_;
  Weights across_;
  Weights down_;
};

}  // namespace kiosk
