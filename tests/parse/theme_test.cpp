#include "parse/theme.h"

#include "base/format.h"
#include "parse/files.h"
#include "parse/problem_text.h"
#include "parse/schema.h"
#include "parse/schema_check.h"

#include <doctest/doctest.h>

namespace kiosk {
namespace {

const std::filesystem::path themes = test::source_dir / "themes";

std::string icr_with(std::string_view old_words, std::string_view new_words) {
  std::string bytes = test::bytes_of(themes / "icr.json");
  const auto at = bytes.find(old_words);
  REQUIRE(at != std::string::npos);
  return bytes.replace(at, old_words.size(), new_words);
}

std::string only_code(const std::string& bytes) {
  const auto reading = read_theme(bytes, "icr");
  REQUIRE(reading.problems.size() == 1);
  CHECK(reading.theme.has_value() == (reading.problems.front().severity == Severity::warning));
  return reading.problems.front().code + ' ' + reading.problems.front().pointer;
}

TEST_CASE("the themes of the repository have no problem, for the reader and for the schema") {
  const test::SchemaCheck schema(theme_schema());
  for (const auto& path : test::json_files(themes)) {
    CAPTURE(path);
    const std::string bytes = test::bytes_of(path);
    const auto reading = read_theme(bytes, path.stem().string());
    CHECK(reading.theme.has_value());
    for (const auto& problem : reading.problems) FAIL_CHECK(to_text(problem, path.filename().string()));
    const auto answer = schema.check(bytes);
    CHECK_MESSAGE(answer.verdict == test::SchemaCheck::Verdict::valid, answer.reasons);
  }
}

TEST_CASE("the theme icr is the one that is built in") {
  auto theme = read_theme(test::bytes_of(themes / "icr.json"), "icr").theme;
  REQUIRE(theme.has_value());
  theme->name = Theme().name;
  CHECK(*theme == Theme());
}

TEST_CASE("text that cannot be read is an error, text that is faint for a lobby a warning") {
  CHECK(only_code(icr_with("#0E1B33", "#50576A")) == "theme.contrast /paper/text");  // 6.5:1
  const auto pale = read_theme(icr_with("\"muted\": \"#5B6475\"", "\"muted\": \"#9AA0AC\""), "icr");
  CHECK_FALSE(pale.theme.has_value());
  CHECK(pale.problems.front().pointer == "/paper/muted");
  CHECK(pale.problems.front().message ==
        "The contrast of #9aa0ac to \"ground\" (#f5f2ec) is 2.3:1; it must be at least 4.5:1.");
  CHECK(only_code(icr_with("\"notice\": \"#B3261E\"", "\"notice\": \"#FF8A80\"")) == "theme.contrast /notice");
  CHECK(only_code(icr_with("#E08AA5", "#202020")) == "theme.contrast /tints/3");
}

TEST_CASE("for a colour that stands out too little, the nearest shade that does is suggested") {
  for (const std::string_view wrong : {"#9AA0AC", "#FFFFFF", "#F5F2EC"}) {
    const auto pale = read_theme(icr_with("\"muted\": \"#5B6475\"", str("\"muted\": \"", wrong, '"')), "icr");
    REQUIRE(pale.problems.size() == 1);
    const std::string& suggestion = pale.problems.front().suggestion;
    REQUIRE(suggestion.starts_with("Try \"#"));
    const auto shade = suggestion.substr(5, 7);
    CHECK(read_theme(icr_with("\"muted\": \"#5B6475\"", str("\"muted\": \"", shade, '"')), "icr").problems.empty());
    CHECK(contrast(*parse_colour(shade), Theme().paper.ground) < 4.8);
  }
  // Between black and white, no colour has 7:1 to this ground.
  const auto grey = read_theme(icr_with("\"ground\": \"#F5F2EC\"", "\"ground\": \"#777777\""), "icr");
  CHECK(grey.problems.front().suggestion == "No shade of it would do: change \"ground\".");
}

TEST_CASE("where the logo stands is told, and its name is that of a file beside the theme") {
  const auto reading = read_theme(icr_with("\"name\"", "\"logo\": \"our mark.png\", \"name\""), "icr");
  REQUIRE(reading.theme.has_value());
  CHECK(reading.theme->logo == "our mark.png");
  CHECK(reading.logo == SourcePlace{3, 11, "/logo"});
  CHECK(only_code(icr_with("\"name\"", "\"logo\": \"../mark.png\", \"name\"")) == "field.format /logo");
  CHECK(only_code(icr_with("\"name\"", "\"fonts\": {\"display\": \"/tmp/a.otf\"}, \"name\"")) ==
        "field.format /fonts/display");
}

TEST_CASE("a colour, a key, a kind and a name that are wrong are told") {
  CHECK(only_code(icr_with("#0B3FB8", "blue")) == "field.format /panel");
  CHECK(only_code(icr_with("#0B3FB8", "#0B3FB880")) == "field.format /panel");
  CHECK(only_code(icr_with("\"notice\": \"#B3261E\",", "")) == "field.missing ");
  CHECK(only_code(icr_with("\"on_night\"", "\"on_nite\"")) == "field.unknown /on_nite");
  CHECK(only_code(icr_with("\"video\"", "\"vidio\"")) == "slide.kind /on_night/2");
  CHECK(only_code(icr_with("\"name\": \"icr\"", "\"name\": \"ous\"")) == "theme.name /name");
}

}  // namespace
}  // namespace kiosk
