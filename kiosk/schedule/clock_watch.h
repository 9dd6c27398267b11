/// Whether the wall clock can be believed: a machine that lost its battery starts in 1970, and what has a date would
/// come and go at the wrong time. A clock behind the newest thing known is wrong; how far ahead one is, nobody can tell
/// from within. A value; told the time, never asks for it.
#pragma once

#include "base/clock.h"
#include "schedule/programme.h"

namespace kiosk {

class ClockWatch {
 public:
  /// A clock that is set back by less was only put right.
  static constexpr Millis tolerance = std::chrono::minutes{5};

  /// `known` is the newest moment that has certainly been: when the program was built, when the content came.
  explicit ClockWatch(Instant known) : known_(known) {}

  /// That moment, by our clock, has been.
  void saw(Instant ours) { known_ = std::max(known_, ours); }
  /// The endpoint's clock said `theirs` when ours said `ours`. Where they agree ours is right, whatever was known
  /// before: that may have come while it was wrong, years ahead. Where they do not, nothing follows: which of them is
  /// wrong?
  void heard(Instant ours, Instant theirs) {
    if (std::chrono::abs(ours - theirs) <= tolerance) known_ = ours;
  }

  ClockTrust trust(Instant now) const {
    return now >= known_ - tolerance ? ClockTrust::trusted : ClockTrust::untrusted;
  }

 private:
  Instant known_;
};

}  // namespace kiosk
