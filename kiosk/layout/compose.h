/// A slide becomes a Scene: what stands where, in which size and colour, on a screen of a given size. Pure: the same
/// arguments give the same scene. The rules of the look are in layout/README.md.
#pragma once

#include "base/clock.h"
#include "layout/finding.h"
#include "layout/scene.h"
#include "layout/text_measure.h"
#include "layout/wander.h"
#include "locale/zone.h"
#include "model/document.h"
#include "model/theme.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

/// A picture that stands in the foot line for the drawn mark; `src` is what its Image will ask for.
struct Logo {
  std::string src;
  Size size;  ///< its proportions
  bool operator==(const Logo&) const = default;
};

/// What all slides of a screen are composed with. The references must outlive the call.
struct Setting {
  const Institute& institute;
  const Theme& theme;
  const Zone& zone;
  const TextMeasure& measure;
  Language language;
  Size size;
  Instant now;
  int covered = 0;  ///< pixels at the top that a band lies over: the slide keeps below them
  std::optional<Logo> logo = {};
};

/// Where the foot line goes on a slide, and in which colours.
struct FootPlace {
  int left = 0;
  int right = 0;
  Surface colours;
  bool with_name = true;  ///< the institute's name beside its mark, where there is room
  Wander wander = {};     ///< of the time at which the slide began
  bool operator==(const FootPlace&) const = default;
};

struct Composition {
  Scene scene;
  std::optional<FootPlace> foot;  ///< none on posters
  std::vector<Finding> findings;
};

Composition compose(const Slide& slide, const Setting& setting);

/// Where we are in the round: the dots.
struct Progress {
  std::size_t position = 0;
  std::size_t count = 0;
  bool operator==(const Progress&) const = default;
};

/// The foot line: mark, name, dots, date and clock. `fixed` and `clock` are drawn over the slide; the present dot is
/// empty in `fixed` and fills from the left with `pill_fill` inside `pill`.
struct Foot {
  std::vector<Item> fixed;
  std::vector<Item> clock;
  Box clock_box;  ///< holds all that `clock` draws, at any time of day
  Fill pill_fill;
  Box pill() const { return pill_fill.box; }
};

Foot compose_foot(const FootPlace& place, const Progress& progress, const Setting& setting);

/// A `band` notice, to be drawn over the top fifth of a slide: its scene does not cover the rest.
/// How many pixels a band covers on a screen of this size.
int band_height(Size size);
Composition compose_band(const Slide& notice, const Setting& setting);

}  // namespace kiosk
