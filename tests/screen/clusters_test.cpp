#include "screen/clusters.h"

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
  const auto found = clusters("a\u00AD\u202Eb");
  REQUIRE(found.size() == 2);
  CHECK(found[0].letters == std::vector<char32_t>{U'a'});
  CHECK(found[1].letters == std::vector<char32_t>{U'b'});
}

}  // namespace kiosk
