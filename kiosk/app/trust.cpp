#include "app/trust.h"

#include "base/format.h"
#include "base/log.h"
#include "base/version.h"

#include <utility>

namespace kiosk {
namespace {

/// The loop turns once a second at the least, and no clock says the same millisecond twice.
constexpr Millis longest_standstill = std::chrono::seconds{2};

}  // namespace

Instant newest_known(const Generation* current) {
  const auto fetched = current != nullptr ? parse_when(current->origin.fetched_at) : std::nullopt;
  return fetched ? std::max(built_on(), Zone::utc().instant(*fetched, DayEdge::start)) : built_on();
}

Trust::Trust(std::optional<Instant> known) {
  if (known) watch_.emplace(*known);
}

Instant Trust::time(Instant wall, Steady steady) {
  if (wall != last_wall_) {
    last_wall_ = wall;
    moved_at_ = steady;
    frozen_ = false;
    return wall;
  }
  const Millis still = steady - moved_at_;
  if (still < longest_standstill) return wall;
  if (!std::exchange(frozen_, true))
    log::error("clock.frozen", "the wall clock stands still; going on by the other one");
  return wall + still;
}

void Trust::hear(const SyncReported& report) {
  if (!watch_ || !report.error.code.empty()) return;
  report.endpoint_time ? watch_->heard(report.at, *report.endpoint_time) : watch_->saw(report.at);
}

ClockTrust Trust::clock(Instant now) {
  const auto trust = watch_ ? watch_->trust(now) : ClockTrust::trusted;
  if (trust == std::exchange(last_, trust)) return trust;
  if (trust == ClockTrust::untrusted) {
    log::error("clock.untrusted", str("the clock says ", to_iso(now),
                                      ", and newer things are known than that: slides "
                                      "with dates wait until it is right"));
  } else {
    log::info("clock.trusted", str("the clock says ", to_iso(now), " and is trusted again"));
  }
  return trust;
}

bool Trust::expired(const Edition& edition, Instant now) {
  if (now < edition.expires || clock(now) == ClockTrust::untrusted) return false;
  if (std::exchange(expired_generation_, edition.generation) != edition.generation) {
    log::error("content.expired", str("the content expired at ", to_iso(edition.expires),
                                      ": calls, events and notices are no longer shown; publish it anew"));
  }
  return true;
}

}  // namespace kiosk
