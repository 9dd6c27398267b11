/// Where the fixed parts of the screen are at a time, so that they burn into no panel. Pure; any thread.
#pragma once

#include "base/clock.h"

namespace kiosk {

/// How the foot line stands from one slide to the next. It is asked for when a slide begins and holds for all of it:
/// nothing moves while anybody looks at it.
struct Wander {
  double x = 0;  ///< in units, at most wander_most
  double y = 0;
  bool mirrored = false;  ///< the mark at the right and the clock at the left: what fills its box, a logo, leaves it
  bool operator==(const Wander&) const = default;
};

inline constexpr double wander_most = 0.22;

/// A slow curve that is closed after an hour; the sides change on the hour. A slide of half a minute moves the line by
/// about a hundredth of a unit.
Wander wander_at(Instant t);

}  // namespace kiosk
