/// The program's own version, from CMakeLists.txt, and when it was built.
#pragma once

#include "base/clock.h"

#include <string_view>

namespace kiosk {

/// "0.1.0" (semver.org).
std::string_view version();

/// The first instant of the day on which it was built, or of SOURCE_DATE_EPOCH: no clock since has been before it.
Instant built_on();

}  // namespace kiosk
