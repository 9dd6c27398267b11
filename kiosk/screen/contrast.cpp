#include "screen/contrast.h"

#include "base/colour.h"

#include <algorithm>
#include <cmath>

namespace kiosk {
namespace {

constexpr double enough = 4.5;
constexpr double enough_for_large = 3;
constexpr double least_difference = 0.8;
constexpr double worst_share = 0.05;

/// A pixel of CSS is seen under the angle of 1/96 inch at 28 inches (CSS Values 4 § 5.2); WCAG's large text has 24 of
/// them, or 18.66 in bold.
constexpr double css_pixel = 1.0 / 96 / 28;
constexpr double large = 24 * css_pixel;
constexpr double large_bold = 18.66 * css_pixel;

bool is_large(const TextRun& run, const Size& size, const Viewing& viewing) {
  constexpr double metres_per_inch = 0.0254;
  const double pixel = viewing.diagonal_inches * metres_per_inch / std::hypot(size.width, size.height);
  return run.size * pixel / viewing.distance_metres >= (run.face == Face::display ? large_bold : large);
}

Box box_of(const TextRun& run, const TextMeasure& measure) {
  const auto metrics = measure.metrics(run.face, run.size);
  const auto letters = static_cast<float>(run.text.size());
  const float width = run.tabular ? tabular_width(measure, run.text, run.face, run.size)
                                  : measure.width(run.text, run.face, run.size) + run.tracking * letters;
  return {static_cast<int>(run.origin.x), static_cast<int>(run.origin.y - metrics.cap_height), static_cast<int>(width),
          static_cast<int>(metrics.cap_height)};
}

Colour colour_of(Pixel pixel) {
  const auto byte = [pixel](unsigned shift) { return static_cast<std::uint8_t>(pixel >> shift); };
  return {byte(16), byte(8), byte(0)};
}

double difference(Colour a, Colour b) {
  const auto [dark, light] = std::minmax({luminance(a), luminance(b)});
  return light == 0 ? 0 : (light - dark) / light;
}

/// The ground than which a twentieth of the pixels in `box` stand out less.
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

bool covered_later(const std::vector<Item>& items, std::size_t from, const Box& box) {
  return std::any_of(items.begin() + static_cast<std::ptrdiff_t>(from), items.end(), [&box](const Item& item) {
    const auto* image = std::get_if<Image>(&item);
    return image != nullptr && intersection(image->box, box) == box;
  });
}

/// "3.9"
std::string in_tenths(double ratio) {
  const auto tenths = static_cast<int>(ratio * 10);
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

}  // namespace

std::vector<Finding> weak_contrasts(const Scene& scene, const Bitmap& ground, const TextMeasure& measure,
                                    const Viewing& viewing) {
  std::vector<Finding> findings;
  for (std::size_t i = 0; i < scene.items.size(); ++i) {
    const auto* run = std::get_if<TextRun>(&scene.items[i]);
    if (run == nullptr) continue;
    const Box box = intersection(box_of(*run, measure), ground.box());
    if (box.empty() || covered_later(scene.items, i, box)) continue;
    const Colour behind = worst_ground(ground, box, run->colour);
    const double ratio = contrast(run->colour, behind);
    const double wanted = is_large(*run, scene.size, viewing) ? enough_for_large : enough;
    if (ratio >= wanted && difference(run->colour, behind) >= least_difference) continue;
    findings.push_back({"legible.contrast",
                        Severity::error,
                        Message::contrast_weak,
                        {{"text", run->text}, {"ratio", in_tenths(ratio)}}});
  }
  return findings;
}

}  // namespace kiosk
