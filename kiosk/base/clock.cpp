#include "base/clock.h"

#include <fmt/format.h>

namespace kiosk {

using namespace std::chrono;

Instant SystemClock::wall() const {
  return floor<milliseconds>(system_clock::now()) + shift_;
}

Steady SystemClock::steady() const {
  return floor<milliseconds>(steady_clock::now().time_since_epoch());
}

std::string to_iso(Instant t) {
  const auto day = floor<days>(t);
  const year_month_day date{day};
  const hh_mm_ss time{t - day};
  const auto ms = time.subseconds().count();
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), time.hours().count(),
                     time.minutes().count(), time.seconds().count(), ms != 0 ? fmt::format(".{:03}", ms) : "");
}

}  // namespace kiosk
