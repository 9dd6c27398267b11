/// What can be believed now: the clock, and the content. Says in the log when that changes. Used by the main thread
/// only.
#pragma once

#include "app/edition.h"
#include "app/inbox.h"
#include "schedule/clock_watch.h"
#include "store/generation.h"

#include <optional>

namespace kiosk {

/// The newest moment that has certainly been when the program starts: when it was built, or when the content that is
/// shown (`current`, or nullptr) came.
Instant newest_known(const Generation* current);

class Trust {
 public:
  /// `known` as newest_known() has it; nothing where the clock is not the machine's own but what `--at` says.
  explicit Trust(std::optional<Instant> known);

  void hear(const SyncReported& report);
  /// Logs clock.untrusted and clock.trusted where it differs from the last answer.
  ClockTrust clock(Instant now);
  /// Whether the content is past its expiry by a clock that is trusted; logs content.expired once for each.
  bool expired(const Edition& edition, Instant now);

 private:
  std::optional<ClockWatch> watch_;
  ClockTrust last_ = ClockTrust::trusted;
  std::string expired_generation_;  ///< the last one that was told of
};

}  // namespace kiosk
