/// What is on the display and what comes next: holds the prepared slides, fades from one to the other, and keeps the
/// small moving parts (dots, clock) up to date. Knows nothing of programmes. Main thread only.
#pragma once

#include "screen/display.h"
#include "screen/frame_log.h"
#include "screen/pacer.h"
#include "studio/studio.h"

#include <cstdint>
#include <memory>
#include <optional>

namespace kiosk {

class Stage {
 public:
  Stage(Display& display, Rotation rotation, std::optional<FrameLog> frame_log);

  /// The slide that is on, or that is fading in; nullptr before the first one.
  const Look* shown() const { return on_ && !misfit_ ? &on_->look : nullptr; }
  /// The slide that is ready to come; nullptr where none is.
  const Look* waiting() const { return next_ ? &next_->look : nullptr; }
  bool moving() const { return fade_ != nullptr; }
  /// How many frames of fades came so late that one could have been seen to be missing.
  std::uint64_t late_frames() const { return late_frames_; }

  /// The display has another size: what is on stays, stretched, until the next go(), which is no fade then.
  void refit();
  /// Takes a slide to come; one that waited before is dropped. Not while a fade runs.
  void take(Prepared prepared);
  /// Lets the waiting slide come: at once where nothing is on yet, else in a fade of 0.8 s.
  Result<void> go();
  /// Does what is due: the next frame of a fade (which waits for its time), else a step of the dots or the clock.
  Result<void> turn(Instant now);
  /// When turn() has something to do again, while nothing moves.
  Instant next_step(Instant now) const;

 private:
  struct Fade {
    FrameTime start;
    Pacer pacer;
    FrameTime last;  ///< when the last frame was presented
  };
  /// The part of the present dot that is filled at `now`.
  Box filled(Instant now) const;
  Result<void> frame();
  void count_late();
  Result<void> step(Instant now);
  void note(FrameKind kind);

  Display& display_;
  const Rotation rotation_;
  std::optional<FrameLog> frame_log_;
  std::optional<Prepared> on_;
  std::optional<Prepared> next_;
  std::unique_ptr<Fade> fade_;
  bool misfit_ = false;     ///< what is on was made for another size
  Box filled_;              ///< of the present dot, as last drawn
  std::size_t clocks_ = 0;  ///< how many of on_->clock have been drawn
  std::uint64_t late_frames_ = 0;
};

}  // namespace kiosk
