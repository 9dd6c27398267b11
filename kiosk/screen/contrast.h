/// Whether text stands out from what is really behind it: the painted pixels, a photograph's too. Pure.
#pragma once

#include "base/bitmap.h"
#include "layout/finding.h"
#include "layout/scene.h"
#include "layout/text_measure.h"
#include "model/settings.h"

#include <vector>

namespace kiosk {

/// `ground` is the scene painted without its texts. Judged by the worst twentieth of the pixels behind each line: an
/// error below a contrast of 4.5:1, or 3:1 for large text (WCAG 2.1 § 1.4.3), and where (light − dark) ÷ light of the
/// luminances is below 0.8 (TEK17 § 12-18). Text that a later picture covers is not judged.
std::vector<Finding> weak_contrasts(const Scene& scene, const Bitmap& ground, const TextMeasure& measure,
                                    const Viewing& viewing);

}  // namespace kiosk
