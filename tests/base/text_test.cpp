#include "base/text.h"

#include <doctest/doctest.h>

namespace kiosk {
namespace {

TEST_CASE("UTF-8 is what RFC 3629 says, and no more") {
  for (const std::string_view good : {"", "abc", "å", "€", "👩\u200d🔬", "\xf4\x8f\xbf\xbf"}) CHECK(is_utf8(good));
  for (const std::string_view bad :
       {"\x80", "\xc3", "\xc0\xaf", "\xe0\x80\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xff"}) {
    CHECK_FALSE(is_utf8(bad));
  }
  CHECK(is_utf8(std::string_view("\0", 1)));
}

TEST_CASE("code points come apart and together again") {
  const std::string text = "aå€👩";
  const auto points = code_points(text);
  CHECK(points == std::vector<char32_t>{U'a', U'å', U'€', U'👩'});
  std::string again;
  for (const char32_t c : points) append_utf8(again, c);
  CHECK(again == text);
  CHECK(code_points("a\xff"
                    "b") == std::vector<char32_t>{U'a', U'\ufffd', U'b'});
}

TEST_CASE("words are what stands between white space") {
  CHECK(count_words("") == 0);
  CHECK(count_words("  \n") == 0);
  CHECK(count_words("one") == 1);
  CHECK(count_words(" one\ttwo  three\n") == 3);
}

TEST_CASE("trimming and splitting keep what is inside") {
  CHECK(trimmed(" a b \n") == "a b");
  const std::string_view blank = " \t";
  CHECK(trimmed(blank).empty());
  CHECK(trimmed(blank).data() == blank.data());
  CHECK(split("a,,b", ',') == std::vector<std::string_view>{"a", "", "b"});
  CHECK(split("", ',') == std::vector<std::string_view>{""});
}

TEST_CASE("a slip of the finger finds what was meant, another word does not") {
  const std::vector<std::string_view> keys{"deadline", "title", "id", "until", "url"};
  CHECK(closest("dedline", keys) == "deadline");
  CHECK(closest("tilte", keys) == "title");
  CHECK(closest("ulr", keys) == "url");
  CHECK(closest("ID", keys) == std::nullopt);
  CHECK(closest("subtitle", keys) == std::nullopt);
  CHECK(closest(std::string(100, 'x'), keys) == std::nullopt);
  CHECK(closest("title", {}) == std::nullopt);
}

TEST_CASE("globs match whole names") {
  CHECK(matches_glob("lobby", "lobby"));
  CHECK_FALSE(matches_glob("lobby", "lobby-east"));
  CHECK(matches_glob("lobby-*", "lobby-east"));
  CHECK(matches_glob("*-east", "lobby-north-east"));
  CHECK(matches_glob("l?bby", "lobby"));
  CHECK_FALSE(matches_glob("l?bby", "lbby"));
  CHECK(matches_glob("*", ""));
  CHECK_FALSE(matches_glob("", "a"));
  CHECK_FALSE(matches_glob("a*b*c*d*e*f", std::string(2000, 'a')));  // and without taking for ever
}

}  // namespace
}  // namespace kiosk
