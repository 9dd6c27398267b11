/// What a screen would make of a content document: what it would leave out, what it would refuse, and what people could
/// not read. For `kiosk check`; the main thread only.
#pragma once

#include "app/source.h"
#include "model/settings.h"
#include "model/when.h"
#include "studio/legibility_report.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

struct ContentCheck {
  Problems problems;        ///< in the order of the text
  std::size_t written = 0;  ///< slides in the document
  std::size_t faulty = 0;   ///< those that are left out
  std::size_t over = 0;     ///< those whose time has passed
  bool refused = false;     ///< a screen would take none of it, and go on with what it has
  EditionPtr edition;       ///< none where the document cannot be read
  std::vector<View> views;  ///< of every slide that is still to be seen

  std::size_t shown() const { return refused ? 0 : written - faulty - over; }
};

/// The screens that slides are checked on: of the size and rotation that the settings have, else a wide one and an
/// upright one of 1080 lines.
std::vector<Size> screens_to_check(const Settings& settings);

/// Reads the document, fetches and decodes its pictures, and judges every slide in each of its languages on each of the
/// screens, as it will be when it is first shown from `at` on (none: now). Slides for other screens than the settings'
/// own count too. `writer` is the language of the sentences.
ContentCheck check_content(Source& source, const Settings& settings, const std::optional<When>& at,
                           std::string_view writer);

}  // namespace kiosk
