/// When the desk is told how the screen is: once a minute, soon where there is news, later and later while it fails.
/// Random numbers are in [0, 1), so that a thousand screens do not all tell at once. A value; it is told the time.
#pragma once

#include "base/clock.h"

#include <chrono>
#include <optional>

namespace kiosk {

class ReportPace {
 public:
  /// The first report is due within two seconds.
  ReportPace(Steady now, double random);

  /// When the next one is due.
  Steady next() const { return next_; }
  /// There is news: within two seconds, but five seconds after the last report at the earliest. While it fails news
  /// waits too.
  void hurry(Steady now, double random);
  void sent(Steady now, double random);
  /// `retry_after` is what the desk asked for (sync/backoff.h says how far that is followed).
  void failed(Steady now, double random, std::optional<std::chrono::seconds> retry_after);

 private:
  Steady next_;
  std::optional<Steady> last_;
  int failures_ = 0;  ///< in a row
};

}  // namespace kiosk
