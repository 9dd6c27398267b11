#include "app/terminal.h"

#include "support/variables.h"

#include <doctest/doctest.h>

namespace kiosk {
namespace {

using test::Variables;

TEST_CASE("a line is broken between its words where the terminal ends, and goes on indented") {
  CHECK(wrapped("one two three four", 9, 2) == "one two\n  three\n  four");
  CHECK(wrapped("one two three four", 80, 2) == "one two three four");
  CHECK(wrapped("én på årsmøtet", 9, 0) == "én på\nårsmøtet");
}

TEST_CASE("a word that is wider than the terminal stays whole; without a terminal nothing is broken") {
  CHECK(wrapped("a /very/long/file.json b", 8, 2) == "a\n  /very/long/file.json\n  b");
  CHECK(wrapped("one two three four", 0, 4) == "one two three four");
  CHECK(wrapped("one two", 3, 4) == "one two");
  CHECK(wrapped("", 80, 4).empty());
}

TEST_CASE("spaces within a line stay as they are") {
  CHECK(wrapped("two  spaces", 80, 4) == "two  spaces");
}

TEST_CASE("who reads a report is asked as POSIX has it") {
  const auto language = [](const char* all, const char* messages, const char* lang) {
    const Variables variables({{"LC_ALL", all}, {"LC_MESSAGES", messages}, {"LANG", lang}});
    return language_of_terminal();
  };
  CHECK(language("", "", "nb_NO.UTF-8") == "nb");
  CHECK(language("", "nn_NO", "nb_NO.UTF-8") == "nn");
  CHECK(language("en_GB.UTF-8", "nn_NO", "nb_NO.UTF-8") == "en");
  CHECK(language("C.UTF-8", "", "nb_NO.UTF-8") == "en");
  CHECK(language("", "", "") == "en");
}

}  // namespace
}  // namespace kiosk
