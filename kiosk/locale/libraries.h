/// The versions of the libraries that locale/ runs with, for `kiosk --version`.
#pragma once

#include <string>

namespace kiosk {

/// "ICU 72.1"
std::string locale_libraries();

}  // namespace kiosk
