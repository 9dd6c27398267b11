#include "parse/json.h"

#include "base/format.h"
#include "parse/findings.h"

#include <doctest/doctest.h>

namespace kiosk {
namespace {

Problems problems_in(std::string_view bytes) {
  Findings findings(bytes);
  read_json(bytes, findings);
  return findings.take();
}

Json tree_of(std::string_view bytes) {
  Findings findings(bytes);
  auto json = read_json(bytes, findings);
  REQUIRE(json.has_value());
  return *json;
}

std::string code_of(std::string_view bytes) {
  const auto problems = problems_in(bytes);
  return problems.empty() ? "" : problems.front().code;
}

/// Every value and key of the tree, as the bytes at its place.
void check_places(const Json& json, std::string_view bytes) {
  REQUIRE(json.at < bytes.size());
  const auto here = bytes.substr(json.at);
  if (const auto* text = json.as<std::string>()) {
    CHECK(here.starts_with('"' + *text + '"'));
  } else if (const auto* number = json.as<double>()) {
    CHECK(here.starts_with(str(*number)));
  } else if (const auto* flag = json.as<bool>()) {
    CHECK(here.starts_with(*flag ? "true" : "false"));
  } else if (const auto* items = json.as<JsonArray>()) {
    CHECK(here.starts_with('['));
    for (const auto& item : *items) check_places(item, bytes);
  } else if (const auto* members = json.as<JsonObject>()) {
    CHECK(here.starts_with('{'));
    for (const auto& member : *members) {
      CHECK(bytes.substr(member.key_at).starts_with('"' + member.key + '"'));
      check_places(member.value, bytes);
    }
  } else {
    CHECK(here.starts_with("null"));
  }
}

TEST_CASE("every value and key knows where it stands, however it is spaced") {
  for (const std::string_view bytes :
       {R"({"a":1,"b":[2,3,[4],{"c":5}],"d":null,"e":"f","g":true})", "[1,2]", "[ 1 , 2 ]", "[1\n,\t-2\r\n]", "7",
        " 7 ", "[[],[[]],{},{\"a\":{}}]", "[0.5,1e3,false ,{\"a\" : -3}]", "{\"x\":[1,{\"y\":2},3],\"z\":4}"}) {
    CAPTURE(bytes);
    const auto json = tree_of(bytes);
    if (bytes.find("1e3") == std::string_view::npos) check_places(json, bytes);
  }
  const std::string marked = "\xef\xbb\xbf {\"a\": 1}";
  CHECK(tree_of(marked).at == 4);
  check_places(tree_of(marked), marked);
}

TEST_CASE("lines and columns are counted from 1, columns in bytes, and a byte order mark does not count") {
  const std::string bytes = "\xef\xbb\xbf{\"å\": 1, \"å\": 2,\n\n  \"b\": 1, \"b\": 2}";
  const auto problems = problems_in(bytes);
  REQUIRE(problems.size() == 2);
  CHECK(problems[0].line == 1);
  CHECK(problems[0].column == 11);
  CHECK(problems[0].pointer == "/å");
  CHECK(problems[1].line == 3);
  CHECK(problems[1].column == 11);
}

TEST_CASE("[J05] a key that stands twice is an error at the second, wherever it is") {
  CHECK(problems_in(R"({"a": {"b": 1}, "c": {"b": 1}})").empty());
  const auto problems = problems_in(R"([0, {"a/b": {"~": 1, "~": 2}}])");
  REQUIRE(problems.size() == 1);
  CHECK(problems.front().code == "json.duplicate_key");
  CHECK(problems.front().pointer == "/1/a~1b/~0");
}

TEST_CASE("[J06] numbers that a double cannot hold are refused, others kept exactly") {
  for (const std::string_view bytes :
       {"1e999", "[1e400]", "99999999999999999999", "9007199254740992", "-9007199254740993"}) {
    CAPTURE(bytes);
    CHECK(code_of(bytes) == "json.number");
  }
  CHECK(*tree_of("9007199254740991").as<double>() == 9007199254740991.0);
  CHECK(*tree_of("-0").as<double>() == 0.0);
  CHECK(*tree_of("1e17").as<double>() == 1e17);
}

TEST_CASE("[J13] depth and number of values have a limit") {
  const auto nested = [](std::size_t levels) { return std::string(levels, '[') + std::string(levels, ']'); };
  CHECK(code_of(nested(most_json_levels)).empty());
  CHECK(code_of(nested(most_json_levels + 1)) == "json.too_deep");
  CHECK(code_of(std::string(5'000'000, '[')) == "json.too_deep");
  std::string many = "[0";
  for (int i = 0; i < most_json_values; ++i) many += ",0";
  CHECK(code_of(many + ']') == "json.too_large");
}

TEST_CASE("what is not UTF-8 is refused, and nothing hides behind a NUL byte") {
  CHECK(code_of("[\"\xff\"]") == "json.utf8");
  CHECK(code_of("[\"\xc0\xaf\"]") == "json.utf8");          // overlong
  CHECK(code_of("[\"\xed\xa0\x80\"]") == "json.utf8");      // a surrogate
  CHECK(code_of("[\"\xf4\x90\x80\x80\"]") == "json.utf8");  // above U+10FFFF
  CHECK(code_of("[\"\xc3\"]") == "json.utf8");
  CHECK(code_of(std::string_view("{}\0{\"a\"", 7)) == "json.utf8");
  CHECK(code_of(std::string_view("\xff\xfe{\0}\0", 6)) == "json.utf8");  // UTF-16
}

TEST_CASE("a tree is written so that it reads back the same") {
  const std::string text =
      "{\n  \"a\": [1, 0.5, true, null, \"q\\\"\\\\\\u0007å\"],\n  \"b\": {\n    \"c\": [\n      {}\n    ]\n  },\n"
      "  \"big\": 1000000000000\n}\n";
  CHECK(write_json(tree_of(text)) == text);
  CHECK(write_json_line(tree_of("{\"a\": [1, {\"b\": 2}]}")) == R"({"a": [1, {"b": 2}]})");
  for (const std::string number : {"9007199254740991", "-9.5e+15", "1e+300", "0.1"})
    CHECK(write_json_line(tree_of(write_json_line(tree_of(number)))) == number);
}

TEST_CASE("a document of nothing but mistakes gives a bounded report") {
  std::string bytes = "{\"a\": 0";
  for (int i = 0; i < 5000; ++i) bytes += ", \"a\": 0";
  const auto problems = problems_in(bytes + '}');
  CHECK(problems.size() == 501);
  CHECK(problems.back().code == "problems.more");
  CHECK(problems.back().message == "There are 4500 problems more, which are not listed.");
}

}  // namespace
}  // namespace kiosk
