/// Slides as still pictures: what `kiosk render` writes, and what the staff desk shows ahead. The same thread as the
/// Studio.
#pragma once

#include "studio/studio.h"

#include <vector>

namespace kiosk {

/// What is on show at `t`, in the order of the round; the notices that lie over everything come last.
std::vector<Look> looks_at(const EditionPtr& edition, Instant t);

/// The slide as the screen shows it, its dot part of the way filled, so that a still picture tells what the dots do.
Bitmap still_of(Studio& studio, const Look& look, Rotation rotation);

}  // namespace kiosk
