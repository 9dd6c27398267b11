#include "desk/http_date.h"

#include <array>
#include <ctime>

namespace kiosk {

// strftime and strptime write and read English names here, because the desk never leaves the C locale.

std::string to_http_date(std::chrono::sys_seconds t) {
  const std::time_t seconds = t.time_since_epoch().count();
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  std::array<char, 64> text{};
  return {text.data(), std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts)};
}

std::optional<std::chrono::sys_seconds> parse_http_date(const std::string& text) {
  constexpr std::array<const char*, 3> forms{"%a, %d %b %Y %H:%M:%S GMT",  // IMF-fixdate
                                             "%A, %d-%b-%y %H:%M:%S GMT",  // RFC 850
                                             "%a %b %e %H:%M:%S %Y"};      // asctime
  for (const char* form : forms) {
    std::tm parts{};
    const char* end = ::strptime(text.c_str(), form, &parts);
    if (end != nullptr && *end == '\0') return std::chrono::sys_seconds{std::chrono::seconds{::timegm(&parts)}};
  }
  return std::nullopt;
}

}  // namespace kiosk
