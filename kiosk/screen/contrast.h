/// How far texts stand out from what is really behind them: the painted pixels, a photograph's too. Pure.
#pragma once

#include "base/bitmap.h"
#include "layout/legible.h"

#include <vector>

namespace kiosk {

/// Fills in the contrast of each text. `ground` is the scene painted without its texts. The worst twentieth of the
/// pixels behind a line decides, and of several lines the worst one.
void measure_contrasts(std::vector<Seen>& seen, const Bitmap& ground);

}  // namespace kiosk
