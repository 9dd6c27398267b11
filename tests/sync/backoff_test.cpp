#include "sync/backoff.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <random>
#include <vector>

namespace kiosk {
namespace {

using namespace std::chrono_literals;

TEST_CASE("the wait doubles from four seconds to a poll, and lies anywhere below") {
  CHECK(retry_delay(30s, 1, 1.0) == 4s);
  CHECK(retry_delay(30s, 2, 1.0) == 8s);
  CHECK(retry_delay(30s, 4, 1.0) == 30s);
  CHECK(retry_delay(30s, 1'000'000'000, 1.0) == 30s);
  CHECK(retry_delay(30s, 5, 0.0) == 1s);
  CHECK(retry_delay(1h, 100, 1.0) == 5min);
  CHECK(retry_delay(2s, 1, 1.0) == 2s);
  CHECK(retry_delay(10ms, 1, 0.5) == 1s);
}

TEST_CASE("what the server asks for is waited, within reason") {
  CHECK(retry_delay(30s, 1, 0.0, 90s) == 90s);
  CHECK(retry_delay(30s, 9, 1.0, 5s) == 30s);
  CHECK(retry_delay(30s, 1, 0.0, 100h) == 30min);
  CHECK(retry_delay(30s, 1, 0.0, -5s) == 1s);
}

TEST_CASE("[N14] a thousand screens that start or fail together do not ask together") {
  std::mt19937 generator(14);
  std::uniform_real_distribution<double> random(0, 1);
  std::vector<Millis> firsts;
  std::vector<Millis> retries;
  for (int i = 0; i < 1000; ++i) {
    firsts.push_back(first_delay(30s, true, random(generator)));
    retries.push_back(retry_delay(30s, 9, random(generator)));
  }
  const auto spread = [](const std::vector<Millis>& waits) {
    const auto [least, most] = std::ranges::minmax(waits);
    return most - least;
  };
  CHECK(spread(firsts) > 24s);
  CHECK(spread(retries) > 24s);
}

TEST_CASE("a screen with nothing to show asks at once, one with a long poll within half a minute") {
  CHECK(first_delay(30s, false, 0.9) == 0s);
  CHECK(first_delay(1h, true, 1.0) == 30s);
  CHECK(first_delay(2s, true, 0.5) == 1s);
}

TEST_CASE("an endpoint is trusted with a long wait once it has shown that it holds answers, until it fails") {
  Pace pace;
  CHECK(pace.hold() == 0s);
  CHECK(pace.worked(true, 1s, 30s) == 1s);
  CHECK(pace.hold() == 25s);
  CHECK(pace.worked(true, 25s, 30s) == 1s);
  pace.failed();
  CHECK(pace.hold() == 0s);
  CHECK(pace.worked(false, 10ms, 30s) == 30s);
  CHECK(pace.hold() == 0s);
}

TEST_CASE("[N16] an endpoint that says it holds answers, and does not, is asked once a poll after the fifth") {
  Pace pace;
  for (int i = 0; i < 4; ++i) CHECK(pace.worked(true, 10ms, 30s) == 1s);
  for (int i = 0; i < 1000; ++i) CHECK(pace.worked(true, 10ms, 30s) == 30s);
  CHECK(pace.worked(true, 25s, 30s) == 1s);
  for (int i = 0; i < 4; ++i) CHECK(pace.worked(true, 10ms, 30s) == 1s);
}

}  // namespace
}  // namespace kiosk
