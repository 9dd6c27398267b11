#include "layout/typeset.h"

#include "base/text.h"
#include "layout/fake_measure.h"

#include <doctest/doctest.h>

using namespace kiosk;

namespace {

const test::FakeMeasure measure;
constexpr TextStyle body{Face::regular, 20, 20, 1.4, 10};
constexpr TextStyle running{Face::regular, 20, 20, 1.4, 10, false, 0, true};
constexpr TextStyle headline{Face::display, 40, 24, 1.08, 3, true};

}  // namespace

TEST_CASE("a line holds as many words as fit, and no more") {
  const auto set = typeset(measure, "aaaa bbbb cccc dddd eeee", body, 95, "en");  // 9 letters a line
  REQUIRE(set.lines.size() == 3);
  CHECK(set.lines[0].text == "aaaa bbbb");
  CHECK(set.lines[1].text == "cccc dddd");
  CHECK(set.lines[0].width == 90);
  CHECK_FALSE(set.cut);
}

TEST_CASE("a last line of one word takes a companion where as many lines hold it") {
  const auto set = typeset(measure, "one two three four fives six", body, 240, "en");
  REQUIRE(set.lines.size() == 2);
  CHECK(count_words(set.lines.back().text) >= 2);
}

TEST_CASE("the lines of a headline are about equally long") {
  const auto set =
      typeset(measure, "Oslo leads Norway in a joint action on personalised medicine", headline, 900, "en");
  REQUIRE(set.lines.size() == 2);
  CHECK(std::abs(set.lines[0].width - set.lines[1].width) < 160);
}

TEST_CASE("a headline shrinks until its longest word fits, and is never broken inside a word") {
  const auto set = typeset(measure, "forskningsadministrasjonen", headline, 400, "nb");
  REQUIRE(set.lines.size() == 1);
  CHECK(set.lines[0].text == "forskningsadministrasjonen");
  CHECK(set.size < 40);
  CHECK(set.width() <= 400);
  CHECK_FALSE(set.cut);
}

TEST_CASE("what does not fit at the least size ends in an ellipsis and says so") {
  std::string words;
  for (int i = 0; i < 60; ++i) words += "words ";
  const auto set = typeset(measure, words, headline, 300, "en");
  CHECK(set.size == 24);
  CHECK(set.cut);
  REQUIRE(set.lines.size() == 3);
  CHECK(set.lines.back().text.ends_with("…"));
  CHECK(set.width() <= 300);
}

TEST_CASE("a word that is too long at any size is cut, not left sticking out") {
  const auto set = typeset(measure, std::string(80, 'x'), headline, 200, "en");
  CHECK(set.cut);
  CHECK(set.width() <= 200);
}

TEST_CASE("an empty text takes no room") {
  CHECK(typeset(measure, "  \n ", body, 100, "en").empty());
  CHECK(typeset(measure, "", body, 100, "en").height() == 0);
}

TEST_CASE("tracking stands between letters, not behind the last one") {
  CHECK(tracked_width(measure, "abc", Face::semibold, 20, 2) == 30 + 4);
  CHECK(tracked_width(measure, "", Face::semibold, 20, 2) == 0);
}

namespace {

/// One below the other.
std::string lines_of(const Paragraph& paragraph) {
  std::string lines;
  for (const auto& line : paragraph.lines) lines += line.text + "\n";
  return lines;
}

std::string set_lines(std::string_view text, const TextStyle& style, float width, const Language& language = "nb") {
  return lines_of(typeset(measure, text, style, width, language));
}

}  // namespace

TEST_CASE("a compound of running text breaks at a joint") {
  CHECK(set_lines("hos forskningsadministrasjonen ved huset", running, 260) ==
        "hos forsknings-\nadministrasjonen ved huset\n");
  CHECK(set_lines("hos forskningsadministrasjonen ved huset", running, 210) ==
        "hos forsknings-\nadministrasjonen\nved huset\n");
}

TEST_CASE("names and headlines are never hyphenated") {
  TextStyle style = running;
  style.hyphens = false;
  CHECK(set_lines("hos forskningsadministrasjonen ved huset", style, 260) ==
        "hos\nforskningsadministrasjonen\nved huset\n");
}

TEST_CASE("a line that is long enough as it is needs no hyphen") {
  CHECK(set_lines("alle er her nå hos forskningsadministrasjonen ved huset", running, 260) ==
        "alle er her nå hos\nforskningsadministrasjonen\nved huset\n");
}

TEST_CASE("the last word of a paragraph stays whole") {
  CHECK(set_lines("hos forskningsadministrasjonen", running, 280) == "hos\nforskningsadministrasjonen\n");
}

TEST_CASE("a word that is wider than the measure is parted wherever it stands") {
  CHECK(set_lines("forskningsadministrasjonen", running, 180) == "forsknings-\nadministrasjonen\n");
  const auto set = typeset(measure, "forskningsadministrasjonen", running, 110, "nb");
  CHECK(set.lines.size() > 2);
  CHECK(set.width() <= 110);
  CHECK_FALSE(set.cut);
}

TEST_CASE("no more than two lines below each other end in a hyphen") {
  std::string text;
  for (int i = 0; i < 12; ++i) text += "hos forskningsadministrasjonen ";
  for (float width = 260; width < 700; width += 7) {
    int below = 0;
    const auto set = typeset(measure, text, running, width, "nb");
    for (const auto& line : set.lines) {
      CHECK(line.hyphenated == line.text.ends_with('-'));
      CHECK(line.width == measure.width(line.text, Face::regular, 20));
      CHECK(line.width <= width);
      below = line.hyphenated ? below + 1 : 0;
      CHECK(below <= 2);
    }
    CHECK_FALSE(set.lines.back().hyphenated);
  }
}

TEST_CASE("a soft hyphen is seen where a line ends at it, and nowhere else") {
  const std::string text = "hos tumor\u00adbiologene ved huset";
  CHECK(set_lines(text, running, 400) == "hos tumorbiologene ved huset\n");
  CHECK(set_lines(text, running, 160) == "hos tumor-\nbiologene\nved huset\n");
  CHECK(set_lines(text, body, 160) == "hos\ntumorbiologene\nved huset\n");
  CHECK(set_lines("hos Sten\u00adstadvoldsen ved huset", running, 160) == "hos Sten-\nstadvoldsen\nved huset\n");
}

TEST_CASE("a soft hyphen at either end of the text, or where a line may end anyway, is nothing") {
  for (const auto& style : {running, body, headline}) {
    for (const float width : {20.F, 60.F, 160.F, 400.F}) {
      const auto plain = set_lines("hos husets folk", style, width);
      for (const std::string text :
           {"hos husets folk\u00ad", "\u00adhos husets folk", "hos \u00adhusets folk\u00ad\u00ad"})
        CHECK(set_lines(text, style, width) == plain);
    }
  }
  CHECK(set_lines("\u00ad", running, 160).empty());
}

TEST_CASE("a headline that would be cut breaks at a soft hyphen, and at none while it fits") {
  const std::string text = "Minoritetshelsetjeneste\u00adforskningskoordinatorer til\u00adsettes";
  CHECK(set_lines(text, headline, 600) == "Minoritetshelsetjenesteforskningskoordinatorer\ntilsettes\n");
  CHECK(set_lines(text, headline, 400) == "Minoritetshelsetjeneste-\nforskningskoordinatorer\ntilsettes\n");
  CHECK(typeset(measure, text, headline, 200, "nb").cut > 0);
}

TEST_CASE("what is cut ends in an ellipsis without a hyphen") {
  TextStyle style = running;
  style.max_lines = 1;
  const auto set = typeset(measure, "hos forskningsadministrasjonen ved huset", style, 200, "nb");
  REQUIRE(set.lines.size() == 1);
  CHECK(set.lines[0].text.ends_with("…"));
  CHECK(set.lines[0].text.find('-') == std::string::npos);
  CHECK(set.width() <= 200);
  CHECK(set.cut > 10);
}
