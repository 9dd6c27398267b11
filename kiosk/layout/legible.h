/// Whether a slide can be read from where people stand. Pure; any thread that may use the setting's TextMeasure.
#pragma once

#include "layout/compose.h"
#include "model/settings.h"

#include <vector>

namespace kiosk {

/// What is hard or impossible to read on a composed slide, foot line included. With D the distance and h the height of
/// a capital letter on the screen: h < D/300 cannot be read at all; body text of h < 0.0044 D is an error, of
/// h < 0.0058 D a warning. Headlines of more than 10 words and bodies of more than 40 are warned of, bodies of more
/// than 100 words are an error. A code is scanned from ten times its width; less than a metre is warned of.
std::vector<Finding> legibility(const Slide& slide, const Composition& composition, const Setting& setting,
                                const Viewing& viewing);

}  // namespace kiosk
