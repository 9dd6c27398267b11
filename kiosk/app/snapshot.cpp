#include "app/snapshot.h"

#include "decode/encode.h"
#include "decode/resample.h"

#include <algorithm>

namespace kiosk {
namespace {

constexpr int small_width = 480;

Bitmap made_small(const Bitmap& picture) {
  const int width = std::min(small_width, picture.width());
  const Size size{width, std::max(1, picture.height() * width / picture.width())};
  const Window whole{0, 0, static_cast<double>(picture.width()), static_cast<double>(picture.height())};
  const Resampler resampler(picture.size(), whole, size);
  const Box needed = resampler.needed();
  return resampler.run([&](int y) {
    return picture.row(y).subspan(static_cast<std::size_t>(needed.x), static_cast<std::size_t>(needed.width));
  });
}

Rotation back(Rotation rotation) {
  switch (rotation) {
    case Rotation::right:
      return Rotation::left;
    case Rotation::left:
      return Rotation::right;
    default:
      return rotation;
  }
}

}  // namespace

Result<std::string> small_picture(const Bitmap& window, Rotation rotation) {
  return encode_png(turned(made_small(window), back(rotation)));
}

}  // namespace kiosk
