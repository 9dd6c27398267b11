#include "schedule/calendar.h"

#include "make.h"

#include <random>

using namespace kiosk;
using namespace kiosk::test;
using namespace std::chrono;

namespace {

Calendar calendar(const Slide& slide) {
  return Calendar({period_of(slide, zone())}, zone());
}

bool open(const Slide& slide, std::string_view time) {
  return !calendar(slide).open_at(at(time)).empty();
}

std::string change(const Slide& slide, std::string_view time) {
  const auto next = calendar(slide).next_change(at(time));
  return next == Instant::max() ? "never" : to_iso(next);
}

Slide weekly(std::vector<weekday> days, std::string_view hours = "") {
  Slide slide = news("weekly");
  slide.days = std::move(days);
  if (!hours.empty()) slide.hours = parse_hours(hours);
  return slide;
}

}  // namespace

TEST_CASE("a slide without dates is always open and never changes") {
  CHECK_FALSE(period_of(news("a"), zone()).dated());
  CHECK(open(news("a"), "1970-01-01"));
  CHECK(open(news("a"), "9999-12-31T23:59:59"));
  CHECK(change(news("a"), "2026-02-20") == "never");
}

TEST_CASE("from and until: a date is the whole day, a time is the instant") {
  Slide slide = news("a");
  slide.from = when("2026-02-20");
  slide.until = when("2026-02-21");
  CHECK_FALSE(open(slide, "2026-02-19T23:59:59"));
  CHECK(open(slide, "2026-02-20T00:00:00"));
  CHECK(open(slide, "2026-02-21T23:59:59"));
  CHECK_FALSE(open(slide, "2026-02-22T00:00:00"));
  CHECK(change(slide, "2026-02-01") == "2026-02-19T23:00:00Z");
  CHECK(change(slide, "2026-02-20") == "2026-02-21T23:00:00Z");
  CHECK(change(slide, "2026-02-22") == "never");
  slide.until = when("2026-02-21T12:00:30Z");
  CHECK(open(slide, "2026-02-21T13:00:29"));
  CHECK_FALSE(open(slide, "2026-02-21T13:00:30"));
}

TEST_CASE("[J19] what ends before it begins is never open") {
  Slide slide = news("a");
  slide.from = when("2026-02-21T12:00");
  slide.until = when("2026-02-21T11:00");
  for (const auto* time : {"2026-02-20", "2026-02-21T11:30", "2026-02-21T12:30", "2027-01-01"}) {
    CHECK_FALSE(open(slide, time));
  }
  CHECK(change(slide, "2026-01-01") == "never");
  CHECK_FALSE(open(call("2026-03-02", "2026-04-01"), "2026-04-02"));
  CHECK_FALSE(open(event("2026-03-02T12:00", "2026-03-01"), "2026-03-02T12:00"));
}

TEST_CASE("[C05, J19] dates beyond 2038, up to the last of 9999, are dates like others") {
  Slide slide = news("a");
  slide.from = when("2038-01-19T03:14:08Z");
  slide.until = when("9999-12-31");
  CHECK_FALSE(open(slide, "2038-01-19T03:14:07Z"));
  CHECK(open(slide, "2038-01-19T03:14:08Z"));
  CHECK(open(slide, "9999-12-31T23:59:59"));
  CHECK(change(slide, "2026-01-01") == "2038-01-19T03:14:08Z");
  CHECK(change(slide, "2040-01-01") == "9999-12-31T23:00:00Z");
}

TEST_CASE("a call stays through the whole day of its deadline, and waits for its opening") {
  const Slide slide = call("2026-03-02", "2026-02-01");
  CHECK_FALSE(open(slide, "2026-01-31T23:59:59"));
  CHECK(open(slide, "2026-02-20T09:41"));
  CHECK(open(slide, "2026-03-02T23:59:59"));
  CHECK_FALSE(open(slide, "2026-03-03T00:00:00"));
  CHECK(change(slide, "2026-03-01") == "2026-03-02T23:00:00Z");
  CHECK_FALSE(open(call("2026-03-02T12:00"), "2026-03-02T12:00"));
  CHECK(open(call("2026-03-02T12:00"), "2026-03-02T11:59:59"));
}

TEST_CASE("an event is there beforehand and gone at its end, or at the end of its day") {
  struct Row {
    const char* start;
    const char* end;
    bool all_day;
    const char* gone;
  };
  for (const auto& row : {
           Row{"2026-12-17T09:00", "2026-12-17T15:30", false, "2026-12-17T15:30:00"},
           Row{"2026-12-17T09:00", "", false, "2026-12-18T00:00:00"},
           Row{"2026-12-17", "", true, "2026-12-18T00:00:00"},
           Row{"2026-12-17", "2026-12-19", true, "2026-12-20T00:00:00"},
           Row{"2026-12-17T09:00", "2026-12-19T12:00", true, "2026-12-20T00:00:00"},
           Row{"2026-12-17T23:30Z", "", false, "2026-12-19T00:00:00"},
           Row{"2026-10-25", "", true, "2026-10-26T00:00:00"},
       }) {
    CAPTURE(row.start);
    CAPTURE(row.end);
    const Slide slide = event(row.start, row.end, row.all_day);
    CHECK(open(slide, "2026-01-01"));
    CHECK(calendar(slide).next_change(at("2026-01-01")) == at(row.gone));
  }
}

TEST_CASE("days and hours are those of the clock on the wall") {
  const Slide slide = weekly({Monday, Tuesday}, "08:00-16:00");
  CHECK_FALSE(open(slide, "2026-02-16T07:59:59"));
  CHECK(open(slide, "2026-02-16T08:00:00"));
  CHECK(open(slide, "2026-02-17T15:59:59"));
  CHECK_FALSE(open(slide, "2026-02-17T16:00:00"));
  CHECK_FALSE(open(slide, "2026-02-18T12:00:00"));
  CHECK(change(slide, "2026-02-16T12:00:00") == "2026-02-16T15:00:00Z");
  CHECK(change(slide, "2026-02-17T16:00:00") == "2026-02-23T07:00:00Z");
}

TEST_CASE("days alone are whole days, and days in a row are one time") {
  const Slide slide = weekly({Saturday, Sunday});
  CHECK(open(slide, "2026-02-21T00:00:00"));
  CHECK(open(slide, "2026-02-22T23:59:59"));
  CHECK_FALSE(open(slide, "2026-02-23T00:00:00"));
  CHECK(change(slide, "2026-02-21T12:00:00") == "2026-02-22T23:00:00Z");
  CHECK(change(weekly({Sunday, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday}), "2026-02-20") == "never");
}

TEST_CASE("hours over midnight belong to the day on which they begin") {
  const Slide slide = weekly({Friday}, "22:00-02:00");
  CHECK_FALSE(open(slide, "2026-02-20T01:00"));
  CHECK(open(slide, "2026-02-20T22:00"));
  CHECK(open(slide, "2026-02-21T01:59:59"));
  CHECK_FALSE(open(slide, "2026-02-21T02:00"));
  CHECK_FALSE(open(slide, "2026-02-21T23:00"));
  CHECK(change(slide, "2026-02-20T23:00") == "2026-02-21T01:00:00Z");
}

TEST_CASE("hours up to 24:00 end with the day") {
  const Slide slide = weekly({}, "20:00-24:00");
  CHECK(open(slide, "2026-02-20T23:59:59"));
  CHECK_FALSE(open(slide, "2026-02-21T00:00"));
}

TEST_CASE("[C04, J19] hours on the days on which the clocks change") {
  struct Row {
    const char* hours;
    const char* from;
    const char* opens;
    const char* closes;
  };
  for (const auto& row : {
           Row{"01:00-04:00", "2026-03-29T00:30", "2026-03-29T00:00:00Z", "2026-03-29T02:00:00Z"},  // 2 h long
           Row{"02:30-05:00", "2026-03-29T00:30", "2026-03-29T01:30:00Z", "2026-03-29T03:00:00Z"},  // shifted
           Row{"01:00-02:30", "2026-03-29T00:30", "2026-03-29T00:00:00Z", "2026-03-29T01:30:00Z"},
           Row{"01:00-04:00", "2026-10-25T00:30", "2026-10-24T23:00:00Z", "2026-10-25T03:00:00Z"},  // 4 h long
           Row{"02:30-05:00", "2026-10-25T00:30", "2026-10-25T00:30:00Z", "2026-10-25T04:00:00Z"},
           Row{"01:00-02:30", "2026-10-25T00:30", "2026-10-24T23:00:00Z", "2026-10-25T00:30:00Z"},  // the first 02:30
           Row{"08:00-16:00", "2026-10-25T00:30", "2026-10-25T07:00:00Z", "2026-10-25T15:00:00Z"},
       }) {
    CAPTURE(row.hours);
    CAPTURE(row.from);
    const Slide slide = weekly({Sunday}, row.hours);
    const auto times = calendar(slide);
    const auto opens = times.next_change(at(row.from));
    CHECK(to_iso(opens) == row.opens);
    CHECK(to_iso(times.next_change(opens)) == row.closes);
  }
}

TEST_CASE("[J19] hours that the change of the clocks leaves out are missed that day, and come again the week after") {
  const Slide slide = weekly({Sunday}, "02:30-03:15");
  CHECK(change(slide, "2026-03-22T04:00") == "2026-04-05T00:30:00Z");
}

TEST_CASE("[C04] a slide of 29 February") {
  Slide slide = news("a");
  slide.from = when("2028-02-29");
  slide.until = when("2028-02-29");
  CHECK_FALSE(open(slide, "2028-02-28T23:59:59"));
  CHECK(open(slide, "2028-02-29T12:00"));
  CHECK_FALSE(open(slide, "2028-03-01T00:00:00"));
}

TEST_CASE("days within dates: the first that fits, however far") {
  Slide slide = weekly({Monday}, "08:00-09:00");
  slide.from = when("2031-05-01");
  slide.until = when("2031-05-31");
  CHECK(change(slide, "2026-01-01") == "2031-05-05T06:00:00Z");
  CHECK(change(slide, "2031-05-26T08:30") == "2031-05-26T07:00:00Z");
  CHECK(change(slide, "2031-05-26T09:00") == "never");
}

TEST_CASE("a change is where the open ones differ, and between two changes they do not") {
  std::mt19937 random(7);
  const auto number = [&random](int below) { return static_cast<int>(random() % static_cast<unsigned>(below)); };
  const Instant start = at("2026-03-20");
  for (int round = 0; round < 20; ++round) {
    std::vector<Period> periods;
    for (int i = 0; i < 6; ++i) {
      Period period;
      if (number(2) == 0) period.from = start + minutes{number(20 * 24 * 60)};
      if (number(2) == 0) period.until = start + minutes{number(20 * 24 * 60)};
      if (number(2) == 0) {
        const minutes opens{number(24 * 60)};
        period.weekly = Weekly{static_cast<unsigned>(number(128)), opens, opens + minutes{1 + number(24 * 60 - 1)}};
      }
      periods.push_back(period);
    }
    const Calendar times(periods, zone());
    auto next = times.next_change(start);
    auto now = times.open_at(start);
    for (auto t = start; t < start + days{21}; t += minutes{1}) {
      if (t == next) {
        CHECK(times.open_at(t) != now);
        now = times.open_at(t);
        next = times.next_change(t);
      }
      REQUIRE(t < next);
      if (t.time_since_epoch() % minutes{13} == minutes{0}) REQUIRE(times.open_at(t) == now);
    }
  }
}
