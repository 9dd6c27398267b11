/// Many pictures on one: small, side by side, in their order. Pure.
#pragma once

#include "base/bitmap.h"
#include "base/colour.h"

#include <vector>

namespace kiosk {

/// A third of the side (a box filter: each pixel is the mean of 3 × 3), never less than one pixel.
Bitmap thumbnail(const Bitmap& picture);

/// `columns` of pictures on `ground`, each in a cell as large as the largest of them.
Bitmap contact_sheet(const std::vector<Bitmap>& thumbnails, int columns, Colour ground);

}  // namespace kiosk
