#include "locale/zone.h"

#include <doctest/doctest.h>
#include <thread>
#include <vector>

using namespace kiosk;
using namespace std::chrono;

namespace {

Zone zone(std::string_view name) {
  auto found = Zone::find(name);
  REQUIRE(found);
  return *found;
}

Instant utc(std::string_view text) {
  const auto when = parse_when(text);
  REQUIRE(when);
  return Zone::utc().instant(*when, DayEdge::start);
}

struct Local {
  const char* local;
  const char* utc;
};

}  // namespace

TEST_CASE("a zone that is not there is an error that names the likeliest") {
  const auto found = Zone::find("Europe/Olso");
  REQUIRE_FALSE(found);
  CHECK(found.error().code == "zone.unknown");
  CHECK(found.error().message == "There is no time zone \"Europe/Olso\". Did you mean \"Europe/Oslo\"?");
  for (const std::string name : {"", "europe/oslo", "Oslo", "Etc/Unknown", "../../etc/passwd"}) {
    CAPTURE(name);
    CHECK_FALSE(Zone::find(name));
  }
}

TEST_CASE("[C04, C05] local times are instants to the second, in summer and winter, on leap days and far ahead") {
  const auto oslo = zone("Europe/Oslo");
  for (const auto& row : {
           Local{"1970-01-01T01:00:00", "1970-01-01T00:00:00Z"},
           Local{"2024-02-29T23:59:59", "2024-02-29T22:59:59Z"},
           Local{"2026-02-20T09:41:00", "2026-02-20T08:41:00Z"},
           Local{"2026-07-01T00:00:00", "2026-06-30T22:00:00Z"},
           Local{"2038-01-19T04:14:07", "2038-01-19T03:14:07Z"},
           Local{"2038-01-19T04:14:08", "2038-01-19T03:14:08Z"},
           Local{"2100-02-28T23:59:59", "2100-02-28T22:59:59Z"},
           Local{"9999-07-01T12:00:00", "9999-07-01T10:00:00Z"},
           Local{"9999-12-31T23:59:59", "9999-12-31T22:59:59Z"},
       }) {
    CAPTURE(row.local);
    const auto when = parse_when(row.local);
    REQUIRE(when);
    const auto t = oslo.instant(*when, DayEdge::start);
    CHECK(to_iso(t) == row.utc);
    const auto local = oslo.local(t);
    CHECK(local.date == when->date);
    CHECK(local.time_of_day == *when->time);
    CHECK(local.weekday == weekday{sys_days{when->date}});
  }
}

TEST_CASE("[C04] where the clocks go forward, a time that is left out is shifted by an hour") {
  const auto oslo = zone("Europe/Oslo");
  for (const auto& row : {
           Local{"2026-03-29T01:59:59", "2026-03-29T00:59:59Z"},
           Local{"2026-03-29T02:00:00", "2026-03-29T01:00:00Z"},
           Local{"2026-03-29T02:30:00", "2026-03-29T01:30:00Z"},
           Local{"2026-03-29T03:00:00", "2026-03-29T01:00:00Z"},
           Local{"2026-03-29T03:30:00", "2026-03-29T01:30:00Z"},
       }) {
    CAPTURE(row.local);
    CHECK(to_iso(oslo.instant(*parse_when(row.local), DayEdge::start)) == row.utc);
  }
  CHECK(oslo.local(utc("2026-03-29T00:59:59Z")).offset == hours{1});
  CHECK(oslo.local(utc("2026-03-29T01:00:00Z")).offset == hours{2});
  CHECK(oslo.local(utc("2026-03-29T01:00:00Z")).time_of_day == hours{3});
}

TEST_CASE("[C04] where the clocks go back, a time that comes twice is the first one") {
  const auto oslo = zone("Europe/Oslo");
  for (const auto& row : {
           Local{"2026-10-25T01:59:59", "2026-10-24T23:59:59Z"},
           Local{"2026-10-25T02:00:00", "2026-10-25T00:00:00Z"},
           Local{"2026-10-25T02:59:59", "2026-10-25T00:59:59Z"},
           Local{"2026-10-25T03:00:00", "2026-10-25T02:00:00Z"},
       }) {
    CAPTURE(row.local);
    CHECK(to_iso(oslo.instant(*parse_when(row.local), DayEdge::start)) == row.utc);
  }
  CHECK(oslo.local(utc("2026-10-25T00:30:00Z")).time_of_day == hours{2} + minutes{30});
  CHECK(oslo.local(utc("2026-10-25T01:30:00Z")).time_of_day == hours{2} + minutes{30});
}

TEST_CASE("a date alone is the start of the day or its end, on the short day and the long one too") {
  const auto oslo = zone("Europe/Oslo");
  const auto edges = [&](std::string_view date) {
    const auto when = *parse_when(date);
    return duration_cast<hours>(oslo.instant(when, DayEdge::end) - oslo.instant(when, DayEdge::start)).count();
  };
  CHECK(edges("2026-02-20") == 24);
  CHECK(edges("2026-03-29") == 23);
  CHECK(edges("2026-10-25") == 25);
  CHECK(to_iso(oslo.instant(*parse_when("2026-03-02"), DayEdge::end)) == "2026-03-02T23:00:00Z");
  CHECK(to_iso(oslo.instant(*parse_when("9999-12-31"), DayEdge::end)) == "9999-12-31T23:00:00Z");
}

TEST_CASE("a day whose midnight is left out begins at its first instant") {
  const auto beirut = zone("Asia/Beirut");  // 2024-03-31 began at 01:00
  const auto start = beirut.instant(*parse_when("2024-03-31"), DayEdge::start);
  CHECK(to_iso(start) == "2024-03-30T22:00:00Z");
  CHECK(beirut.local(start).date == parse_when("2024-03-31")->date);
  CHECK(beirut.local(start - Millis{1}).date == parse_when("2024-03-30")->date);
}

TEST_CASE("a moment with its own offset needs no zone, and falls on the zone's day") {
  const auto oslo = zone("Europe/Oslo");
  const auto when = *parse_when("2026-02-20T23:30:00Z");
  CHECK(oslo.instant(when, DayEdge::end) == utc("2026-02-20T23:30:00Z"));
  CHECK(oslo.date_of(when) == parse_when("2026-02-21")->date);
  CHECK(oslo.date_of(*parse_when("2026-02-20T23:30")) == parse_when("2026-02-20")->date);
}

TEST_CASE("every hour of two centuries goes to local time and back, but for the hour that comes twice") {
  const auto oslo = zone("Europe/Oslo");
  int twice = 0;
  for (auto t = utc("1990-01-01T00:00:00Z"); t < utc("2110-01-01T00:00:00Z"); t += hours{1}) {
    const auto local = oslo.local(t);
    const auto back = oslo.instant(local.date, local.time_of_day);
    if (back == t) continue;
    REQUIRE(back == t - hours{1});
    ++twice;
  }
  CHECK(twice == 120);
}

TEST_CASE("threads may share a zone") {
  const auto oslo = zone("Europe/Oslo");
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([copy = oslo, t = utc("2026-02-20T08:41:00Z")] {
      for (int k = 0; k < 2000; ++k) static_cast<void>(copy.local(t + hours{k * 97}));
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(oslo.name() == "Europe/Oslo");
}
