#include "app/contact_sheet.h"

#include <algorithm>

namespace kiosk {
namespace {

constexpr int shrink = 3;

Pixel mean_of(const Bitmap& picture, int left, int top) {
  unsigned r = 0;
  unsigned g = 0;
  unsigned b = 0;
  for (int y = top; y < top + shrink; ++y) {
    for (int x = left; x < left + shrink; ++x) {
      const Pixel pixel = picture.row(y)[static_cast<std::size_t>(x)];
      r += pixel >> 16 & 0xffU;
      g += pixel >> 8 & 0xffU;
      b += pixel & 0xffU;
    }
  }
  constexpr unsigned count = shrink * shrink;
  return (r + count / 2) / count << 16 | (g + count / 2) / count << 8 | (b + count / 2) / count;
}

}  // namespace

Bitmap thumbnail(const Bitmap& picture) {
  Bitmap small({std::max(1, picture.width() / shrink), std::max(1, picture.height() / shrink)});
  if (picture.width() < shrink || picture.height() < shrink) return small;
  for (int y = 0; y < small.height(); ++y) {
    for (int x = 0; x < small.width(); ++x)
      small.row(y)[static_cast<std::size_t>(x)] = mean_of(picture, x * shrink, y * shrink);
  }
  return small;
}

Bitmap contact_sheet(const std::vector<Bitmap>& thumbnails, int columns, Colour ground) {
  if (thumbnails.empty()) return {};
  Size cell;
  for (const auto& picture : thumbnails)
    cell = {std::max(cell.width, picture.width()), std::max(cell.height, picture.height())};
  const int gap = std::max(4, cell.width / 40);
  const int count = static_cast<int>(thumbnails.size());
  const int rows = (count + columns - 1) / columns;
  const Pixel back = static_cast<Pixel>(ground.r) << 16 | static_cast<Pixel>(ground.g) << 8 | ground.b;
  Bitmap sheet({gap + columns * (cell.width + gap), gap + rows * (cell.height + gap)}, back);
  for (int i = 0; i < count; ++i) {
    const Bitmap& picture = thumbnails[static_cast<std::size_t>(i)];
    const int left = gap + i % columns * (cell.width + gap);
    const int top = gap + i / columns * (cell.height + gap);
    for (int y = 0; y < picture.height(); ++y) std::ranges::copy(picture.row(y), sheet.row(top + y).begin() + left);
  }
  return sheet;
}

}  // namespace kiosk
