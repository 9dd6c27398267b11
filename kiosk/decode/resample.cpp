#include "decode/resample.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <numbers>

namespace kiosk {
namespace {

constexpr std::size_t channels = 3;

double sinc(double x) {
  if (x == 0) return 1;
  return std::sin(std::numbers::pi * x) / (std::numbers::pi * x);
}

/// Lanczos with three lobes: keeps fine lines sharp and lets through what would alias less than any shorter one.
struct Smaller {
  static constexpr double reach = 3;
  static double at(double x) { return std::abs(x) < reach ? sinc(x) * sinc(x / reach) : 0; }
};

/// Catmull–Rom: smooth, and without the echoes along edges that longer filters draw when they enlarge.
struct Larger {
  static constexpr double reach = 2;
  static double at(double x) {
    x = std::abs(x);
    if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
    if (x < 2) return ((-0.5 * x + 2.5) * x - 4) * x + 2;
    return 0;
  }
};

struct Taps {
  int first = 0;
  std::vector<double> weights;
};

/// Weights of the old pixels around `centre`, without those that do not count, together 1.
template <class Filter>
Taps taps(double centre, double stretch, int from) {
  constexpr double nothing = 1e-4;
  const double reach = Filter::reach * stretch;
  Taps taps;
  taps.first = std::clamp(static_cast<int>(std::ceil(centre - reach - 0.5)), 0, from - 1);
  const int last = std::clamp(static_cast<int>(std::floor(centre + reach - 0.5)), taps.first, from - 1);
  double sum = 0;
  for (int i = taps.first; i <= last; ++i) {
    const double weight = Filter::at((i + 0.5 - centre) / stretch) / stretch;
    taps.weights.push_back(weight);
    sum += weight;
  }
  const auto counts = [&](double weight) { return std::abs(weight) > nothing * sum / stretch; };
  const auto begin = std::find_if(taps.weights.begin(), taps.weights.end(), counts);
  const auto end = std::find_if(taps.weights.rbegin(), taps.weights.rend(), counts).base();
  taps.first += static_cast<int>(begin - taps.weights.begin());
  taps.weights = {begin, end};
  sum = 0;
  for (const double weight : taps.weights) sum += weight;
  for (double& weight : taps.weights) weight /= sum;
  return taps;
}

/// IEC 61966-2-1.
double to_linear(double s) {
  return s <= 0.04045 ? s / 12.92 : std::pow((s + 0.055) / 1.055, 2.4);
}

double to_srgb(double l) {
  return l <= 0.0031308 ? l * 12.92 : 1.055 * std::pow(l, 1 / 2.4) - 0.055;
}

/// Where the curve is steepest, in the darks, one of 16,384 steps is a fifth of a level.
constexpr int steps = 16384;

struct Tables {
  std::array<float, 256> linear{};
  std::array<std::uint8_t, steps> srgb{};

  Tables() {
    for (std::size_t i = 0; i < linear.size(); ++i) {
      linear[i] = static_cast<float>(to_linear(static_cast<double>(i) / 255));
    }
    for (std::size_t i = 0; i < srgb.size(); ++i) {
      srgb[i] = static_cast<std::uint8_t>(std::lround(255 * to_srgb(static_cast<double>(i) / (steps - 1))));
    }
  }
};

const Tables& tables() {
  static const Tables t;
  return t;
}

/// Four samples at once: a vector as GCC and clang have it, as neither makes one of a loop over three channels.
using Quad __attribute__((vector_size(4 * sizeof(float)))) = float;

Quad quad(const float* from) {
  Quad q;
  std::memcpy(&q, from, sizeof q);
  return q;
}

/// Red, green and blue of a row of pixels, one after the other. There is room behind the last one, so that it too can
/// be read and written in Quads.
using Line = std::vector<float>;

Line line(int pixels) {
  constexpr std::size_t room = 12;
  return Line(static_cast<std::size_t>(pixels) * channels + room);
}

void to_linear(std::span<const Pixel> row, Line& out) {
  const auto& linear = tables().linear;
  float* o = out.data();
  for (const Pixel p : row) {
    o[0] = linear[(p >> 16) & 0xffU];
    o[1] = linear[(p >> 8) & 0xffU];
    o[2] = linear[p & 0xffU];
    o += channels;
  }
}

/// A row of the picture, made narrow. A pixel is taken as a Quad: what its fourth lane gathers is overwritten by the
/// next pixel.
void narrow(const Line& in, const Weights& weights, int width, Line& out) {
  const int count = weights.count();
  float* o = out.data();
  for (int x = 0; x < width; ++x) {
    const float* from = in.data() + static_cast<std::size_t>(weights.first(x) - weights.begin()) * channels;
    const float* weight = weights.of(x);
    Quad sum{};
    for (int k = 0; k < count; ++k) {
      sum += quad(from) * weight[k];
      from += channels;
    }
    std::memcpy(o, &sum, sizeof sum);
    o += channels;
  }
}

/// The weighted sum of `rows`, as pixels. Four pixels at a time, as they are three Quads.
void merge(std::span<const Line* const> rows, const float* weights, std::span<Pixel> out) {
  constexpr std::size_t quads = 3;
  constexpr Quad none{};
  constexpr Quad full = none + static_cast<float>(steps - 1);
  const auto& srgb = tables().srgb;
  for (std::size_t x = 0; x < out.size(); x += 4) {
    std::array<Quad, quads> sum{};
    for (std::size_t k = 0; k < rows.size(); ++k) {
      const float* in = rows[k]->data() + x * channels;
      for (std::size_t q = 0; q < quads; ++q) sum[q] += quad(in + q * 4) * weights[k];
    }
    std::array<std::int32_t, quads * 4> step{};
    for (std::size_t q = 0; q < quads; ++q) {
      Quad v = sum[q] * full + 0.5F;
      v = v < none ? none : v;
      v = v > full ? full : v;
      for (std::size_t i = 0; i < 4; ++i) step[q * 4 + i] = static_cast<std::int32_t>(v[i]);
    }
    const auto level = [&](std::size_t i) { return Pixel{srgb[static_cast<std::size_t>(step[i])]}; };
    for (std::size_t i = 0; i < std::min<std::size_t>(4, out.size() - x); ++i) {
      out[x + i] = (level(i * channels) << 16) | (level(i * channels + 1) << 8) | level(i * channels + 2);
    }
  }
}

}  // namespace

Weights::Weights(int from, double start, double span, int to) {
  const double scale = span / to;
  std::vector<Taps> all;
  all.reserve(static_cast<std::size_t>(to));
  for (int i = 0; i < to; ++i) {
    const double centre = start + (i + 0.5) * scale;
    all.push_back(scale > 1 ? taps<Smaller>(centre, scale, from) : taps<Larger>(centre, 1, from));
    first_.push_back(all.back().first);
  }
  // A pixel that needs fewer old ones than its neighbours may begin later than the next one does. Rows go by only
  // once, so that none may begin after the next.
  for (std::size_t i = all.size(); i-- > 0;) {
    if (i + 1 < all.size()) first_[i] = std::min(first_[i], first_[i + 1]);
    count_ = std::max(count_, all[i].first - first_[i] + static_cast<int>(all[i].weights.size()));
  }
  weights_.assign(static_cast<std::size_t>(to) * static_cast<std::size_t>(count_), 0.0F);
  for (std::size_t i = 0; i < all.size(); ++i) {
    first_[i] = std::min(first_[i], from - count_);
    const auto shift = static_cast<std::size_t>(all[i].first - first_[i]);
    float* out = weights_.data() + i * static_cast<std::size_t>(count_) + shift;
    for (const double weight : all[i].weights) *out++ = static_cast<float>(weight);
  }
}

Resampler::Resampler(Size from, const Window& window, Size to)
    : to_(to),
      across_(from.width, window.x, window.width, to.width),
      down_(from.height, window.y, window.height, to.height) {}

Box Resampler::needed() const {
  return {across_.begin(), down_.begin(), across_.end() - across_.begin(), down_.end() - down_.begin()};
}

Bitmap Resampler::run(const std::function<std::span<const Pixel>(int y)>& row) const {
  Line wide = line(across_.end() - across_.begin());
  // The rows that the filter reaches over, made narrow already, in a ring.
  const auto count = static_cast<std::size_t>(down_.count());
  std::vector<Line> ring(count, line(to_.width));
  const auto narrowed = [&](int y) -> Line& { return ring[static_cast<std::size_t>(y) % count]; };
  std::vector<const Line*> rows(count);
  Bitmap out(to_);
  int next = down_.begin();
  for (int y = 0; y < to_.height; ++y) {
    const int first = down_.first(y);
    for (; next < first + down_.count(); ++next) {
      to_linear(row(next), wide);
      narrow(wide, across_, to_.width, narrowed(next));
    }
    for (std::size_t k = 0; k < count; ++k) rows[k] = &narrowed(first + static_cast<int>(k));
    merge(rows, down_.of(y), out.row(y));
  }
  return out;
}

}  // namespace kiosk
