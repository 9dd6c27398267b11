#include "layout/wander.h"

#include <cmath>
#include <numbers>

namespace kiosk {

using namespace std::chrono;

Wander wander_at(Instant t) {
  const auto hour = floor<hours>(t);
  const double share = duration<double>(t - hour) / duration<double>(hours{1});
  const double turn = 2 * std::numbers::pi * share;
  // A figure of eight: the line passes through its middle in two directions, and stands nowhere for long.
  return {wander_most * std::sin(turn), wander_most * std::sin(2 * turn), hour.time_since_epoch().count() % 2 != 0};
}

}  // namespace kiosk
