#include "locale/bidi.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <random>

using namespace kiosk;

namespace {

/// Hebrew and Arabic words by the letters that they are read with.
const std::string ivrit = "\u05e2\u05d1\u05e8\u05d9\u05ea";
const std::string salam = "\u0633\u0644\u0627\u0645";
const std::string ali = "\u0639\u0644\u064a";

/// The stretches from left to right, those that run from right to left in brackets.
std::string order(std::string_view line, bool rtl = false) {
  std::string order;
  for (const auto& stretch : visual_order(line, rtl)) {
    order += stretch.rtl ? "[" + std::string(stretch.text) + "]" : "|" + std::string(stretch.text) + "|";
  }
  return order;
}

}  // namespace

TEST_CASE("a paragraph runs as its first letter does") {
  CHECK_FALSE(runs_rtl("Ali " + salam));
  CHECK(runs_rtl(salam + " Ali"));
  CHECK(runs_rtl("12. (" + ivrit + ") Ali"));
  CHECK_FALSE(runs_rtl("12 – 13"));
  CHECK_FALSE(runs_rtl(""));
  CHECK(has_rtl("Ali " + salam));
  CHECK_FALSE(has_rtl("Ali 12 æøå 李"));
}

TEST_CASE("a name that runs the other way stands where it belongs in the line") {
  CHECK(order("Professor " + ali + " in Oslo") == "|Professor |[" + ali + "]| in Oslo|");
  CHECK(order(ali + " leads") == "[" + ali + "]| leads|");
  CHECK(order(salam + " Oslo " + ali, true) == "[ " + ali + "]|Oslo|[" + salam + " ]");
  CHECK(order("plain") == "|plain|");
  CHECK(order("").empty());
}

TEST_CASE("numbers run from left to right, also among words that do not") {
  CHECK(order(salam + " 2026", true) == "|2026|[" + salam + " ]");
  CHECK(order("see " + salam + " 12 " + ali + " now") == "|see |[ " + ali + "]|12|[" + salam + " ]| now|");
}

TEST_CASE("brackets go with what they hold") {
  CHECK(order("Ali (" + ali + ") in Oslo") == "|Ali (|[" + ali + "]|) in Oslo|");
  CHECK(order(salam + " (Oslo) " + ali, true) == "[) " + ali + "]|Oslo|[" + salam + " (]");
  CHECK(order("a " + salam + " (" + ali + ") b") == "|a |[" + salam + " (" + ali + ")]| b|");
}

TEST_CASE("each stretch has one script, and what scripts share goes with the letter before it") {
  const auto scripts = [](std::string_view line) {
    std::string found;
    for (const auto& stretch : visual_order(line, false)) found += stretch.script + " ";
    return found;
  };
  CHECK(scripts("Oslo, 2026") == "Latn ");
  CHECK(scripts("12:00") == "Zyyy ");
  CHECK(scripts("Oslo Αθήνα Москва 李") == "Latn Grek Cyrl Hani ");
  CHECK(scripts("\u2026" + ivrit) == "Zyyy Hebr ");
  CHECK(scripts(ivrit + " " + salam) == "Arab Hebr ");
  CHECK(visual_order(ivrit + " " + salam, false).front().text == salam);
}

TEST_CASE("scripts have names") {
  CHECK(script_name("Arab") == "Arabic");
  CHECK(script_name("Cans") == "CanadianAboriginal");
  CHECK(script_name("Zyyy") == "Common");
  CHECK(script_name("nothing") == "");
}

TEST_CASE("languages that are written from right to left") {
  CHECK(is_rtl_language("ar"));
  CHECK(is_rtl_language("he"));
  CHECK_FALSE(is_rtl_language("nb"));
  CHECK_FALSE(is_rtl_language(""));
}

TEST_CASE("malformed text keeps its bytes") {
  const std::string text = "a\xff" + ivrit + "\xc3";
  std::size_t bytes = 0;
  for (const auto& stretch : visual_order(text, false)) bytes += stretch.text.size();
  CHECK(bytes == text.size());
}

TEST_CASE("a line by itself is ordered as in its paragraph") {
  const std::string text = "see " + salam + " 12 " + ali + " now";
  // Broken before the number: it still belongs to the words that run from right to left.
  const auto at = text.find("12");
  CHECK(order(text.substr(at)).starts_with("|12 |"));
  const auto line = line_of(text, at, text.size());
  CHECK(visual_order(line, false).front().text.find(ali) != std::string_view::npos);
  CHECK(line_of("plain words", 0, 5) == "plain\u200e");
}

TEST_CASE("whatever the words, all of a line stands somewhere, once") {
  const std::vector<std::string> words{"Oslo", ivrit, salam, "12", "(", ")", " ", " ", ",", "–", "٣", "😀", "%", "李"};
  std::mt19937 random(7);
  for (int i = 0; i < 2000; ++i) {
    std::string line;
    for (int k = 0; k < 12; ++k) line += words[random() % words.size()];
    auto stretches = visual_order(line, random() % 2 == 0);
    std::ranges::sort(stretches, {}, [](const Stretch& stretch) { return stretch.text.data(); });
    std::string all;
    for (const auto& stretch : stretches) all += stretch.text;
    CHECK(all == line);
  }
}
