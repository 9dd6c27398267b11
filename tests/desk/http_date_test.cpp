#include "desk/http_date.h"

#include <doctest/doctest.h>

namespace kiosk {

using namespace std::chrono;

TEST_CASE("a date is written as HTTP has it") {
  CHECK(to_http_date(sys_seconds{sys_days{2026y / 2 / 20}} + 8h + 41min) == "Fri, 20 Feb 2026 08:41:00 GMT");
  CHECK(to_http_date(sys_seconds{}) == "Thu, 01 Jan 1970 00:00:00 GMT");
}

TEST_CASE("all three forms of RFC 9110 are read") {
  const sys_seconds expected = sys_days{1994y / 11 / 6} + 8h + 49min + 37s;
  CHECK(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT") == expected);
  CHECK(parse_http_date("Sunday, 06-Nov-94 08:49:37 GMT") == expected);
  CHECK(parse_http_date("Sun Nov  6 08:49:37 1994") == expected);
}

TEST_CASE("anything else is no date") {
  for (const std::string text :
       {"", "now", "2026-02-20", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 GMT!"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_http_date(text));
  }
}

}  // namespace kiosk
