/// What is on a screen for a while. A value.
#pragma once

#include "layout/compose.h"
#include "studio/edition.h"

#include <cstddef>
#include <optional>

namespace kiosk {

/// What the screen shows for a while: one slide, in one language, perhaps under a band.
struct Look {
  EditionPtr edition;
  std::size_t slide = 0;  ///< of edition->document.slides
  Language language;
  Instant since;
  Instant until;
  Progress progress;
  std::optional<std::size_t> band;  ///< a notice over it, of edition->document.slides
  bool takeover = false;

  bool operator==(const Look&) const = default;
};

}  // namespace kiosk
