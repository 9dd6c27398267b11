#include "desk/conditions.h"

#include <doctest/doctest.h>
#include <vector>

namespace kiosk {
namespace {

using namespace std::chrono;

const std::string earlier = "Fri, 20 Feb 2026 08:40:59 GMT";
const std::string then = "Fri, 20 Feb 2026 08:41:00 GMT";
const Validators validators{"\"abc\"", sys_days{2026y / 2 / 20} + 8h + 41min};
constexpr std::uint64_t size = 100;

constexpr FileAnswer whole{200, 0, size};
constexpr FileAnswer unchanged{304, 0, 0};
constexpr FileAnswer failed{412, 0, 0};
constexpr FileAnswer unsatisfiable{416, 0, 0};

struct Case {
  std::string name;
  Conditions conditions;
  FileAnswer expected;
};

void check(const std::vector<Case>& cases, const Validators& of = validators) {
  for (const auto& each : cases) {
    CAPTURE(each.name);
    const auto verdict = judge(each.conditions, of, size);
    CHECK(verdict.status == each.expected.status);
    CHECK(verdict.first == each.expected.first);
    CHECK(verdict.size == each.expected.size);
  }
}

}  // namespace

TEST_CASE("without conditions the whole file is sent") {
  check({{"none", {}, whole}});
}

TEST_CASE("a client that has the file is told so") {
  check({
      {"same tag", {.if_none_match = "\"abc\""}, unchanged},
      {"weak comparison", {.if_none_match = "W/\"abc\""}, unchanged},
      {"one of a list", {.if_none_match = "\"x\", \"abc\" ,\"y\""}, unchanged},
      {"any", {.if_none_match = "*"}, unchanged},
      {"another tag", {.if_none_match = "\"abd\""}, whole},
      {"tag without quotes", {.if_none_match = "abc"}, whole},
      {"same date", {.if_modified_since = then}, unchanged},
      {"older date", {.if_modified_since = earlier}, whole},
      {"no date", {.if_modified_since = "yesterday"}, whole},
      {"the tag outranks the date", {.if_none_match = "\"x\"", .if_modified_since = then}, whole},
  });
}

TEST_CASE("a client that builds on another state is stopped") {
  check({
      {"same tag", {.if_match = "\"abc\""}, whole},
      {"any", {.if_match = "*"}, whole},
      {"another tag", {.if_match = "\"x\""}, failed},
      {"strong comparison", {.if_match = "W/\"abc\""}, failed},
      {"same date", {.if_unmodified_since = then}, whole},
      {"older date", {.if_unmodified_since = earlier}, failed},
      {"no date", {.if_unmodified_since = "yesterday"}, whole},
      {"it comes before the question for news", {.if_match = "\"x\"", .if_none_match = "\"abc\""}, failed},
  });
}

TEST_CASE("one range is answered with that part") {
  check({
      {"from the start", {.range = "bytes=0-9"}, {206, 0, 10}},
      {"in the middle", {.range = "bytes=10-19"}, {206, 10, 10}},
      {"one byte", {.range = "bytes=99-99"}, {206, 99, 1}},
      {"to the end", {.range = "bytes=90-"}, {206, 90, 10}},
      {"past the end", {.range = "bytes=90-1000"}, {206, 90, 10}},
      {"the last ones", {.range = "bytes=-10"}, {206, 90, 10}},
      {"more than there are", {.range = "bytes=-1000"}, {206, 0, 100}},
      {"the client's part is of this state", {.if_range = "\"abc\"", .range = "bytes=0-9"}, {206, 0, 10}},
  });
}

TEST_CASE("a range outside the file cannot be satisfied") {
  check({
      {"after the end", {.range = "bytes=100-"}, unsatisfiable},
      {"the last none", {.range = "bytes=-0"}, unsatisfiable},
  });
  CHECK(judge({.range = "bytes=0-"}, validators, 0).status == 416);
}

TEST_CASE("a range that cannot be used is answered with the whole file") {
  check({
      {"several", {.range = "bytes=0-9,20-29"}, whole},
      {"another unit", {.range = "lines=0-9"}, whole},
      {"backwards", {.range = "bytes=9-0"}, whole},
      {"nothing", {.range = "bytes=-"}, whole},
      {"signs", {.range = "bytes=+1-+2"}, whole},
      {"too large a number", {.range = "bytes=99999999999999999999-"}, whole},
      {"letters", {.range = "bytes=a-b"}, whole},
      {"no dash", {.range = "bytes=5"}, whole},
      {"the client's part is of another state", {.if_range = "\"x\"", .range = "bytes=0-9"}, whole},
      {"a date proves too little", {.if_range = then, .range = "bytes=0-9"}, whole},
  });
}

TEST_CASE("a file too young to have validators is always sent, as far as the client asks for its state") {
  check(
      {
          {"tag", {.if_none_match = "\"abc\""}, whole},
          {"date", {.if_modified_since = then}, whole},
          {"a part of some state", {.if_range = "\"abc\"", .range = "bytes=0-9"}, whole},
          {"a known state", {.if_match = "\"abc\""}, failed},
      },
      Validators{});
}

}  // namespace kiosk
