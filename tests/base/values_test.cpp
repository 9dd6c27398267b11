// Geometry, clock and format: small enough for one file.

#include "base/bitmap.h"
#include "base/clock.h"
#include "base/format.h"
#include "base/geometry.h"

#include <doctest/doctest.h>

namespace kiosk {
namespace {

using namespace std::chrono_literals;

TEST_CASE("boxes meet and join") {
  const Box a{0, 0, 10, 10};
  const Box b{5, 6, 10, 10};
  CHECK(intersection(a, b) == Box{5, 6, 5, 4});
  CHECK(intersection(a, {20, 0, 5, 5}).empty());
  CHECK(intersection(a, {10, 0, 5, 5}).empty());
  CHECK(united(a, b) == Box{0, 0, 15, 16});
  CHECK(united(a, {}) == a);
  CHECK(united({}, b) == b);
}

TEST_CASE("a bitmap's rows lie one after the other") {
  Bitmap bitmap({3, 2}, 0x112233);
  bitmap.row(1)[0] = 0xff;
  CHECK(bitmap.pixels().size() == 6);
  CHECK(bitmap.pixels()[3] == 0xff);
  CHECK(bitmap.pixels()[2] == 0x112233);
  CHECK(bitmap.box() == Box{0, 0, 3, 2});
  CHECK(Bitmap().empty());
}

TEST_CASE("an instant is written in UTC, with milliseconds only where there are any") {
  CHECK(to_iso(Instant{}) == "1970-01-01T00:00:00Z");
  CHECK(to_iso(Instant{} + 250ms) == "1970-01-01T00:00:00.250Z");
  CHECK(to_iso(Instant{} - 1ms) == "1969-12-31T23:59:59.999Z");
  CHECK(to_iso(Instant{} + 2147483648s) == "2038-01-19T03:14:08Z");
}

TEST_CASE("the machine's clocks go forward, and the wall clock can be shifted") {
  const SystemClock clock;
  const SystemClock shifted(24h);
  CHECK(clock.steady() <= clock.steady());
  CHECK(shifted.wall() - clock.wall() >= 24h - 1min);
}

TEST_CASE("strings are put together from parts") {
  CHECK(str() == "");
  CHECK(str("slide ", 3, " of ", 7U, '!') == "slide 3 of 7!");
  CHECK(str(std::string("a"), std::string_view("b"), 0.5, ' ', 12.0, ' ', -1) == "ab0.5 12 -1");
}

}  // namespace
}  // namespace kiosk
