/// The program's own version, from CMakeLists.txt.
#pragma once

#include <string_view>

namespace kiosk {

/// "0.1.0" (semver.org).
std::string_view version();

}  // namespace kiosk
