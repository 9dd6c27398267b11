#include "screen/contrast.h"

#include "base/colour.h"

#include <algorithm>

namespace kiosk {
namespace {

constexpr double worst_share = 0.05;

Colour colour_of(Pixel pixel) {
  const auto byte = [pixel](unsigned shift) { return static_cast<std::uint8_t>(pixel >> shift); };
  return {byte(16), byte(8), byte(0)};
}

double difference(Colour a, Colour b) {
  const auto [dark, light] = std::minmax({luminance(a), luminance(b)});
  return light == 0 ? 0 : (light - dark) / light;
}

/// The ground than which a twentieth of the pixels in `box`, which is not empty, stand out less.
Colour worst_ground(const Bitmap& ground, const Box& box, Colour ink) {
  std::vector<Pixel> pixels;
  for (int y = box.y; y < box.bottom(); ++y) {
    const auto row = ground.row(y).subspan(static_cast<std::size_t>(box.x), static_cast<std::size_t>(box.width));
    pixels.insert(pixels.end(), row.begin(), row.end());
  }
  std::vector<std::pair<double, Pixel>> contrasts;
  contrasts.reserve(pixels.size());
  std::ranges::sort(pixels);
  Pixel last = 0;
  double of_last = contrast(ink, colour_of(last));
  for (const Pixel pixel : pixels) {
    if (pixel != last) of_last = contrast(ink, colour_of(last = pixel));
    contrasts.emplace_back(of_last, pixel);
  }
  const auto at = contrasts.begin() + static_cast<std::ptrdiff_t>(static_cast<double>(contrasts.size()) * worst_share);
  std::ranges::nth_element(contrasts, at);
  return colour_of(at->second);
}

}  // namespace

void measure_contrasts(std::vector<Seen>& seen, const Bitmap& ground) {
  for (auto& text : seen) {
    if (text.element == Element::code) continue;
    for (const auto& line : text.lines) {
      const Box box = intersection(line, ground.box());
      if (box.empty()) continue;
      const Colour behind = worst_ground(ground, box, text.ink);
      const Contrast measured{contrast(text.ink, behind), difference(text.ink, behind)};
      if (!text.contrast || measured.ratio < text.contrast->ratio) text.contrast = measured;
    }
  }
}

}  // namespace kiosk
