#include "layout/typeset.h"

#include "base/text.h"
#include "layout/fake_measure.h"

#include <doctest/doctest.h>

using namespace kiosk;

namespace {

const test::FakeMeasure measure;
constexpr TextStyle body{Face::regular, 20, 20, 1.4, 10};
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
