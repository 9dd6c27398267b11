/// Slides, documents and times for the tests of schedule/, in few words.
#pragma once

#include "schedule/programme.h"

#include <doctest/doctest.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kiosk::test {

inline Zone zone(std::string_view name = "Europe/Oslo") {
  auto found = Zone::find(name);
  REQUIRE(found);
  return *found;
}

inline When when(std::string_view text) {
  const auto parsed = parse_when(text);
  REQUIRE(parsed);
  return *parsed;
}

/// "2026-02-20T12:00" is Oslo's time, "…Z" is UTC.
inline Instant at(std::string_view text) {
  static const Zone oslo = zone();
  return oslo.instant(when(text), DayEdge::start);
}

inline Slide slide_of(Content content, std::string id = "slide") {
  Slide slide;
  slide.id = std::move(id);
  slide.content = std::move(content);
  return slide;
}

inline Slide news(std::string id, double seconds = 10) {
  NewsSlide content;
  content.title = Text(id);
  Slide slide = slide_of(std::move(content), std::move(id));
  slide.seconds = seconds;
  return slide;
}

inline Slide call(std::string_view deadline, std::string_view opens = "") {
  AwardCallSlide content;
  content.deadline = when(deadline);
  if (!opens.empty()) content.opens = when(opens);
  return slide_of(content);
}

inline Slide event(std::string_view start, std::string_view end = "", bool all_day = false) {
  EventSlide content;
  content.start = when(start);
  if (!end.empty()) content.end = when(end);
  content.all_day = all_day;
  return slide_of(content);
}

inline Slide notice(NoticeLevel level, std::string_view from, std::string_view until) {
  NoticeSlide content;
  content.level = level;
  content.title = "Mind the step";
  Slide slide = slide_of(std::move(content), "notice");
  if (!from.empty()) slide.from = when(from);
  if (!until.empty()) slide.until = when(until);
  return slide;
}

inline Document document(std::vector<Slide> slides) {
  Document document;
  document.institute.time_zone = "Europe/Oslo";
  document.slides = std::move(slides);
  return document;
}

inline Programme programme(std::vector<Slide> slides, ScreenProfile profile = {"lobby", {}}) {
  return make_programme(document(std::move(slides)), profile, zone());
}

}  // namespace kiosk::test
