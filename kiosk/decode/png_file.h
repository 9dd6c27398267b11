/// Pictures to PNG files: what `kiosk render` writes. Any thread. The same pixels give the same bytes.
#pragma once

#include "base/bitmap.h"
#include "base/result.h"

#include <string>

namespace kiosk {

/// Error: png.failed.
Result<std::string> encode_png(const Bitmap& bitmap);

}  // namespace kiosk
