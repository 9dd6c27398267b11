/// Pixels to picture files. Any thread. The same pixels give the same bytes, with the same libraries.
#pragma once

#include "base/bitmap.h"
#include "base/result.h"

#include <string>

namespace kiosk {

/// `small` for what is kept and sent to many; `quick`, a fifth of the time for a fifth more bytes, for what somebody
/// waits for.
enum class Packing { small, quick };

/// Error: encode.failed.
Result<std::string> encode_png(const Bitmap& bitmap, Packing packing = Packing::small);

/// Of a picture that is transparent in parts, by how it looks over black and over white: over either of them the file
/// looks the same again. The two are of one size. Error: encode.failed.
Result<std::string> encode_png(const Bitmap& over_black, const Bitmap& over_white);

/// `quality` is 1 to 100, as libjpeg counts. Error: encode.failed.
Result<std::string> encode_jpeg(const Bitmap& bitmap, int quality);

}  // namespace kiosk
