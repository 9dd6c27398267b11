#include "base/format.h"

#include <fmt/format.h>

namespace kiosk::detail {

void append(std::string& to, double part) {
  fmt::format_to(std::back_inserter(to), "{}", part);
}

}  // namespace kiosk::detail
