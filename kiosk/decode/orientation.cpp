#include "decode/orientation.h"

#include "decode/byte_reader.h"

#include <utility>

namespace kiosk {
namespace {

/// The stored picture is first mirrored along its own axes, then its axes change places: EXIF 2.32, 4.6.4, tag 0x0112.
bool mirrors_x(int orientation) {
  return orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
}

bool mirrors_y(int orientation) {
  return orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
}

}  // namespace

int exif_orientation(std::string_view exif) {
  const auto tiff = exif.starts_with(exif_mark) ? exif.substr(exif_mark.size()) : exif;
  const bool big_endian = tiff.starts_with("MM");
  if (!big_endian && !tiff.starts_with("II")) return 1;
  ByteReader in(tiff, big_endian);
  in.skip(2);
  if (in.u16() != 42) return 1;
  const auto directory = in.u32();
  if (directory < 8) return 1;
  in.skip(directory - 8);
  for (auto entries = in.u16(); entries > 0 && in.ok(); --entries) {
    const auto tag = in.u16();
    const auto type = in.u16();
    const auto count = in.u32();
    const auto value = in.u16();
    in.skip(2);
    constexpr std::uint32_t orientation_tag = 0x0112;
    constexpr std::uint32_t short_type = 3;
    if (tag != orientation_tag) continue;
    return in.ok() && type == short_type && count == 1 && value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
  }
  return 1;
}

bool turns_sideways(int orientation) {
  return orientation >= 5;
}

Size turned(Size size, int orientation) {
  return turns_sideways(orientation) ? Size{size.height, size.width} : size;
}

Focus stored_focus(Focus upright, int orientation) {
  Focus stored = upright;
  if (turns_sideways(orientation)) std::swap(stored.x, stored.y);
  if (mirrors_x(orientation)) stored.x = 1 - stored.x;
  if (mirrors_y(orientation)) stored.y = 1 - stored.y;
  return stored;
}

Bitmap upright(Bitmap stored, int orientation) {
  if (orientation == 1) return stored;
  Bitmap out(turned(stored.size(), orientation));
  for (int y = 0; y < out.height(); ++y) {
    const auto row = out.row(y);
    for (int x = 0; x < out.width(); ++x) {
      auto [from_x, from_y] = turns_sideways(orientation) ? std::pair{y, x} : std::pair{x, y};
      if (mirrors_x(orientation)) from_x = stored.width() - 1 - from_x;
      if (mirrors_y(orientation)) from_y = stored.height() - 1 - from_y;
      row[static_cast<std::size_t>(x)] = stored.row(from_y)[static_cast<std::size_t>(from_x)];
    }
  }
  return out;
}

}  // namespace kiosk
