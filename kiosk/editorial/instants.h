/// Instants as the database holds them. Pure functions.
#pragma once

#include "base/clock.h"

#include <cstdint>

namespace kiosk {

inline std::int64_t to_stored(Instant t) {
  return t.time_since_epoch().count();
}
inline Instant from_stored(std::int64_t milliseconds) {
  return Instant{Millis{milliseconds}};
}

}  // namespace kiosk
