#include "app/report_pace.h"

#include "sync/backoff.h"

#include <algorithm>

namespace kiosk {
namespace {

using namespace std::chrono_literals;

constexpr Millis minute = 60s;
constexpr Millis soon = 2s;
constexpr Millis least = 5s;

Millis share(Millis whole, double random) {
  return std::chrono::duration_cast<Millis>(whole * std::clamp(random, 0.0, 1.0));
}

}  // namespace

ReportPace::ReportPace(Steady now, double random) : next_(now + share(soon, random)) {}

void ReportPace::hurry(Steady now, double random) {
  if (failures_ > 0) return;
  const Steady earliest = last_ ? std::max(now, *last_ + least) : now;
  next_ = std::min(next_, earliest + share(soon, random));
}

void ReportPace::sent(Steady now, double random) {
  failures_ = 0;
  last_ = now;
  next_ = now + minute * 9 / 10 + share(minute / 5, random);
}

void ReportPace::failed(Steady now, double random, std::optional<std::chrono::seconds> retry_after) {
  ++failures_;
  next_ = now + retry_delay(minute, failures_, random, retry_after);
}

}  // namespace kiosk
