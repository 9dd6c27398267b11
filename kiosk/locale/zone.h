/// A time zone: which instant a local time is, and the other way about. ICU's own tables, so that a machine without
/// zone files tells the time all the same.
///
/// Zone is an immutable value; copies share their table, and any thread may use them.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "model/when.h"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace kiosk {

/// What calendar and clock on the wall say at an instant.
struct LocalTime {
  Date date;
  std::chrono::seconds time_of_day{0};  ///< by the wall's clock, 0 to 86,399
  std::chrono::weekday weekday;
  std::chrono::seconds offset{0};  ///< east of UTC
  bool operator==(const LocalTime&) const = default;
};

/// What a date without a time of day means: the day's first instant, or the one behind its last.
enum class DayEdge { start, end };

class Zone {
 public:
  /// By IANA name, "Europe/Oslo". Error: zone.unknown, with the likeliest name.
  static Result<Zone> find(std::string_view iana);
  static Zone utc();

  const std::string& name() const;

  LocalTime local(Instant t) const;

  /// A moment with an offset of its own needs no zone. Where the clocks go forward over a local time, it is shifted by
  /// as much as they are (02:30 is 03:30, the length of a span is kept; RFC 5545 § 3.3.5 has the same rule); where they
  /// go back and a local time comes twice, it is the first one.
  Instant instant(const When& when, DayEdge edge) const;
  Instant instant(Date date, std::chrono::seconds time_of_day) const;

  /// The day here on which the moment falls.
  Date date_of(const When& when) const;

 private:
  struct Table;
  explicit Zone(std::shared_ptr<const Table> table) : table_(std::move(table)) {}

  std::shared_ptr<const Table> table_;
};

}  // namespace kiosk
