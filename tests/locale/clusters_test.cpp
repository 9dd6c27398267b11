#include "locale/clusters.h"

#include <doctest/doctest.h>
#include <string>
#include <vector>

namespace kiosk {
namespace {

std::vector<std::string> parts(std::string_view text) {
  std::vector<std::string> parts;
  for (const auto& cluster : clusters(text)) parts.emplace_back(cluster.text);
  return parts;
}

}  // namespace

TEST_CASE("marks, joiners and selectors stay with the letter before them") {
  CHECK(parts("") == std::vector<std::string>{});
  CHECK(parts("Åse") == std::vector<std::string>{"Å", "s", "e"});
  CHECK(parts("A\u030Ase") == std::vector<std::string>{"A\u030A", "s", "e"});
  CHECK(parts("\u2764\uFE0F!") == std::vector<std::string>{"\u2764\uFE0F", "!"});
  CHECK(parts("\U0001F469\u200D\U0001F52C") == std::vector<std::string>{"\U0001F469\u200D\U0001F52C"});
  CHECK(parts("\u0301x") == std::vector<std::string>{"\u0301", "x"});
}

TEST_CASE("the clusters together are the text, malformed bytes too") {
  for (const std::string text : {"plain",
                                 "a\xFF"
                                 "b\xC3",
                                 "\u200D\u200D", "\xEF\xBF\xBDx", "\xE2\x82"}) {
    std::string joined;
    for (const auto& part : parts(text)) joined += part;
    CHECK(joined == text);
  }
}

TEST_CASE("what only steers is no letter") {
  std::vector<char32_t> letters;
  for (const auto& cluster : clusters("a\u00AD\u202Eb\u200D\x07")) {
    letters.insert(letters.end(), cluster.letters.begin(), cluster.letters.end());
  }
  CHECK(letters == std::vector<char32_t>{U'a', U'b'});
  CHECK(visible_letters("a\u00AD\u202Eb\u200D\x07") == 2);
  CHECK(visible_letters("") == 0);
}

TEST_CASE("[J17] of five hundred marks on a letter four are drawn") {
  std::string text = "a";
  for (int i = 0; i < 500; ++i) text += "\u0301";
  const auto found = clusters(text + "b");
  REQUIRE(found.size() == 2);
  CHECK(found[0].letters.size() == 5);
  CHECK(clusters("क्ष्त्र्य").front().letters.front() == U'क');
}

TEST_CASE("an emoji with all that is joined to it is one cluster, and so is a flag") {
  for (const std::string emoji :
       {"😀", "👩\u200d🔬", "👨\u200d👩\u200d👧\u200d👦", "👍🏽", "❤\ufe0f", "1\ufe0f\u20e3", "🇳🇴", "🏳\ufe0f\u200d🌈",
        "🏴\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074\U000E007F"}) {
    const std::string text = emoji + "x";
    const auto found = clusters(text);
    CAPTURE(emoji);
    REQUIRE(found.size() == 2);
    CHECK(found[0].text == emoji);
    CHECK(found[0].emoji);
    CHECK_FALSE(found[1].emoji);
  }
  CHECK(clusters("🇳🇴🇸🇪").size() == 2);
}

TEST_CASE("what can be a picture or a letter is a letter unless a selector asks for the picture") {
  for (const char* letter : {"1", "#", "©", "❤", "☀\ufe0e", "→", "A", "李"}) {
    CAPTURE(letter);
    CHECK_FALSE(clusters(letter).front().emoji);
  }
}

}  // namespace kiosk
