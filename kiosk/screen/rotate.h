/// Turns pictures for screens that hang on their side. Slides are composed upright and turned once, when they are
/// prepared, so that showing them costs nothing more. Pure.
#pragma once

#include "base/bitmap.h"

namespace kiosk {

/// 0, 90, 180 or 270 degrees clockwise: how far the picture is turned before it is shown.
enum class Rotation { none = 0, right = 90, half = 180, left = 270 };

/// The size a composed picture must have so that, turned, it fills `screen`.
Size upright_size(Size screen, Rotation rotation);

Bitmap turned(const Bitmap& upright, Rotation rotation);

/// Where `box` of an upright picture of `size` comes to lie.
Box turned(const Box& box, Size size, Rotation rotation);

}  // namespace kiosk
