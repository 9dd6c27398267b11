/// Slides that nobody would write, and some that somebody will: any kind, any length, from a seed. Pure.
#pragma once

#include "model/slide.h"

#include <random>

namespace kiosk::test {

/// The same seed gives the same slide, in English and bokmål. All twelve kinds come round; texts have 0 to 120 words,
/// some of forty letters, some in other scripts and directions; addresses have 20 to 110 letters.
Slide generated_slide(std::mt19937::result_type seed);

}  // namespace kiosk::test
