#include "base/version.h"

namespace kiosk {

std::string_view version() {
  return KIOSK_VERSION;
}

Instant built_on() {
  return Instant{std::chrono::days{KIOSK_BUILD_DAY}};
}

}  // namespace kiosk
