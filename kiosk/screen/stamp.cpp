#include "screen/stamp.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace kiosk {
namespace {

using Sum = std::array<float, 4>;

/// Which of a line's old pixels a new one is made of.
struct Share {
  int first = 0;
  std::vector<float> weights;  ///< their sum is 1
};

/// A triangle that is as wide as two new pixels, and never narrower than two old ones.
std::vector<Share> shares(int from, int to) {
  const double ratio = static_cast<double>(from) / to;
  const double reach = std::max(1.0, ratio);
  std::vector<Share> shares(static_cast<std::size_t>(to));
  for (int i = 0; i < to; ++i) {
    Share& share = shares[static_cast<std::size_t>(i)];
    const double middle = (i + 0.5) * ratio - 0.5;
    share.first = std::clamp(static_cast<int>(std::ceil(middle - reach)), 0, from - 1);
    const int last = std::clamp(static_cast<int>(std::floor(middle + reach)), share.first, from - 1);
    double sum = 0;
    for (int k = share.first; k <= last; ++k) {
      const double weight = std::max(1e-6, 1 - std::abs(k - middle) / reach);
      share.weights.push_back(static_cast<float>(weight));
      sum += weight;
    }
    for (float& weight : share.weights) weight /= static_cast<float>(sum);
  }
  return shares;
}

Sum channels(std::uint32_t pixel) {
  Sum sum{};
  for (std::size_t i = 0; i < sum.size(); ++i) sum.at(i) = static_cast<float>(pixel >> (8 * i) & 0xffU);
  return sum;
}

std::uint32_t pixel(const Sum& sum) {
  std::uint32_t pixel = 0;
  for (std::size_t i = 0; i < sum.size(); ++i)
    pixel |= static_cast<std::uint32_t>(std::lround(std::clamp(sum.at(i), 0.0F, 255.0F))) << (8 * i);
  return pixel;
}

void add(Sum& sum, const Sum& other, float weight) {
  for (std::size_t i = 0; i < sum.size(); ++i) sum.at(i) += other.at(i) * weight;
}

}  // namespace

Stamp scaled(const Stamp& stamp, Size to) {
  if (to.width <= 0 || to.height <= 0 || stamp.pixels.empty()) return {};
  const auto across = shares(stamp.size.width, to.width);
  const auto down = shares(stamp.size.height, to.height);
  std::vector<Sum> narrow;  // as wide as it shall be, as high as it was
  for (int y = 0; y < stamp.size.height; ++y) {
    const auto row = stamp.row(y);
    for (const auto& share : across) {
      Sum sum{};
      for (std::size_t k = 0; k < share.weights.size(); ++k)
        add(sum, channels(row[static_cast<std::size_t>(share.first) + k]), share.weights[k]);
      narrow.push_back(sum);
    }
  }
  Stamp result{to, {}};
  const auto width = static_cast<std::size_t>(to.width);
  for (const auto& share : down) {
    for (std::size_t x = 0; x < width; ++x) {
      Sum sum{};
      for (std::size_t k = 0; k < share.weights.size(); ++k)
        add(sum, narrow[(static_cast<std::size_t>(share.first) + k) * width + x], share.weights[k]);
      result.pixels.push_back(pixel(sum));
    }
  }
  return result;
}

}  // namespace kiosk
