#include "screen/rotate.h"

#include <algorithm>

namespace kiosk {

Size upright_size(Size screen, Turn turn) {
  const bool on_its_side = turn == Turn::right || turn == Turn::left;
  return on_its_side ? Size{screen.height, screen.width} : screen;
}

Box turned(const Box& box, Size size, Turn turn) {
  switch (turn) {
    case Turn::none:
      return box;
    case Turn::right:
      return {size.height - box.bottom(), box.x, box.height, box.width};
    case Turn::half:
      return {size.width - box.right(), size.height - box.bottom(), box.width, box.height};
    case Turn::left:
      return {box.y, size.width - box.right(), box.height, box.width};
  }
  return box;
}

Bitmap turned(const Bitmap& upright, Turn turn) {
  if (turn == Turn::none) return upright;
  Bitmap result(upright_size(upright.size(), turn));
  for (int y = 0; y < upright.height(); ++y) {
    const auto row = upright.row(y);
    if (turn == Turn::half) {
      std::reverse_copy(row.begin(), row.end(), result.row(upright.height() - 1 - y).begin());
      continue;
    }
    for (int x = 0; x < upright.width(); ++x) {
      const bool right = turn == Turn::right;
      const int to_y = right ? x : upright.width() - 1 - x;
      const int to_x = right ? upright.height() - 1 - y : y;
      result.row(to_y)[static_cast<std::size_t>(to_x)] = row[static_cast<std::size_t>(x)];
    }
  }
  return result;
}

}  // namespace kiosk
