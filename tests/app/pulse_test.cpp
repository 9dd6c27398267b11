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
};

TEST_CASE("[P05] a thread that has beaten in time is alive, one that has not is named") {
  Watched all;
  CHECK_FALSE(all.watch.overdue(0ms));
  for (Steady now = 1s; now <= 20s; now += 1s) {
    all.one.beat();
    const auto name = all.watch.overdue(now);
    CHECK(name.has_value() == (now > Pulse::usual));
    if (name) CHECK(*name == "two");
  }
}

TEST_CASE("[P05] a thread that beats again is alive again") {
  Watched all;
  all.watch.overdue(0ms);
  REQUIRE(all.watch.overdue(1h));
  all.one.beat();
  all.two.beat();
  CHECK_FALSE(all.watch.overdue(1h + 1s));
}

TEST_CASE("[D12] a step that may take long says so, and the next one is held to the usual time again") {
  Watched all;
  all.one.beat(60s);
  all.two.beat(24h);
  CHECK_FALSE(all.watch.overdue(0ms));
  CHECK_FALSE(all.watch.overdue(60s));
  CHECK(all.watch.overdue(60s + 1ms) == "one");
  all.one.beat();
  CHECK_FALSE(all.watch.overdue(70s));
  CHECK(all.watch.overdue(74s) == "one");
}

TEST_CASE("a pulse counts for years: a day's beats are not mixed up with what they allow") {
  Pulse pulse;
  for (int second = 0; second < 86'400; ++second) pulse.beat(second % 2 == 0 ? 3s : 60s);
  CHECK(pulse.read().count == 86'400);
  CHECK(pulse.read().within == 60s);
}

TEST_CASE("[C07] the steady clock of a machine that runs for 500 days is a time like any other") {
  Watched all;
  const Steady long_after = 24h * 500;
  CHECK_FALSE(all.watch.overdue(long_after));
  all.one.beat();
  all.two.beat();
  CHECK_FALSE(all.watch.overdue(long_after + 2s));
  CHECK(all.watch.overdue(long_after + 6s) == "one");
}

}  // namespace
}  // namespace kiosk
