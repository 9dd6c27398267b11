#include "schedule/cue.h"

#include "schedule/reading_time.h"
#include "schedule/round.h"

#include <chrono>

namespace kiosk {
namespace {

/// The rounds of a programme as time goes on; makes a new one only where something may have changed.
class Rounds {
 public:
  explicit Rounds(const Programme& programme) : programme_(programme) {}

  const Round& at(Instant t) {
    if (!round_ || t < from_ || t >= until_) {
      round_.emplace(programme_, t);
      from_ = t;
      until_ = programme_.turn_times().next_boundary(t);
    }
    return *round_;
  }

  std::optional<Cue> on(Instant t) {
    const Round& round = at(t);
    return round.empty() ? std::nullopt : std::optional(round.on(t));
  }

  std::optional<Cue> coming_on(Instant t) {
    const Round& round = at(t);
    return round.empty() ? std::nullopt : std::optional(round.coming_on(t));
  }

 private:
  const Programme& programme_;
  std::optional<Round> round_;
  Instant from_;
  Instant until_;
};

/// The last instant up to `t` at which the round alone decides, whatever was on before.
///
/// A slide that runs when something changes ends within one stay (and shortest_stay, for an early start); the one after
/// it ends where the new round has it end, and everything from there on is the round's.
Instant settled_before(const Programme& programme, Instant t) {
  const Millis settling = 2 * (programme.longest() + shortest_stay);
  const Instant horizon = std::chrono::floor<std::chrono::hours>(t) - std::chrono::hours{2};
  for (Instant candidate = t; candidate > horizon;) {
    const Instant boundary = programme.turn_times().last_boundary(candidate);
    if (boundary <= candidate - settling) return candidate;
    candidate = boundary - Millis{1};
  }
  return horizon;
}

/// The newest of the open notices of a level.
std::optional<std::size_t> newest(const Programme& programme, const std::vector<std::size_t>& open, NoticeLevel level) {
  const Notice* best = nullptr;
  for (const auto index : open) {
    const Notice& notice = programme.notices()[index];
    if (notice.level == level && (best == nullptr || notice.from > best->from)) best = &notice;
  }
  return best == nullptr ? std::nullopt : std::optional(best->slide);
}

NoticesNow in_force(const Programme& programme, Instant t) {
  const auto open = programme.notice_times().open_at(t);
  return {newest(programme, open, NoticeLevel::band), newest(programme, open, NoticeLevel::takeover), {}};
}

}  // namespace

std::optional<Cue> cue_at(const Programme& programme, Instant t) {
  Rounds rounds(programme);
  Instant at = settled_before(programme, t);
  auto cue = rounds.on(at);
  for (;;) {
    const Instant ends = cue ? cue->until : programme.turn_times().next_boundary(at);
    if (ends > t) return cue;
    at = ends;
    cue = rounds.coming_on(at);
  }
}

std::optional<Cue> follow(const Cue& running, const Programme& next, Instant t) {
  auto cue = cue_at(next, running.until);
  if (cue && cue->until - running.until < shortest_stay) cue = cue_at(next, cue->until);
  if (!cue || cue->until <= t) return cue_at(next, t);
  cue->since = running.until;
  return cue;
}

Instant next_change(const Programme& programme, Instant t) {
  return programme.turn_times().next_change(t);
}

NoticesNow notices_at(const Programme& programme, Instant t) {
  const NoticesNow present = in_force(programme, t);
  Instant next = programme.notice_times().next_change(t);
  while (next != Instant::max() && in_force(programme, next) == present) {
    next = programme.notice_times().next_change(next);
  }
  return {present.band, present.takeover, next};
}

}  // namespace kiosk
