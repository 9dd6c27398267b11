#include "app/report.h"

#include "parse/findings.h"
#include "parse/json.h"
#include "studio/make.h"

#include <chrono>
#include <doctest/doctest.h>

namespace kiosk {
namespace {

using namespace std::chrono_literals;
using test::edition;
using test::news;

constexpr Instant noon = std::chrono::sys_days{2026y / 2 / 20} + 12h;

Report report() {
  Report report;
  report.screen = "lobby";
  report.content_source = "https://example.org/content.json";
  report.started = noon - 90min;
  report.now = noon + 2s;
  report.edition = edition(std::string(64, 'a'), {news("first"), news("second")});
  report.look = {report.edition, 1, "nb", noon, noon + 10s, {1, 2}, {}, false};
  report.last_contact = noon - 20s;
  report.next_try = noon + 10s;
  return report;
}

Json parsed(const std::string& text) {
  Findings findings(text);
  auto json = read_json(text, findings);
  REQUIRE(json);
  return std::move(*json);
}

const Json& member(const Json& json, std::string_view key) {
  const auto* found = json.member(key);
  REQUIRE_MESSAGE(found != nullptr, key);
  return found->value;
}
std::string text_of(const Json& json, std::string_view key) {
  const auto* text = member(json, key).as<std::string>();
  REQUIRE_MESSAGE(text != nullptr, key);
  return *text;
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("status.json says what is on, since when and until when, and what was heard of the endpoint") {
  const Json status = parsed(to_json(report()));
  CHECK(*member(status, "version").as<double>() == 1);
  CHECK(text_of(status, "screen") == "lobby");
  CHECK(text_of(status, "generation") == std::string(64, 'a'));
  const Json& slide = member(status, "slide");
  CHECK(text_of(slide, "id") == "second");
  CHECK(text_of(slide, "kind") == "news");
  CHECK(text_of(slide, "language") == "nb");
  CHECK(text_of(slide, "since") == "2026-02-20T12:00:00Z");
  CHECK(text_of(slide, "until") == "2026-02-20T12:00:10Z");
  CHECK(*member(slide, "position").as<double>() == 2);
  CHECK(*member(slide, "count").as<double>() == 2);
  const Json& update = member(status, "update");
  CHECK(text_of(update, "last_contact") == "2026-02-20T11:59:40Z");
  CHECK(text_of(update, "code").empty());
}

TEST_CASE("what has not happened yet is null, not some time") {
  Report fresh = report();
  fresh.last_contact.reset();
  fresh.next_try.reset();
  const Json status = parsed(to_json(fresh));
  CHECK(member(member(status, "update"), "last_contact").as<std::monostate>() != nullptr);
  CHECK(member(member(status, "update"), "next_try").as<std::monostate>() != nullptr);
  const auto text = describe_status(to_json(fresh), true);
  REQUIRE(text);
  CHECK(has(*text, "none since the start"));
}

TEST_CASE("kiosk status tells a person the same") {
  const auto text = describe_status(to_json(report()), true);
  REQUIRE(text);
  for (const auto* part : {"lobby", "second (news, nb), 2 of 2, until 2026-02-20T12:00:10Z", "aaaaaaaaaaaa, 2 slides",
                           "https://example.org/content.json", "2026-02-20T11:59:40Z"})
    CHECK_MESSAGE(has(*text, part), part, " in\n", *text);
  CHECK_FALSE(has(*text, "failed"));
  CHECK_FALSE(has(*text, "problem"));
}

TEST_CASE("kiosk status tells of an update that failed, and of slides that were left out") {
  Report bad = report();
  bad.last_error = {"sync.http_status", "https://example.org/content.json answered 500"};
  bad.failures = 3;
  auto edition = *bad.edition;
  edition.problems.push_back(
      {Severity::error, "slide.kind", 12, 5, "/slides/2/kind", "There is no kind \"sport\".", "", "game"});
  bad.edition = std::make_shared<const Edition>(std::move(edition));
  const auto text = describe_status(to_json(bad), true);
  REQUIRE(text);
  CHECK(has(*text, "sync.http_status: https://example.org/content.json answered 500"));
  CHECK(has(*text, "failed 3 times, next try 2026-02-20T12:00:10Z"));
  CHECK(has(*text, "error in line 12: There is no kind \"sport\". [slide.kind]"));
}

TEST_CASE("a status for the desk lists no more problems than it has room for, and says so") {
  Report many = report();
  auto edition = *many.edition;
  for (int i = 0; i < 500; ++i) {
    edition.problems.push_back(
        {Severity::error, "slide.kind", i + 1, 5, "/slides", "There is no kind \"sport\".", std::string(200, 'x'), ""});
  }
  many.edition = std::make_shared<const Edition>(std::move(edition));
  constexpr std::size_t most = 64 << 10;
  CHECK(to_json(many).size() > most);
  const auto text = to_json(many, most);
  CHECK(text.size() <= most);
  const Json status = parsed(text);
  const auto& problems = *member(status, "problems").as<JsonArray>();
  REQUIRE(problems.size() > 10);
  CHECK(text_of(problems.back(), "code") == "problems.more");
  CHECK(text_of(problems.back(), "message") ==
        "There are " + std::to_string(501 - problems.size()) + " problems more, which are not listed.");
  CHECK(text_of(status, "screen") == "lobby");
}

TEST_CASE("kiosk status tells whether the desk was told") {
  Report told = report();
  CHECK(member(parsed(to_json(told)), "report").as<std::monostate>() != nullptr);
  CHECK_FALSE(has(describe_status(to_json(told), true).value(), "\nreport"));
  told.told = Told{};
  CHECK(has(describe_status(to_json(told), true).value(), "\nreport      none has arrived since the start\n"));
  told.told->last = noon;
  told.told->error = {"report.refused", "https://desk.example.org/report answered 401"};
  const auto text = describe_status(to_json(told), true).value();
  CHECK(has(text, "\nreport      arrived at 2026-02-20T12:00:00Z\n            report.refused: https://desk"));
}

TEST_CASE("news for the desk is what somebody might act on, not what changes with every slide") {
  const auto plain = news_of(report());
  Report later = report();
  later.look.slide = 0;
  later.now += 30s;
  later.last_contact = later.now;
  later.memory_bytes = 1;
  later.late_frames = 7;
  CHECK(news_of(later) == plain);

  std::vector<Report> news(6, report());
  news[0].edition = edition("another", {test::news("first")});
  news[1].look.takeover = true;
  news[2].clock = ClockTrust::untrusted;
  news[3].expired = true;
  news[4].last_error = {"net.unreachable", "nobody there"};
  news[5].unkept = {"store.full", "no room"};
  for (const auto& report : news) CHECK(news_of(report) != plain);
  Report worse = news[4];
  worse.failures = 3;
  CHECK(news_of(worse) != news_of(news[4]));
}

TEST_CASE("[J18] whatever the network puts into a message, a line stays one line, and the terminal does nothing") {
  Report hostile = report();
  const std::string message = "evil\x1b[2J\x07\nscreen      forged\r\x7f\"\\ \u00e5";
  hostile.content_source = message;
  hostile.last_error = {"sync.http_status", message};
  auto edition = *hostile.edition;
  edition.problems.push_back({Severity::error, "slide.kind", 1, 1, "", message, "", ""});
  hostile.edition = std::make_shared<const Edition>(std::move(edition));

  const auto json = to_json(hostile);
  CHECK(text_of(member(parsed(json), "update"), "message") == message);
  const auto text = describe_status(json, true);
  REQUIRE(text);
  CHECK(std::ranges::none_of(*text, [](char c) { return (c >= 0 && c < 0x20 && c != '\n') || c == 0x7f; }));
  CHECK_FALSE(has(*text, "\nscreen      forged"));
  CHECK(has(*text, "\u00e5"));
}

TEST_CASE("a start is counted on from the status before, and an end that was not meant is a crash") {
  Report before = report();
  before.starts = {7, 2};
  before.ended = true;
  const auto after_end = starts_after(to_json(before));
  CHECK(after_end.all == 8);
  CHECK(after_end.after_crash == 2);
  before.ended = false;
  const auto after_crash = starts_after(to_json(before));
  CHECK(after_crash.all == 8);
  CHECK(after_crash.after_crash == 3);
}

TEST_CASE("the first start, and one whose status was lost, is the first") {
  for (const auto* text : {"", "{", "[]", R"({"starts": -3, "starts_after_crash": "x"})"}) {
    CAPTURE(text);
    CHECK(starts_after(text).all == 1);
    CHECK(starts_after(text).after_crash == 0);
  }
}

TEST_CASE("metrics.prom has each figure with its help and type, and times to the second") {
  Report figures = report();
  figures.starts = {4, 1};
  figures.late_frames = 3;
  figures.memory_bytes = 70'000'000;
  const auto text = to_metrics(figures);
  for (const auto* line :
       {"# TYPE kiosk_memory_bytes gauge\nkiosk_memory_bytes 70000000\n",
        "# TYPE kiosk_frames_late_total counter\nkiosk_frames_late_total 3\n", "kiosk_starts_total 4\n",
        "kiosk_crashes_total 1\n", "kiosk_slides 2\n", "kiosk_last_contact_timestamp_seconds 1771588780\n",
        "kiosk_written_timestamp_seconds 1771588802\n", "kiosk_slide{id=\"second\",language=\"nb\"} 1\n"})
    CHECK_MESSAGE(has(text, line), line, " in\n", text);
}

TEST_CASE("[J18] a name with quotes, backslashes and line feeds stays one label") {
  Report hostile = report();
  hostile.screen = "a\"b\\c\nkiosk_forged 1";
  const auto text = to_metrics(hostile);
  CHECK(has(text, R"(screen="a\"b\\c kiosk_forged 1")"));
  CHECK_FALSE(has(text, "\nkiosk_forged"));
}

TEST_CASE("what is no status is said to be none") {
  for (const auto* text : {"", "[]", "null", "{}", "{\"screen\": 7}", "{\"screen\": \"lobby\"", "\x7f\x45LF"}) {
    const auto described = describe_status(text, true);
    REQUIRE_FALSE(described);
    CHECK(described.error().code == "status.unreadable");
  }
}

TEST_CASE("a status of a version to come, with half of it missing, is told as far as it goes") {
  const auto text =
      describe_status(R"({"version": 9, "screen": "lobby", "slide": [], "update": 7, "problems": {}})", true);
  REQUIRE(text);
  CHECK(has(*text, "screen      lobby"));
}

}  // namespace
}  // namespace kiosk
