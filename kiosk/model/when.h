/// Moments as people write them (ISO 8601): a date, a local date and time, or an instant with its own offset from UTC.
/// Which instant a local one is, is the institute's time zone's to say (locale/zone.h). Values; pure functions.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace kiosk {

using Date = std::chrono::year_month_day;

struct When {
  Date date;
  std::optional<std::chrono::seconds> time;    ///< since midnight by the wall's clock; none for a whole day
  std::optional<std::chrono::minutes> offset;  ///< east of UTC; none means the institute's time zone
  bool operator==(const When&) const = default;
};

/// "2026-03-02", "2026-03-02T12:00", "2026-03-02T12:00:30+01:00", "…Z". Years 1970 to 9999; no leap seconds.
std::optional<When> parse_when(std::string_view text);
/// As parse_when reads it.
std::string to_string(const When& when);

/// A span of a day, in minutes since midnight. It runs over midnight where `end` is not after `start`.
struct Hours {
  std::chrono::minutes start{0};
  std::chrono::minutes end{0};
  bool operator==(const Hours&) const = default;
};

/// "08:00-16:00"; "24:00" may be the end.
std::optional<Hours> parse_hours(std::string_view text);
std::string to_string(const Hours& hours);

}  // namespace kiosk
