/// The arithmetic of a cross-fade, the one thing that runs for every pixel of every frame where there is no GPU.
/// Pure functions.
#pragma once

#include "base/bitmap.h"

#include <span>

namespace kiosk {

/// out = from + (to − from) · weight / 256, rounded, channel by channel. `weight` is 0 (exactly `from`) to 256 (exactly
/// `to`). The three spans are of one length; `out` overlaps neither of the others.
void cross_fade(std::span<Pixel> out, std::span<const Pixel> from, std::span<const Pixel> to, unsigned weight);

/// The course of a fade: slow, quick, slow. 0 to 1, clamped, never backwards, 0.5 at the middle.
double ease(double t);

}  // namespace kiosk
