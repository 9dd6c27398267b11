#include "schedule/programme.h"

#include "make.h"
#include "schedule/cue.h"

using namespace kiosk;
using namespace kiosk::test;

namespace {

/// "0en 0nb 1en": slide and language of each entry.
std::string entries(const Programme& programme) {
  std::string list;
  for (const auto& entry : programme.entries()) {
    list += (list.empty() ? "" : " ") + std::to_string(entry.slide) + entry.language;
  }
  return list;
}

Text one(Language language, std::string words) {
  return Text(std::map<Language, std::string>{{std::move(language), std::move(words)}});
}

Text both(std::string english, std::string bokmal) {
  return Text(std::map<Language, std::string>{{"en", std::move(english)}, {"nb", std::move(bokmal)}, {"nn", ""}});
}

Slide titled(Text title, Text lead = {}) {
  NewsSlide content;
  content.title = std::move(title);
  content.lead = std::move(lead);
  return slide_of(content);
}

}  // namespace

TEST_CASE("a slide stands once for each of the screen's languages that it has words in") {
  const std::vector<Slide> slides{
      titled(both("Welcome", "Velkommen")), titled("Pseudovax"),
      titled(one("nb", "Bare på norsk")),   titled("Pseudovax", both("A trial", "En studie")),
      titled(one("de", "Willkommen")),
  };
  struct Row {
    std::vector<Language> languages;
    const char* entries;
  };
  for (const auto& row : {
           Row{{"en"}, "0en 1en 2en 3en 4en"},
           Row{{"nb"}, "0nb 1nb 2nb 3nb 4nb"},
           Row{{"en", "nb"}, "0en 0nb 1en 2nb 3en 3nb 4en"},
           Row{{"nb", "en"}, "0nb 0en 1nb 2nb 3nb 3en 4nb"},
           Row{{"nn", "nn"}, "0nn 1nn 2nn 3nn 4nn"},
           Row{{"en", "en"}, "0en 1en 2en 3en 4en"},
       }) {
    CHECK(entries(programme(slides, {"lobby", row.languages})) == row.entries);
  }
}

TEST_CASE("without languages of its own a screen has the institute's") {
  auto content = document({titled(both("Welcome", "Velkommen"))});
  content.institute.languages = {"nb", "en"};
  CHECK(entries(make_programme(content, {"lobby", {}}, zone())) == "0nb 0en");
  content.institute.languages.clear();
  CHECK(entries(make_programme(content, {"lobby", {}}, zone())) == "0en");
}

TEST_CASE("a slide is for the screens that its names and patterns fit") {
  std::vector<Slide> slides(4, news("a"));
  slides[1].screens = {"lobby"};
  slides[2].screens = {"canteen", "lob*"};
  slides[3].screens = {"canteen-?"};
  CHECK(entries(programme(slides, {"lobby", {}})) == "0en 1en 2en");
  CHECK(entries(programme(slides, {"canteen-2", {}})) == "0en 3en");
  CHECK(entries(programme(slides, {"", {}})) == "0en");
}

TEST_CASE("notices are not in the round, but for those of level info") {
  const std::vector<Slide> slides{
      notice(NoticeLevel::info, "", "2026-03-01"),
      notice(NoticeLevel::band, "", "2026-03-01"),
      notice(NoticeLevel::takeover, "", "2026-03-01"),
  };
  CHECK(entries(programme(slides)) == "0en");
}

TEST_CASE("[C01] while the clock is not trusted, what has no date plays and what has one waits") {
  std::vector<Slide> slides(4, news("a"));
  slides[1].until = when("2030-01-01");
  slides[2].days = {std::chrono::Monday};
  slides[3].hours = parse_hours("08:00-16:00");
  slides.push_back(event("2026-12-17T09:00"));
  slides.push_back(call("2026-03-02"));
  slides.push_back(notice(NoticeLevel::takeover, "", "2030-01-01"));
  const auto waiting = make_programme(document(slides), {"lobby", {}}, zone(), ClockTrust::untrusted);
  CHECK(entries(waiting) == "0en");
  for (const auto* boot : {"1970-01-01T00:00:00Z", "2014-01-01T00:00:00Z"}) {
    const auto cue = cue_at(waiting, at(boot));
    REQUIRE(cue);
    CHECK(cue->entry == 0);
    CHECK_FALSE(notices_at(waiting, at(boot)).takeover);
    CHECK(next_change(waiting, at(boot)) == Instant::max());
  }
  CHECK(entries(programme(slides)) == "0en 1en 2en 3en 4en 5en");
}

TEST_CASE("[E07] the newest notice wins, then the document's order, each for its time") {
  const auto notices = programme({
      news("a"),
      notice(NoticeLevel::band, "2026-02-20T10:00", "2026-02-20T14:00"),
      notice(NoticeLevel::band, "2026-02-20T11:00", "2026-02-20T12:00"),
      notice(NoticeLevel::band, "2026-02-20T11:00", "2026-02-20T15:00"),
      notice(NoticeLevel::takeover, "2026-02-20T13:00", "2026-02-20T13:30"),
      notice(NoticeLevel::band, "", "2026-02-20T10:30"),
  });
  struct Row {
    const char* time;
    std::optional<std::size_t> band;
    std::optional<std::size_t> takeover;
    const char* next;
  };
  for (const auto& row : {
           Row{"2026-02-20T09:00", 5, {}, "2026-02-20T10:00"},
           Row{"2026-02-20T10:00", 1, {}, "2026-02-20T11:00"},  // the end of 5 changes nothing
           Row{"2026-02-20T11:30", 2, {}, "2026-02-20T12:00"},
           Row{"2026-02-20T12:00", 3, {}, "2026-02-20T13:00"},
           Row{"2026-02-20T13:00", 3, 4, "2026-02-20T13:30"},
           Row{"2026-02-20T13:30", 3, {}, "2026-02-20T15:00"},
       }) {
    CAPTURE(row.time);
    const auto now = notices_at(notices, at(row.time));
    CHECK(now.band == row.band);
    CHECK(now.takeover == row.takeover);
    CHECK(now.next == at(row.next));
  }
  CHECK(notices_at(notices, at("2026-02-20T15:00")) == NoticesNow{{}, {}, Instant::max()});
}

TEST_CASE("[J19] a notice that names no end is never on") {
  const auto notices =
      programme({notice(NoticeLevel::takeover, "", ""), notice(NoticeLevel::band, "2026-02-20T10:00", "")});
  for (const auto* time : {"1970-01-01", "2026-02-20T12:00", "2030-01-01"}) {
    CHECK(notices_at(notices, at(time)) == NoticesNow{{}, {}, Instant::max()});
  }
}

TEST_CASE("notices are for their screens") {
  Slide slide = notice(NoticeLevel::takeover, "", "2026-03-01");
  slide.screens = {"lobby-*"};
  CHECK(notices_at(programme({slide}, {"lobby-1", {}}), at("2026-02-20")).takeover == 0);
  CHECK_FALSE(notices_at(programme({slide}, {"canteen", {}}), at("2026-02-20")).takeover);
}
