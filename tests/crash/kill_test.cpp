/// Updates that are killed: whatever the moment, the next start has the old content or the new one, whole.
#include "base/format.h"
#include "crash/lobby.h"
#include "store/real_disk.h"
#include "support/folder.h"
#include "support/long_tests.h"
#include "support/shared.h"
#include "support/traced.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <doctest/doctest.h>
#include <random>

namespace kiosk {
namespace {

using namespace std::chrono_literals;
using test::current_content;
using test::Folder;
using test::Shared;
using Duration = std::chrono::duration<double>;

/// The start after a kill: what there is to show, and how long it took to know.
struct Start {
  std::optional<int> content;
  Duration took;
};

Start start(const std::filesystem::path& cache) {
  const auto begin = std::chrono::steady_clock::now();
  RealDisk disk;
  const auto content = current_content(disk, cache);
  return {content, std::chrono::steady_clock::now() - begin};
}

/// Exit code 0 where content `n` is current now.
int bring(int n, const std::filesystem::path& cache) {
  RealDisk disk;
  const auto outcome = test::update_to(n, disk, cache);
  return std::holds_alternative<Updated>(outcome) ? 0 : 1;
}

TEST_CASE("[P01] killed before and after each file-related system call of an update, it starts with old or new") {
  const int wanted = test::long_tests() ? 8000 : 800;
  const Folder folder(test::memory_disk());
  const auto cache = folder / "cache";
  // The first update of all has nothing to fall back to: until it is through, there is nothing.
  int old = 0;
  int kills = 0;
  int olds = 0;
  int news = 0;
  Duration longest{};
  for (int n = 1; kills < wanted; ++n) {
    // From the first stop on to the one that the update does not reach any more: it is through then.
    for (int stop = 1;; ++stop) {
      const auto run = test::run_traced([&] { return bring(n, cache); }, stop);
      const auto begun = start(cache);
      longest = std::max(longest, begun.took);
      CAPTURE(n);
      CAPTURE(stop);
      if (!run.killed) REQUIRE(run.exit_code == 0);
      if (old != 0 || !run.killed) REQUIRE(begun.content.has_value());
      if (!begun.content) continue;
      REQUIRE((*begun.content == n || *begun.content == old));
      if (!run.killed) REQUIRE(*begun.content == n);
      if (!run.killed) break;
      ++kills;
      ++(*begun.content == n ? news : olds);
      // It is through but for the clearing up: once more with the same content would be an update without any change.
      if (*begun.content == n) old = n++;
    }
    old = n;
  }
  CHECK(olds > wanted / 10);
  CHECK(news > wanted / 100);
  CHECK(longest < 3s);
  MESSAGE(kills, " kills at system calls: ", olds, " starts with the old content, ", news,
          " with the new one, none with anything else; the slowest start took ", longest.count() * 1000, " ms");
}

TEST_CASE("[P02] killed at random times, it starts with what was current last, or with what was being brought") {
  const int kills = test::long_tests() ? 2000 : 200;
  const Folder folder(test::memory_disk());
  const auto cache = folder / "cache";
  const Shared current;
  std::mt19937 random(20260220);
  int in_update = 0;
  Duration longest{};
  const auto begin = std::chrono::steady_clock::now();
  REQUIRE(bring(1, cache) == 0);
  // Long enough for some updates, however slow the machine or the build is.
  const auto one_update =
      std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begin);
  const auto longest_life = static_cast<unsigned>(std::max<std::int64_t>(8000, 4 * one_update.count()));
  *current = 1;
  for (int kill = 0; kill < kills; ++kill) {
    const auto work = [&] {
      for (int n = static_cast<int>(*current) + 1;; ++n) {
        if (bring(n, cache) != 0) return 1;
        *current = n;
      }
    };
    const auto run = test::run_killed_after(work, static_cast<int>(random() % longest_life));
    REQUIRE(run.killed);
    const auto begun = start(cache);
    longest = std::max(longest, begun.took);
    REQUIRE(begun.content.has_value());
    REQUIRE((*begun.content == *current || *begun.content == *current + 1));
    if (*begun.content != *current) ++in_update;
    *current = *begun.content;
  }
  CHECK(*current > kills / 10);
  MESSAGE(kills, " kills at random times, ", (*current).load(), " updates in between, ", in_update,
          " of them killed when the new content was there already; the slowest start took ", longest.count() * 1000,
          " ms");
}

}  // namespace
}  // namespace kiosk
