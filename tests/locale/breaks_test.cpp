#include "locale/breaks.h"

#include <doctest/doctest.h>

using namespace kiosk;

namespace {

/// The text with | where a line may begin.
std::string pieces(std::string_view text, std::string_view language = "en") {
  std::string marked;
  std::size_t start = 0;
  for (const auto end : line_breaks(text, language)) {
    marked.append(text.substr(start, end - start)).append("|");
    start = end;
  }
  CHECK(start == text.size());
  return marked;
}

}  // namespace

TEST_CASE("lines break behind spaces, hyphens and dashes, never inside a number or a sum") {
  CHECK(pieces("Joint Action on Medicine") == "Joint |Action |on |Medicine|");
  CHECK(pieces("RNA-based drugs") == "RNA-|based |drugs|");
  CHECK(pieces("400\u00a0000\u00a0kr i år", "nb") == "400\u00a0000\u00a0kr |i |år|");
  CHECK(pieces("kl.\u00a012.00, Østre", "nb") == "kl.\u00a012.00, |Østre|");
  CHECK(pieces("(a) b!") == "(a) |b!|");
  CHECK(pieces("one\ntwo") == "one\n|two|");
  CHECK(pieces("") == "");
}

TEST_CASE("malformed text is walked to its end") {
  CHECK(line_breaks("a \xff\xc3", "en").back() == 4);
  CHECK(graphemes("a\xff").size() == 2);
}

TEST_CASE("letters keep their marks") {
  CHECK(graphemes("a\u030ab") == std::vector<std::string_view>{"a\u030a", "b"});
  CHECK(graphemes("👩\u200d🔬!").size() == 2);
  CHECK(graphemes("").empty());
}

TEST_CASE("capitals are the language's") {
  CHECK(upper("Nominér ærlig, Østby", "nb") == "NOMINÉR ÆRLIG, ØSTBY");
  CHECK(upper("straße", "de") == "STRASSE");
  CHECK(upper("iğdır", "tr") == "İĞDIR");
  CHECK(upper("", "en") == "");
}

TEST_CASE("a monogram has a letter of the first and of the last word") {
  CHECK(initials("Thomas Fleischer") == "TF");
  CHECK(initials("Rakaee") == "R");
  CHECK(initials("Ingrid Stenstadvold Ross") == "IR");
  CHECK(initials("al-Hassan") == "H");
  CHECK(initials("Åse von der Østby") == "ÅØ");
  CHECK(initials("  kari   nordmann ") == "KN");
  CHECK(initials("Kari Nordmann (OUS)") == "KO");
  CHECK(initials("李 明") == "李明");
  CHECK(initials("A\u030ase 42") == "A\u030a");
  CHECK(initials("علي الحسن") == "ع\u200cا");
  CHECK(initials("") == "");
  CHECK(initials("— 7") == "7");
  CHECK(initials("👩\u200d🔬 🇳🇴") == "👩\u200d🔬");
  CHECK(initials("👩\u200d🔬 Kari") == "K");
  CHECK(initials("— !") == "");
}
