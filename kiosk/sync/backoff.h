/// When to ask next: pure functions of how it went and of a random number, so that a thousand screens that start or
/// fail together do not ask together.
#pragma once

#include "base/clock.h"

#include <chrono>
#include <optional>

namespace kiosk {

/// The longest wait after a first failure: most are over at once.
inline constexpr Millis first_retry = std::chrono::seconds{4};
/// The longest wait after any failure, unless the server asks for more.
inline constexpr Millis longest_retry = std::chrono::minutes{5};
/// The most that a server's Retry-After is followed: a screen that is told "tomorrow" asks again today.
inline constexpr std::chrono::seconds longest_retry_after = std::chrono::minutes{30};

/// The wait after the `failures`-th failure in a row (from 1). Full jitter: evenly anywhere between 1 s and
/// first_retry · 2^(failures − 1), but never longer than a poll or longest_retry: a screen that cannot reach its
/// endpoint asks no more often than one that can, and follows within a poll when the endpoint is back. Not before
/// `retry_after`. `random` is in [0, 1).
Millis retry_delay(Millis poll, int failures, double random,
                   std::optional<std::chrono::seconds> retry_after = std::nullopt);

/// The wait after the start: none where the screen has nothing to show, else evenly anywhere within a poll, and half a
/// minute at most.
Millis first_delay(Millis poll, bool has_content, double random);

/// The pace after updates that worked: a poll; or at once where the endpoint holds its answers until there is something
/// new, so that a change is here as soon as it is there.
class Pace {
 public:
  /// How long the endpoint may hold its next answer (Patience::hold): shorter than what proxies and routers take for a
  /// dead connection, which is 30 s and more.
  std::chrono::seconds hold() const { return std::chrono::seconds{holds_ ? 25 : 0}; }

  /// The wait after an update that worked. It took `took`, and the endpoint says that it `holds` its answers. Never
  /// less than a second; and a poll where it says so, but answers at once time after time.
  Millis worked(bool holds, Millis took, Millis poll);
  /// An endpoint that failed has to show again that it holds answers.
  void failed() { holds_ = false; }

 private:
  bool holds_ = false;
  int hasty_ = 0;  ///< answers in a row that were not held
};

}  // namespace kiosk
