#include "app/director.h"

#include <algorithm>
#include <utility>

namespace kiosk {
namespace {

using namespace std::chrono_literals;

/// A wall clock that is further from the running slide than this has jumped: the grid alone decides.
constexpr Millis jump = 5s;
/// How long a takeover stays in one language where there are several, and until it is prepared anew where there is one.
constexpr Millis takeover_turn = 12s;
constexpr Millis takeover_stay = 5min;

}  // namespace

Director::Director(const ScreenProfile& profile) : built_in_(built_in_edition(profile)), edition_(built_in_) {}

void Director::take(EditionPtr edition) {
  edition_ = std::move(edition);
  if (running_ && running_->edition == built_in_) running_.reset();
}

void Director::trust(ClockTrust trust) {
  if (std::exchange(trust_, trust) != trust && running_ && running_->edition == built_in_) running_.reset();
}

/// The cue at `t`, of the present content, or of the built-in slide where nothing is to be shown.
std::optional<Director::Running> Director::cue_on(const std::optional<Running>& running, Instant t) const {
  // Set back by less, the clock would bring the last slide back for a moment.
  if (running && t >= running->cue.since - jump && t < running->cue.until) return running;
  const bool moves_on = running && t >= running->cue.until && t < running->cue.until + jump;
  const auto cue = moves_on ? follow(running->cue, programme(), t) : cue_at(programme(), t);
  if (cue) return Running{edition_, trust_, *cue};
  const auto fallback = cue_at(built_in_->programme, t);
  return fallback ? std::optional(Running{built_in_, ClockTrust::trusted, *fallback}) : std::nullopt;
}

Look Director::look_of(const Running& running, Instant t) const {
  const auto& entry = programme_of(*running.edition, running.trust).entries()[running.cue.entry];
  Look look{running.edition,
            entry.slide,
            entry.language,
            running.cue.since,
            running.cue.until,
            {running.cue.position, running.cue.count},
            {},
            false};
  // A band belongs to the newest content, even while a slide of the one before runs to its end.
  if (running.edition == edition_) look.band = notices_at(programme(), t).band;
  return look;
}

Look Director::takeover_look(std::size_t slide, Instant ends, Instant t) const {
  const auto& languages = programme().notice_languages(slide);
  const Millis stay = languages.size() == 1 ? takeover_stay : takeover_turn;
  const auto turn = t.time_since_epoch() / stay;
  const Instant since{turn * stay};
  const auto count = static_cast<std::int64_t>(languages.size());
  const auto& language = languages[static_cast<std::size_t>(((turn % count) + count) % count)];
  return {edition_, slide, language, since, std::min(ends, since + stay), {}, {}, true};
}

Look Director::look_at(Instant t) {
  running_ = cue_on(running_, t);
  const auto notices = notices_at(programme(), t);
  if (notices.takeover) return takeover_look(*notices.takeover, notices.next, t);
  if (!running_) return {built_in_, 0, "en", t, t + takeover_turn, {}, {}, false};
  return look_of(*running_, t);
}

Look Director::after(const Look& look, Instant now) const {
  const Instant t = look_ends(look, now);
  const auto notices = notices_at(programme(), t);
  if (notices.takeover) return takeover_look(*notices.takeover, notices.next, t);
  const auto next = cue_on(running_, t);
  return next ? look_of(*next, t) : look;
}

Instant Director::look_ends(const Look& look, Instant t) const {
  return std::min(look.until, notices_at(programme(), t).next);
}

}  // namespace kiosk
