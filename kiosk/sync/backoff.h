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

}  // namespace kiosk
