#include "model/when.h"

#include <doctest/doctest.h>

namespace kiosk {
namespace {

using namespace std::chrono_literals;

TEST_CASE("moments read back as they were written") {
  for (const std::string_view text :
       {"2026-03-02", "2026-03-02T12:00", "2026-03-02T12:00:30", "2026-03-02T00:00Z", "2026-03-02T12:00+01:00",
        "2026-03-02T12:00:30-02:30", "1970-01-01", "9999-12-31T23:59:59Z", "2028-02-29", "2038-01-19T03:14:08Z"}) {
    CAPTURE(text);
    const auto when = parse_when(text);
    REQUIRE(when.has_value());
    CHECK(to_string(*when) == text);
  }
}

TEST_CASE("a date has no time, a local time no offset") {
  CHECK_FALSE(parse_when("2026-03-02")->time.has_value());
  const auto local = parse_when("2026-03-02T12:30");
  CHECK(local->time == 12h + 30min);
  CHECK_FALSE(local->offset.has_value());
  CHECK(parse_when("2026-03-02T12:30-02:30")->offset == -150min);
}

TEST_CASE("what is no moment is nothing") {
  for (const std::string_view text : {"",
                                      "2026",
                                      "2026-3-2",
                                      "2026-02-29",
                                      "2026-13-01",
                                      "2026-00-10",
                                      "1969-12-31",
                                      "10000-01-01",
                                      "2026-03-02 12:00",
                                      "2026-03-02T",
                                      "2026-03-02T24:00",
                                      "2026-03-02T12:60",
                                      "2026-03-02T12:00:60",
                                      "2026-03-02T12:00+1",
                                      "2026-03-02Z",
                                      "2026-03-02T12:00+15:00",
                                      "2026-03-02T12:00ZZ",
                                      " 2026-03-02",
                                      "2026-03-02 ",
                                      "+026-03-02",
                                      "2026-03-0２"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_when(text).has_value());
  }
}

TEST_CASE("hours may run over midnight and end at 24:00") {
  CHECK(parse_hours("08:00-16:00") == Hours{480min, 960min});
  CHECK(parse_hours("22:00-02:00") == Hours{1320min, 120min});
  CHECK(to_string(*parse_hours("00:00-24:00")) == "00:00-24:00");
  for (const std::string_view text :
       {"", "08:00", "8-16", "08:00-08:00", "24:00-08:00", "08:00-24:01", "08:00 - 16:00"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_hours(text).has_value());
  }
}

}  // namespace
}  // namespace kiosk
