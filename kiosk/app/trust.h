/// What can be believed now: the clocks, and the content. Says in the log when that changes. Used by the main thread
/// only.
#pragma once

#include "app/inbox.h"
#include "schedule/clock_watch.h"
#include "store/generation.h"
#include "studio/edition.h"

#include <optional>

namespace kiosk {

/// The newest moment that has certainly been when the program starts: when it was built, or when the content that is
/// shown (`current`, or nullptr) came.
Instant newest_known(const Generation* current);

class Trust {
 public:
  /// `known` as newest_known() has it; nothing where the clock is not the machine's own but what `--at` says.
  explicit Trust(std::optional<Instant> known);

  /// What time it is: by the wall clock, or where that stands still as far on as the steady one, so that the show never
  /// freezes with it. Call it at each turn. Logs clock.frozen.
  Instant time(Instant wall, Steady steady);

  void hear(const SyncReported& report);
  /// Logs clock.untrusted and clock.trusted where it differs from the last answer.
  ClockTrust clock(Instant now);
  /// Whether the content is past its expiry by a clock that is trusted; logs content.expired once for each.
  bool expired(const Edition& edition, Instant now);

 private:
  std::optional<ClockWatch> watch_;
  Instant last_wall_ = Instant::min();
  Steady moved_at_{0};  ///< when the wall clock last said something new
  bool frozen_ = false;
  ClockTrust last_ = ClockTrust::trusted;
  std::string expired_generation_;  ///< the last one that was told of
};

}  // namespace kiosk
