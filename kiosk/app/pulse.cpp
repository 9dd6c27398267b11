#include "app/pulse.h"

namespace kiosk {

std::optional<std::string> Watch::overdue(Steady now) {
  const bool paused = looked_ && now - *looked_ >= Pulse::usual;
  looked_ = now;
  std::optional<std::string> name;
  for (auto& watched : watched_) {
    const auto beat = watched.pulse->read();
    if (!watched.since || paused || beat.count != watched.count) {
      watched.since = now;
      watched.count = beat.count;
    }
    if (now - *watched.since > beat.within && !name) name = watched.name;
  }
  return name;
}

}  // namespace kiosk
