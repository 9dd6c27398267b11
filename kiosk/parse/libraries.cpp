#include "parse/libraries.h"

#include "base/format.h"

#include <nlohmann/detail/abi_macros.hpp>

namespace kiosk {

std::string parse_libraries() {
  return str("nlohmann-json ", NLOHMANN_JSON_VERSION_MAJOR, ".", NLOHMANN_JSON_VERSION_MINOR, ".",
             NLOHMANN_JSON_VERSION_PATCH);
}

}  // namespace kiosk
