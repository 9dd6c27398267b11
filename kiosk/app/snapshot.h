/// The small picture of the screen, for staff who are not there. Pure.
#pragma once

#include "base/bitmap.h"
#include "base/result.h"
#include "screen/rotate.h"

#include <string>

namespace kiosk {

/// A PNG file of what is on the window, 480 pixels wide at most, and upright as people see it: `rotation` is how far
/// what is on was turned. Error: that of encode_png.
Result<std::string> small_picture(const Bitmap& window, Rotation rotation);

}  // namespace kiosk
