/// The texts that people read on a slide: what says how long it takes to read, and in which languages it stands. Pure.
#pragma once

#include "model/slide.h"

#include <functional>

namespace kiosk {

/// Calls `f` for each text of the slide that is read from the screen: captions too, but neither descriptions (alt) nor
/// credits.
void for_each_shown_text(const Slide& slide, const std::function<void(const Text&)>& f);

}  // namespace kiosk
