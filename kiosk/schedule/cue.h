/// What is on at a time: a pure function of the programme and the clock (UTC), so that screens with the same content
/// are in step without talking, a restart goes on where the lobby was, and any moment can be rendered ahead.
///
/// While nothing comes or goes, the slides that may be shown go round without end, and a round begins whenever the
/// time since 1970-01-01T00:00Z is a whole number of rounds. When a slide comes or goes, the one that is running stays
/// to its end, and from there the new round decides: it comes in with the slide that it has on then, or with the next
/// one, which then starts early, where that has less than shortest_stay left. All functions are pure; any thread.
#pragma once

#include "base/clock.h"
#include "schedule/programme.h"

#include <cstddef>
#include <optional>

namespace kiosk {

/// A slide on the screen: from `since` until just before `until`, at least shortest_stay (schedule/reading_time.h).
struct Cue {
  std::size_t entry = 0;  ///< of Programme::entries()
  Instant since;
  Instant until;
  std::size_t position = 0;  ///< of the slide among those of the round, from 0
  std::size_t count = 0;     ///< how many different slides the round has
  bool operator==(const Cue&) const = default;
};

/// What is on at `t`; nothing where no slide may be shown.
///
/// To know it, the past is played again from the last moment before which nothing had changed for long. Should there be
/// none for two hours, play starts there all the same; screens may then differ until a time without changes that is as
/// long as two slides.
std::optional<Cue> cue_at(const Programme& programme, Instant t);

/// What is on at `t`, not before the end of `running`, where `next` may be another programme: it comes in where
/// `running` ends as described above. With the same programme this is cue_at().
std::optional<Cue> follow(const Cue& running, const Programme& next, Instant t);

/// The first instant after `t` at which other slides may be shown than at `t`, or Instant::max().
Instant next_change(const Programme& programme, Instant t);

/// The notices in force, by index of Document::slides: of several, the one with the newest `from`, and of those the
/// first in the document.
struct NoticesNow {
  std::optional<std::size_t> band;
  std::optional<std::size_t> takeover;
  Instant next;  ///< when that changes, or Instant::max()
  bool operator==(const NoticesNow&) const = default;
};
NoticesNow notices_at(const Programme& programme, Instant t);

}  // namespace kiosk
