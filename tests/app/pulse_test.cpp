#include "app/pulse.h"

#include <chrono>
#include <doctest/doctest.h>

namespace kiosk {
namespace {

using namespace std::chrono_literals;

struct Watched {
  Pulse one;
  Pulse two;
  Watch watch;
  Watched() {
    watch.add("one", one);
    watch.add("two", two);
  }
  /// The first moment, looked at each second, at which a beat is overdue; `one` beats at each of them.
  std::optional<Steady> first_overdue(Steady from, Steady until) {
    for (Steady now = from; now <= until; now += 1s) {
      one.beat();
      if (const auto name = watch.overdue(now)) {
        CHECK(*name == "two");
        return now;
      }
    }
    return std::nullopt;
  }
};

TEST_CASE("[P05] a thread that has not beaten in time is named, and one that has is not") {
  Watched all;
  CHECK(all.first_overdue(0s, 20s) == 4s);
}

TEST_CASE("[P05] a thread that beats again is alive again") {
  Watched all;
  REQUIRE(all.first_overdue(0s, 20s));
  all.two.beat();
  CHECK_FALSE(all.watch.overdue(5s));
}

TEST_CASE("[D12] a step that may take long says so, and the next one is held to the usual time again") {
  Watched all;
  all.two.beat(60s);
  CHECK(all.first_overdue(0s, 100s) == 61s);
  all.two.beat();
  CHECK(all.first_overdue(62s, 100s) == 66s);
}

TEST_CASE("[C08] when the whole program stood still, nobody is blamed for it") {
  Watched all;
  CHECK_FALSE(all.first_overdue(0s, 2s));
  CHECK_FALSE(all.watch.overdue(8h));
  CHECK(all.first_overdue(8h + 1s, 9h) == 8h + 4s);
}

TEST_CASE("a pulse counts for years: a day's beats are not mixed up with what they allow") {
  Pulse pulse;
  for (int second = 0; second < 86'400; ++second) pulse.beat(second % 2 == 0 ? 3s : 60s);
  CHECK(pulse.read().count == 86'400);
  CHECK(pulse.read().within == 60s);
}

TEST_CASE("[C07] the steady clock of a machine that runs for 500 days is a time like any other") {
  Watched all;
  CHECK(all.first_overdue(24h * 500, 24h * 501) == 24h * 500 + 4s);
}

}  // namespace
}  // namespace kiosk
