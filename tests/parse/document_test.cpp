#include "parse/document.h"

#include "base/format.h"
#include "base/text.h"
#include "parse/files.h"
#include "parse/problem_text.h"

#include <doctest/doctest.h>

namespace kiosk {
namespace {

/// A document of these slides, in one line.
std::string document_of(std::string_view slides) {
  return str(R"({"version": 1, "institute": {"name": "Test", "time_zone": "UTC"}, "slides": [)", slides, "]}");
}

std::string news(std::string_view id, std::string_view more = "") {
  return str(R"({"kind": "news", "id": ")", id, R"(", "title": "T")", more, "}");
}

std::vector<std::string> ids_of(const DocumentReading& reading) {
  std::vector<std::string> ids;
  if (reading.document) {
    for (const auto& slide : reading.document->slides) ids.push_back(slide.id);
  }
  return ids;
}

/// The only problem of a document with one good slide and this one.
Problem only_problem(const std::string& slide) {
  const auto reading = read_document(document_of(news("good") + ", " + slide));
  REQUIRE(reading.problems.size() == 1);
  return reading.problems.front();
}

TEST_CASE("every field of every kind arrives where it belongs") {
  const auto reading = read_document(test::bytes_of(test::corpus_dir / "good" / "every-field.json"));
  REQUIRE(reading.document.has_value());
  const auto& [institute, slides, revision, expires] = *reading.document;
  CHECK(institute.name.in("nb") == "Prøve");
  CHECK(institute.time_zone == "America/Argentina/Buenos_Aires");
  CHECK(institute.languages == std::vector<Language>{"en", "nb"});
  CHECK(institute.theme == "icr");
  CHECK(institute.logo->src == "logo.png");
  CHECK(revision == most_revision);
  CHECK(to_string(*expires) == "2026-12-31");
  REQUIRE(slides.size() == std::variant_size_v<Content>);
  for (std::size_t i = 0; i < slides.size(); ++i) {
    CHECK(slides[i].content.index() == i);
    CHECK(slides[i].id == kind_of(slides[i]));
  }

  const Slide& first = slides.front();
  CHECK(first.kicker.in("en") == "K");
  CHECK(first.seconds == 10.5);
  CHECK(to_string(*first.until) == "2026-12-31T23:59:59");
  CHECK(first.days == std::vector{std::chrono::Monday, std::chrono::Sunday});
  CHECK(first.hours == parse_hours("22:00-02:00"));
  CHECK(first.screens == std::vector<std::string>{"lobby-*", "h?ll"});
  CHECK(first.weight == 10);
  CHECK(first.theme == "icr-night");
  const auto& welcome = std::get<InstituteSlide>(first.content);
  CHECK(welcome.since == 1954);
  CHECK(welcome.head->portrait->src == "a.jpg");
  CHECK(welcome.facts.front().unit.in("en") == "%");
  CHECK(welcome.picture->src == "../media/å b.jpg");
  CHECK(welcome.picture->focus == Focus{0, 1});
  CHECK(welcome.picture->bytes == 1U);
  CHECK(welcome.picture->sha256.substr(0, 4) == "abab");  // small letters, to be compared with
  CHECK(std::get<AwardWinnerSlide>(slides[2].content).people.size() == 4);
  CHECK(std::get<AwardCallSlide>(slides[3].content).awards.front().sum == Sum{0.5, "EUR"});
  CHECK(std::get<EventSlide>(slides[4].content).status == EventStatus::cancelled);
  CHECK(std::get<PictureSlide>(slides[9].content).fit == Fit::cover);
  CHECK(std::get<NoticeSlide>(slides[11].content).level == NoticeLevel::takeover);
}

TEST_CASE("a bad slide is left out with its problems, the others play") {
  const auto reading = read_document(
      document_of(news("a") + R"(, {"kind": "event", "id": "b", "title": "T"}, )" + news("c") + ", 7, " + news("d")));
  CHECK(ids_of(reading) == std::vector<std::string>{"a", "c", "d"});
  REQUIRE(reading.problems.size() == 2);
  CHECK(reading.problems[0].slide == "b");
  CHECK(reading.problems[0].pointer == "/slides/1");
  CHECK(reading.problems[1].slide.empty());
}

TEST_CASE("one slide can have several problems, told in the order of the text") {
  const auto reading = read_document(document_of(
      news("a", R"(, "seconds": "10", "hourz": "08:00-16:00", "picture": {"src": "a.jpg", "focus": [2, 2]})")));
  REQUIRE(reading.problems.size() == 3);
  CHECK(reading.problems[0].pointer == "/slides/0/seconds");
  CHECK(reading.problems[1].pointer == "/slides/0/hourz");
  CHECK(reading.problems[1].severity == Severity::warning);
  CHECK(reading.problems[1].suggestion == "Did you mean \"hours\"?");
  CHECK(reading.problems[2].pointer == "/slides/0/picture/focus");
}

TEST_CASE("[J10] an unknown key only warns, an unknown kind leaves out its slide, a newer version the document") {
  CHECK(ids_of(read_document(document_of(news("a", R"(, "x": {"deep": [1]})")))) == std::vector<std::string>{"a"});
  const auto unknown = only_problem(R"({"kind": "awardwinner", "id": "b"})");
  CHECK(unknown.code == "slide.kind");
  CHECK(unknown.suggestion == "Did you mean \"award_winner\"?");
  const auto newer = read_document(R"({"version": 2, "institution": {}, "pages": []})");
  CHECK_FALSE(newer.document.has_value());
  REQUIRE(newer.problems.size() == 1);
  CHECK(newer.problems.front().code == "document.version");
}

TEST_CASE("[J01] what is no document at all is refused") {
  for (const std::string_view bytes : {"", " ", "\n\t", "null", "[]", "\"x\"", "7", "true", "{}", "\xef\xbb\xbf"}) {
    CAPTURE(bytes);
    const auto reading = read_document(bytes);
    CHECK_FALSE(reading.document.has_value());
    CHECK(has_errors(reading.problems));
  }
}

TEST_CASE("a document of which no slide can be shown is refused; one that has none is not") {
  CHECK_FALSE(read_document(document_of(R"({"kind": "news", "id": "a"})")).document.has_value());
  const auto none = read_document(document_of(""));
  REQUIRE(none.document.has_value());
  CHECK(none.document->slides.empty());
}

TEST_CASE("[J13] 10 000 slides play, one more is refused; a title of a megabyte leaves out its slide") {
  std::string slides;
  for (std::size_t i = 0; i < most_slides; ++i) slides += (i > 0 ? "," : "") + news("s" + std::to_string(i));
  CHECK(ids_of(read_document(document_of(slides))).size() == most_slides);
  const auto more = read_document(document_of(slides + ',' + news("last")));
  CHECK_FALSE(more.document.has_value());
  CHECK(more.problems.front().code == "field.count");
  const auto title = R"({"kind": "news", "id": "b", "title": ")" + std::string(1'000'000, 'x') + "\"}";
  CHECK(only_problem(title).code == "field.length");
  const auto address = news("b", R"(, "url": "https://example.org/)" + std::string(1'000'000, 'x') + '"');
  CHECK(only_problem(address).code == "field.length");
}

TEST_CASE("an address may have 2048 characters") {
  const std::string address = "https://example.org/" + std::string(2048 - 20, 'x');
  const auto reading = read_document(document_of(news("a", str(R"(, "url": ")", address, '"'))));
  REQUIRE(reading.document.has_value());
  CHECK(reading.document->slides.front().url == address);
}

TEST_CASE("[J13] a report on a large hostile document stays small") {
  std::string keys;
  for (int i = 0; i < 100'000; ++i) keys += str(", \"key", i, "\": 0");
  const auto reading = read_document(document_of(news("a", keys)));
  CHECK(ids_of(reading).size() == 1);
  CHECK(reading.problems.size() <= 501);
}

TEST_CASE("[J14] of two slides with one id the second is left out") {
  const auto reading = read_document(document_of(news("a") + ", " + news("b") + ", " + news("a")));
  CHECK(ids_of(reading) == std::vector<std::string>{"a", "b"});
  CHECK(reading.problems.front().pointer == "/slides/2/id");
}

TEST_CASE("[J15] an id or a theme is a name, never a path") {
  for (const std::string_view name : {"../../etc/x", "a/b", ".", "..", "a.b", "A", "å", "a\\u0000b", " a", "a\\n"}) {
    CAPTURE(name);
    CHECK(has_errors(read_document(document_of(news(name))).problems));
    CHECK(has_errors(read_document(document_of(news("a", str(R"(, "theme": ")", name, '"')))).problems));
  }
  CHECK_FALSE(has_errors(read_document(document_of(news("con"))).problems));
  CHECK(has_errors(read_document(document_of(news(std::string(300, 'a')))).problems));
}

TEST_CASE("[J17] characters that hide or turn a text are refused, scripts and emoji are not") {
  for (const std::string_view bad :
       {"\\u0000", "\\u0007", "\\u007f", "\\u0085", "\\u202a", "\\u202e", "\\u2066", "\\u2069"}) {
    CAPTURE(bad);
    CHECK(only_problem(news("b", str(R"(, "lead": "x)", bad, "y\""))).code == "field.character");
  }
  const auto scripts = read_document(test::bytes_of(test::corpus_dir / "good" / "scripts.json"));
  REQUIRE(scripts.document.has_value());
  CHECK(std::get<NewsSlide>(scripts.document->slides.front().content).title.in("en").find("👩\u200d🔬") !=
        std::string::npos);
}

TEST_CASE("[J18] line breaks become spaces, and printf's signs stay what they are") {
  const auto reading = read_document(document_of(R"({"kind": "news", "id": "a", "title": " %s%n\r\nb\tc\u2028 "})"));
  REQUIRE(reading.document.has_value());
  CHECK(std::get<NewsSlide>(reading.document->slides.front().content).title.in("en") == "%s%n  b c");
}

TEST_CASE("[J19] an end before its beginning is an error where it is so in every time zone") {
  const auto event = [](std::string_view start, std::string_view end) {
    return has_errors(read_document(document_of(str(R"({"kind": "event", "id": "a", "title": "T", "start": ")", start,
                                                    R"(", "end": ")", end, "\"}")))
                          .problems);
  };
  CHECK(event("2026-03-02T12:00", "2026-03-02T11:59"));
  CHECK_FALSE(event("2026-03-02T12:00", "2026-03-02T12:00"));
  CHECK_FALSE(event("2026-03-02T12:00", "2026-03-02"));
  CHECK(event("2026-03-02", "2026-03-01"));
  CHECK(event("2026-03-02T12:00+01:00", "2026-03-02T11:59+01:00"));
  CHECK_FALSE(event("2026-03-02T12:00+02:00", "2026-03-02T11:00+01:00"));
  CHECK(event("2026-03-02T12:00Z", "2026-03-02T12:30+01:00"));
  CHECK_FALSE(event("2026-03-02T12:00Z", "2026-03-02T11:00"));
  CHECK(event("2026-03-02T12:00Z", "2026-03-01T11:00"));
  CHECK_FALSE(event("2038-01-19T03:14:08Z", "9999-12-31T23:59:59Z"));
}

TEST_CASE("of each language only what is filled is kept") {
  const auto reading =
      read_document(document_of(R"({"kind": "news", "id": "a", "title": {"en": "T", "nb": " "}, "lead": ""})"));
  REQUIRE(reading.document.has_value());
  const auto& news_slide = std::get<NewsSlide>(reading.document->slides.front().content);
  CHECK(news_slide.title.by_language().size() == 1);
  CHECK(news_slide.lead.empty());
}

TEST_CASE("[J18] a problem is one line, whatever the document put into it") {
  const auto reading = read_document(document_of(news("a", R"(, "x\n\u001b[31m\u202e": 1)")));
  REQUIRE(reading.problems.size() == 1);
  const std::string line = to_text(reading.problems.front(), "content.json");
  CHECK(line.starts_with("content.json:1:"));
  for (const char32_t c : code_points(line)) CHECK(c >= 0x20);
  CHECK(line.find("\u202e") == std::string::npos);
}

TEST_CASE("a problem as a line has its place, pointer, message, suggestion and code") {
  const Problem problem{Severity::error, "field.x", 12, 7, "/slides/2/a", "Something is wrong.", "Mend it.", "a"};
  CHECK(to_text(problem, "c.json") == "c.json:12:7: error: /slides/2/a: Something is wrong. Mend it. [field.x]");
  CHECK(to_text({Severity::warning, "x", 0, 0, "", "Hm.", "", ""}, "c.json") == "c.json: warning: Hm. [x]");
}

TEST_CASE("the reading says where each slide that is left begins, and how many were written") {
  const std::string bytes =
      R"({"version": 1, "institute": {"name": "Institute", "time_zone": "Europe/Oslo"}, "slides": [
    {"kind": "news", "id": "first", "title": "First"},
    {"kind": "news", "id": "untitled"}, {"kind": "news", "id": "third", "title": "Third"}
  ]})";
  const auto reading = read_document(bytes);
  CHECK(ids_of(reading) == std::vector<std::string>{"first", "third"});
  CHECK(reading.places == std::vector<SourcePlace>{{2, 5, "/slides/0"}, {3, 41, "/slides/2"}});
  CHECK(reading.written == 3);
}

}  // namespace
}  // namespace kiosk
