/// The versions of the libraries that parse/ runs with, for `kiosk --version`.
#pragma once

#include <string>

namespace kiosk {

/// "nlohmann-json 3.11.2"
std::string parse_libraries();

}  // namespace kiosk
