/// A draft as the screens' own reader sees it. Pure functions; any thread.
#pragma once

#include "base/clock.h"
#include "desk/remarks.h"
#include "editorial/institute.h"
#include "locale/zone.h"
#include "model/document.h"
#include "parse/json.h"

#include <optional>
#include <string>
#include <vector>

namespace kiosk {

struct DraftReading {
  std::optional<Slide> slide;   ///< nothing where a screen would leave it out
  std::vector<Remark> remarks;  ///< in words for staff
};
DraftReading read_draft(const Json& slide, const DeskSettings& settings, const Translator& tr);

/// When it is shown, as a line for lists: "From 2 March 2026, 08:00 until …"; and whether that is over, or still to
/// come. The line is empty for a slide that is shown always.
enum class Season { always, to_come, now, over };
struct Showing {
  Season season = Season::always;
  std::string line;
};
Showing showing_of(const Slide& slide, const Zone& zone, Instant now, const Translator& tr);

}  // namespace kiosk
