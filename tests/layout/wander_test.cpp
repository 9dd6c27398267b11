#include "layout/wander.h"

#include <chrono>
#include <cmath>
#include <doctest/doctest.h>

namespace kiosk {
namespace {

using namespace std::chrono_literals;

constexpr Instant hour = std::chrono::sys_days{2026y / 2 / 20} + 8h;

TEST_CASE("from one slide to the next the foot line moves by less than anybody sees, and never far") {
  for (Instant t = hour; t < hour + 59min; t += 30s) {
    const Wander here = wander_at(t);
    const Wander there = wander_at(t + 30s);
    CHECK(std::abs(here.x) <= wander_most);
    CHECK(std::abs(here.y) <= wander_most);
    CHECK(std::hypot(there.x - here.x, there.y - here.y) < 0.03);
  }
}

TEST_CASE("within an hour it has been everywhere, and begins anew on the other side") {
  double left = 0;
  double right = 0;
  for (Instant t = hour; t < hour + 1h; t += 1min) {
    left = std::min(left, wander_at(t).x);
    right = std::max(right, wander_at(t).x);
    CHECK(wander_at(t).mirrored == wander_at(hour).mirrored);
  }
  CHECK(right - left > 1.9 * wander_most);
  CHECK(std::abs(wander_at(hour + 1h).x) < 0.001);
  CHECK(wander_at(hour + 1h).mirrored != wander_at(hour).mirrored);
  CHECK(wander_at(hour + 2h) == wander_at(hour));
}

}  // namespace
}  // namespace kiosk
