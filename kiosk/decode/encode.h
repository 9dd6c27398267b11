/// Pixels to picture files. Any thread. The same pixels give the same bytes, with the same libraries.
#pragma once

#include "base/bitmap.h"
#include "base/result.h"

#include <string>

namespace kiosk {

/// Error: encode.failed.
Result<std::string> encode_png(const Bitmap& bitmap);

/// Of a picture that is transparent in parts, by how it looks over black and over white: over either of them the file
/// looks the same again. The two are of one size. Error: encode.failed.
Result<std::string> encode_png(const Bitmap& over_black, const Bitmap& over_white);

/// `quality` is 1 to 100, as libjpeg counts. Error: encode.failed.
Result<std::string> encode_jpeg(const Bitmap& bitmap, int quality);

}  // namespace kiosk
