/// The slides that go round while nothing comes or goes, in their order. Immutable after construction; pure.
#pragma once

#include "schedule/cue.h"

#include <cstddef>
#include <vector>

namespace kiosk {

class Round {
 public:
  /// The round of those slides that may be shown at `t`.
  Round(const Programme& programme, Instant t);

  bool empty() const { return slots_.empty(); }
  /// What the round alone has on at `t`. Not for an empty one.
  Cue on(Instant t) const;
  /// What comes on at `t`: what is on, or the next where that has less than shortest_stay left.
  Cue coming_on(Instant t) const;

 private:
  struct Slot {
    std::size_t entry;
    std::size_t position;
    Millis starts;  // since the round's beginning
    Millis stay;
  };

  std::size_t slot_at(Millis offset) const;
  Millis offset_of(Instant t) const;

  std::vector<Slot> slots_;
  std::size_t count_ = 0;
  Millis length_{0};
};

}  // namespace kiosk
