#include "layout/compose.h"
#include "layout/fake_measure.h"

#include <algorithm>
#include <doctest/doctest.h>

namespace kiosk {
namespace {

const test::FakeMeasure measure;
const Theme theme;

/// Whether a slide of an event says `words` somewhere at `now`, by the clocks of Oslo; its end may be left open.
bool says(const std::string& start, const std::string& end, const std::string& now, std::string_view words) {
  static const Institute institute{"Institute", "Europe/Oslo", {"en"}, "", {}};
  static const Zone zone = *Zone::find("Europe/Oslo");
  EventSlide event;
  event.title = "Party";
  event.start = *parse_when(start);
  if (!end.empty()) event.end = *parse_when(end);
  Slide slide;
  slide.content = event;
  const Instant t = zone.instant(*parse_when(now), DayEdge::start);
  const auto composition = compose(slide, {institute, theme, zone, measure, "en", {1920, 1080}, t});
  return std::ranges::any_of(composition.scene.items, [words](const Item& item) {
    const auto* run = std::get_if<TextRun>(&item);
    return run != nullptr && run->text == words;
  });
}

TEST_CASE("an evening that ends after midnight has both its times, and is on until its end") {
  const std::string start = "2026-06-05T20:00";
  const std::string end = "2026-06-06T01:00";
  CHECK(says(start, end, "2026-06-01T12:00", "20:00–01:00"));
  CHECK(says(start, end, "2026-06-04T12:00", "Tomorrow 20:00–01:00"));
  CHECK(says(start, end, "2026-06-05T12:00", "Today 20:00–01:00"));
  CHECK(says(start, end, "2026-06-05T23:59", "Now, 20:00–01:00"));
  CHECK(says(start, end, "2026-06-06T00:30", "Now, 20:00–01:00"));
  CHECK(says(start, end, "2026-06-06T00:30", "June"));
  CHECK(says(start, end, "2026-06-06T00:30", "5"));
}

TEST_CASE("an event without an end is never said to be on now: nobody knows how long it lasts") {
  CHECK(says("2026-06-05T14:00", "", "2026-06-05T13:59", "Today 14:00"));
  CHECK(says("2026-06-05T14:00", "", "2026-06-05T14:01", "Today 14:00"));
  CHECK(says("2026-06-05T14:00", "", "2026-06-05T23:00", "Today 14:00"));
  CHECK(says("2026-06-05T14:00", "2026-06-05", "2026-06-05T23:00", "Now, 14:00"));
}

TEST_CASE("a day and a half has its dates") {
  CHECK(says("2026-06-05T09:00", "2026-06-06T15:00", "2026-06-01T12:00", "5–6 June 2026, 09:00"));
}

TEST_CASE("over the change to summer time an event has the times on the wall, and is on for as long as it lasts") {
  // At 02:00 the clocks go to 03:00: this event lasts an hour and a half.
  const std::string start = "2026-03-29T01:30";
  const std::string end = "2026-03-29T04:00";
  CHECK(says(start, end, "2026-03-29T01:29", "Today 01:30–04:00"));
  CHECK(says(start, end, "2026-03-29T01:30", "Now, 01:30–04:00"));
  CHECK(says(start, end, "2026-03-29T03:59", "Now, 01:30–04:00"));
}

}  // namespace
}  // namespace kiosk
