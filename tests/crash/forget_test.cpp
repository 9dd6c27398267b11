/// Updates that lose the power, on a disk that forgets, doubles or tears whatever was not synced.
#include "crash/lobby.h"
#include "support/announced.h"
#include "support/fake_disk.h"
#include "support/long_tests.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <random>

namespace kiosk {
namespace {

using test::Announced;
using test::FakeDisk;
using Fate = FakeDisk::Fate;

const std::filesystem::path cache = "/cache";

/// A disk with content `n - 1` current, and the power gone just before the `write`-th change of the update to `n`.
/// `finished`: the update was through before.
struct Broken {
  FakeDisk disk;
  bool finished = false;
};
Broken broken_update(int n, int write) {
  const Announced sweeps_that_fail("store.io", Announced::Often::perhaps);
  const Announced plays_on("store.memory", Announced::Often::perhaps);
  Broken broken;
  for (int before = std::max(1, n - 2); before < n; ++before) {
    std::ignore = test::update_to(before, broken.disk, cache);
    broken.disk.power_on([](std::size_t) { return false; });
  }
  broken.disk.crash_before(broken.disk.writes + write);
  const auto outcome = test::update_to(n, broken.disk, cache);
  broken.finished = std::holds_alternative<Updated>(outcome) && !broken.disk.crashed();
  return broken;
}

/// Every way in which the unsynced changes can have gone, where they are few; else `most` of them by chance.
template <class Check>
int for_each_state(std::size_t unsynced, int most, std::mt19937& random, const Check& check) {
  double all = 1;
  for (std::size_t i = 0; i < unsynced; ++i) all *= FakeDisk::fates;
  std::vector<Fate> fates(unsynced);
  const bool every = all <= most;
  const int count = every ? static_cast<int>(all) : most;
  for (int state = 0; state < count; ++state) {
    int rest = state;
    for (auto& fate : fates) {
      fate = static_cast<Fate>(every ? rest % FakeDisk::fates : static_cast<int>(random() % FakeDisk::fates));
      rest /= FakeDisk::fates;
    }
    check(fates);
  }
  return count;
}

TEST_CASE("[D16] whatever of the unsynced writes, renames and removals a disk loses, doubles or tears: old or new") {
  const int wanted = test::long_tests() ? 100'000 : 10'000;
  std::mt19937 random(20260220);
  int states = 0;
  int olds = 0;
  int news = 0;
  for (int n = 2; states < wanted; ++n) {
    for (int write = 1;; ++write) {
      const auto broken = broken_update(n, write);
      states += for_each_state(broken.disk.unsynced(), 81, random, [&](const std::vector<Fate>& fates) {
        FakeDisk disk = broken.disk;
        disk.power_on([&](std::size_t i) { return fates[i]; });
        const auto content = test::current_content(disk, cache);
        CAPTURE(n);
        CAPTURE(n);
        CAPTURE(write);
        REQUIRE(content.has_value());
        REQUIRE((*content == n || (*content == n - 1 && !broken.finished)));
        ++(*content == n ? news : olds);
      });
      if (broken.finished) break;
      REQUIRE(write < 200);
    }
  }
  CHECK(olds > wanted / 10);
  CHECK(news > wanted / 10);
  MESSAGE(states, " states of the disk after a loss of power: ", olds, " with the old content, ", news,
          " with the new one, none with anything else");
}

TEST_CASE("[D16, P01] and after any such start the next update goes through") {
  std::mt19937 random(7);
  for (int write = 1;; ++write) {
    auto broken = broken_update(4, write);
    broken.disk.power_on([&](std::size_t) { return static_cast<Fate>(random() % FakeDisk::fates); });
    const auto outcome = test::update_to(5, broken.disk, cache);
    REQUIRE(std::holds_alternative<Updated>(outcome));
    CHECK(test::current_content(broken.disk, cache) == 5);
    CHECK(broken.disk.list(cache / "incoming")->empty());
    if (broken.finished) break;
  }
}

}  // namespace
}  // namespace kiosk
