/// How the camera was held, and how its picture is turned upright. Pure functions.
#pragma once

#include "base/bitmap.h"
#include "model/slide.h"

#include <string_view>

namespace kiosk {

/// What EXIF data begins with in a JPEG always, in a WebP sometimes, and in a PNG never.
inline constexpr std::string_view exif_mark("Exif\0\0", 6);

/// The orientation (1 to 8) in EXIF data, with or without its mark, or 1 where it has none that makes sense. Untrusted
/// bytes.
int exif_orientation(std::string_view exif);

/// Whether width and height change places.
bool turns_sideways(int orientation);

/// The size of the stored picture that is `size` when upright, and the other way round.
Size turned(Size size, int orientation);

/// Where a point of the upright picture lies in the stored one.
Focus stored_focus(Focus upright, int orientation);

/// The stored pixels, turned upright.
Bitmap upright(Bitmap stored, int orientation);

}  // namespace kiosk
