#include "studio/legibility_report.h"

#include "studio/make.h"

#include <doctest/doctest.h>

namespace kiosk {
namespace {

constexpr Size wide{1920, 1080};
constexpr Size upright{1080, 1920};

const Finding long_text{"legible.long_body", Severity::warning, Message::body_long, {{"count", 45}}};
const Finding left_out{"layout.left_out", Severity::warning, Message::left_out, {}};

/// Two slides, "a" in line 3 and "b" in line 7.
EditionPtr two_slides() {
  auto made = std::make_shared<Edition>(*test::edition("test", {test::news("a"), test::news("b")}));
  made->places = {{3, 5, "/slides/0"}, {7, 5, "/slides/1"}};
  return made;
}

View view(std::size_t slide, const char* language, Size screen, std::vector<Finding> findings,
          std::vector<Seen> seen = {}) {
  return {slide, language, screen, {std::move(seen), std::move(findings)}};
}

std::vector<std::string> sentences(const std::vector<View>& views, const char* writer = "en") {
  std::vector<std::string> all;
  for (const auto& problem : problems_of(views, *two_slides(), writer)) all.push_back(problem.message);
  return all;
}

TEST_CASE("what is wrong in all languages on all screens is said once, without where") {
  CHECK(sentences({view(0, "en", wide, {left_out}), view(0, "nb", wide, {left_out}), view(0, "en", upright, {left_out}),
                   view(0, "nb", upright, {left_out})})
            .size() == 1);
  CHECK(sentences({view(0, "en", wide, {long_text})}) ==
        std::vector<std::string>{"Slide “a”: The text has 45 words; at most 40 read well on a screen."});
}

TEST_CASE("what is wrong in some languages or on some screens only says in which and on which") {
  const std::string rest = ": The text has 45 words; at most 40 read well on a screen.";
  const auto only = [&](std::vector<View> views) {
    const auto all = sentences(views);
    REQUIRE(all.size() == 1);
    REQUIRE(all[0].ends_with(rest));
    return all[0].substr(0, all[0].size() - rest.size());
  };
  CHECK(only({view(0, "en", wide, {}), view(0, "nb", wide, {long_text})}) == "Slide “a” (Norwegian Bokmål)");
  CHECK(only({view(0, "en", wide, {}), view(0, "en", upright, {long_text})}) == "Slide “a” (upright screen)");
  CHECK(only({view(0, "en", wide, {long_text}), view(0, "en", upright, {}), view(0, "nb", wide, {}),
              view(0, "nb", upright, {})}) == "Slide “a” (English, wide screen)");
  CHECK(sentences({view(0, "en", wide, {}), view(0, "en", upright, {left_out})}, "nb")[0].starts_with(
      "Lysbildet «a» (stående skjerm): "));
}

TEST_CASE("problems stand at the line of their slide, in the order of the slides") {
  const auto problems =
      problems_of({view(1, "en", wide, {left_out}), view(0, "en", wide, {long_text}), view(0, "nb", wide, {})},
                  *two_slides(), "en");
  REQUIRE(problems.size() == 2);
  CHECK(problems[0].slide == "a");
  CHECK(problems[0].line == 3);
  CHECK(problems[0].column == 5);
  CHECK(problems[0].code == "legible.long_body");
  CHECK(problems[1].slide == "b");
  CHECK(problems[1].line == 7);
}

Seen body_of(double height_mm) {
  Seen seen;
  seen.element = Element::body;
  seen.words = "Some text";
  seen.height_mm = height_mm;
  seen.required_mm = 23.2;
  seen.required_contrast = 4.5;
  seen.contrast = Contrast{15.26, 0.95};
  return seen;
}

Seen code_of(double width_mm) {
  Seen seen;
  seen.element = Element::code;
  seen.height_mm = width_mm;
  seen.required_mm = 100;
  seen.readable_metres = width_mm / 100;
  return seen;
}

TEST_CASE("a record has the numbers of a text, or of a code, and what is wrong with it") {
  const auto json = records_of({view(1, "nb", upright, {}, {body_of(20), code_of(141)})}, *two_slides(), {});
  const auto& records = *json.as<JsonArray>();
  REQUIRE(records.size() == 2);
  CHECK(write_json_line(records[0]) ==
        R"({"slide": "b", "line": 7, "language": "nb", "screen": "1080x1920", "element": "body", "text": "Some text", )"
        R"("height_mm": 20, "required_mm": 23.2, "readable_m": 0, "contrast": 15.3, "required_contrast": 4.5, )"
        R"("qr_distance_m": null, "accessible": false, "severity": "warning", "code": "legible.small"})");
  CHECK(write_json_line(records[1]) ==
        R"({"slide": "b", "line": 7, "language": "nb", "screen": "1080x1920", "element": "code", "text": "", )"
        R"("height_mm": 141, "required_mm": 100, "readable_m": 1.4, "contrast": null, "required_contrast": null, )"
        R"("qr_distance_m": 1.4, "accessible": false, "severity": "none", "code": ""})");
}

TEST_CASE("the table has a row for each of them, in the columns of a terminal") {
  const std::vector<View> views{view(0, "en", wide, {}, {body_of(20), code_of(141)})};
  CHECK(table_of(views, *two_slides(), {}, "en")
            .starts_with("What can be read from 4 m on a screen of 55 inches, 1920 × 1080\n"
                         "\n"
                         "a (English)\n"
                         "  hard to read text        20.0 mm, contrast 15.3:1        Some text\n"
                         "  good         QR code     141.0 mm, scanned from 1.4 m\n"
                         "\n"));
  CHECK(table_of(views, *two_slides(), {{}, 2.5}, "nb").starts_with("Hva som kan leses fra 2,5 m"));
}

}  // namespace
}  // namespace kiosk
