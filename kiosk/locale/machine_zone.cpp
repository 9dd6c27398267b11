#include "locale/machine_zone.h"

#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

namespace kiosk {

Zone zone_of_this_machine() {
  constexpr std::string_view folder = "zoneinfo/";
  const char* const set = std::getenv("TZ");
  std::string name = set != nullptr ? set : "";
  if (name.empty()) {
    std::error_code none;
    const std::string target = std::filesystem::read_symlink("/etc/localtime", none).string();
    const auto at = target.find(folder);
    if (at != std::string::npos) name = target.substr(at + folder.size());
  }
  return Zone::find(name).value_or(Zone::utc());
}

}  // namespace kiosk
