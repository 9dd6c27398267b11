/// Decides what is on the screen: the running slide to its end, then what the programme says; a takeover at once. Told
/// the time, never asks for it. Used by the main thread only.
#pragma once

#include "schedule/cue.h"
#include "studio/look.h"

#include <cstddef>
#include <optional>

namespace kiosk {

class Director {
 public:
  explicit Director(const ScreenProfile& profile);

  /// New content; it comes on at the next boundary, or at once where only the built-in slide is on.
  void take(EditionPtr edition);
  const EditionPtr& edition() const { return edition_; }
  /// While the clock is not trusted, what has a date waits.
  void trust(ClockTrust trust);

  /// What is on at `t`. Call it with the present time; the answer holds until look_ends().
  Look look_at(Instant t);
  /// What comes after `look`, which is on at `t`, should no other content come before: for preparing ahead. The same
  /// slide, where a band comes or goes over it.
  Look after(const Look& look, Instant t) const;
  /// When look_at() has to be asked again at the latest.
  Instant look_ends(const Look& look, Instant t) const;

 private:
  struct Running {
    EditionPtr edition;
    ClockTrust trust;  ///< by which programme of the edition
    Cue cue;
  };
  const Programme& programme() const { return programme_of(*edition_, trust_); }
  std::optional<Running> cue_on(const std::optional<Running>& running, Instant t) const;
  Look look_of(const Running& running, Instant t) const;
  Look takeover_look(std::size_t slide, Instant ends, Instant t) const;

  EditionPtr built_in_;
  EditionPtr edition_;
  ClockTrust trust_ = ClockTrust::trusted;
  std::optional<Running> running_;
};

}  // namespace kiosk
