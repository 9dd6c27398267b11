#include "screen/rotate.h"

#include <algorithm>

namespace kiosk {

Size upright_size(Size screen, Rotation rotation) {
  const bool on_its_side = rotation == Rotation::right || rotation == Rotation::left;
  return on_its_side ? Size{screen.height, screen.width} : screen;
}

Box turned(const Box& box, Size size, Rotation rotation) {
  switch (rotation) {
    case Rotation::none:
      return box;
    case Rotation::right:
      return {size.height - box.bottom(), box.x, box.height, box.width};
    case Rotation::half:
      return {size.width - box.right(), size.height - box.bottom(), box.width, box.height};
    case Rotation::left:
      return {box.y, size.width - box.right(), box.height, box.width};
  }
  return box;
}

Bitmap turned(const Bitmap& upright, Rotation rotation) {
  if (rotation == Rotation::none) return upright;
  Bitmap result(upright_size(upright.size(), rotation));
  for (int y = 0; y < upright.height(); ++y) {
    const auto row = upright.row(y);
    if (rotation == Rotation::half) {
      std::reverse_copy(row.begin(), row.end(), result.row(upright.height() - 1 - y).begin());
      continue;
    }
    for (int x = 0; x < upright.width(); ++x) {
      const bool right = rotation == Rotation::right;
      const int to_y = right ? x : upright.width() - 1 - x;
      const int to_x = right ? upright.height() - 1 - y : y;
      result.row(to_y)[static_cast<std::size_t>(to_x)] = row[static_cast<std::size_t>(x)];
    }
  }
  return result;
}

}  // namespace kiosk
