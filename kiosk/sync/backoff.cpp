#include "sync/backoff.h"

#include <algorithm>

namespace kiosk {
namespace {

Millis share(Millis whole, double random) {
  return Millis{static_cast<Millis::rep>(static_cast<double>(whole.count()) * std::clamp(random, 0.0, 1.0))};
}

}  // namespace

Millis retry_delay(Millis poll, int failures, double random, std::optional<std::chrono::seconds> retry_after) {
  constexpr Millis least = std::chrono::seconds{1};
  const Millis most = std::clamp(poll, least, longest_retry);
  Millis longest = std::min(first_retry, most);
  for (int i = 1; i < failures && longest < most; ++i) longest = std::min(longest * 2, most);
  const Millis jittered = least + share(longest - least, random);
  if (!retry_after) return jittered;
  return std::max<Millis>(jittered, std::min(*retry_after, longest_retry_after));
}

Millis Pace::worked(bool holds, Millis took, Millis poll) {
  // Of a document that is new a server may not say at once how to tell it from the next: until then it cannot hold.
  constexpr int most_hasty = 5;
  constexpr Millis hasty = std::chrono::seconds{2};
  constexpr Millis least = std::chrono::seconds{1};
  holds_ = holds;
  hasty_ = took < hasty ? std::min(hasty_ + 1, most_hasty) : 0;
  return holds_ && hasty_ < most_hasty ? least : poll;
}

Millis first_delay(Millis poll, bool has_content, double random) {
  if (!has_content) return Millis{0};
  return share(std::min<Millis>(poll, std::chrono::seconds{30}), random);
}

}  // namespace kiosk
