/// The window on the lobby's screen: shows whole pictures, changes parts of them, and fades from one to the next.
/// Main thread only, and at most one at a time; wake() alone may be called from any thread and from a signal handler.
///
/// Nothing but the caller's pictures is ever seen: there is no clearing and no frame between two of them.
#pragma once

#include "base/bitmap.h"
#include "base/clock.h"
#include "base/descriptor.h"
#include "base/result.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace kiosk {

class Presenter;

/// How pictures get to the window. Without a GPU a plain loop over the window's own pixels is many times faster than
/// any renderer; with one, the pictures are textures and a fade costs nothing.
enum class DisplayWay { by_what_there_is, surface, renderer };

struct DisplayOptions {
  int display = 0;        ///< counted from 0, in the system's order
  bool windowed = false;  ///< a window on a desk: may be resized and closed, leaves the pointer alone
  Size size;              ///< 0×0: the display's, or 1280×720 in a window
  std::string title = "kiosk";
  DisplayWay way = DisplayWay::by_what_there_is;
};

struct DisplayEvents {
  bool quit_asked = false;  ///< Esc, or the window was closed; never on a whole screen, where nobody may end the show
  bool resized = false;     ///< pictures of the new size() are wanted; those of the old one are stretched until then
  Error failed{};           ///< of repairing the window; code "" where nothing failed
};

class Display {
 public:
  /// Opens the window, which is seen from the first show() on, where SDL finds a way to one (KMSDRM, Wayland, X11;
  /// SDL_VIDEODRIVER decides otherwise), over the whole display unless `size` says less. Logs which way was chosen
  /// ("screen.way"). Errors: screen.no_display (nothing to show on: wait and try again), screen.failed.
  static Result<std::unique_ptr<Display>> open(const DisplayOptions& options);
  ~Display();

  /// In pixels: the size that pictures should have.
  Size size() const;
  /// In pictures a second; 60 where the system does not say.
  double refresh_rate() const;
  /// Whether drawing waits for the screen's own rhythm. Where it does not, a Pacer must keep the pace.
  bool keeps_pace() const;

  /// Shows `picture` now, in place of all there was. Errors of this and the others that draw: screen.failed.
  Result<void> show(Bitmap picture);
  /// Shows `box` of `changed`, which is a picture of the whole or just of the box, over the picture that is on.
  /// In a fade nothing is done: what comes is up to date, and what goes need not be.
  Result<void> patch(const Bitmap& changed, const Box& box);

  /// Makes `picture` the one to fade to next. In the middle of a fade it begins from the frame that is on.
  void stage(Bitmap picture);
  /// Does a few milliseconds of what stage() left to do; true when nothing is left. To be called while nothing moves;
  /// the first fade() does the rest at once.
  Result<bool> stage_some();
  /// Draws a frame between the picture that is on (0) and the staged one (256).
  Result<void> fade(unsigned weight);
  /// Ends the fade: the staged picture is on.
  Result<void> settle();

  /// Takes what the system has sent since the last call, and repairs the window where it was uncovered. All input is
  /// swallowed.
  DisplayEvents pump();
  /// Sleeps until something came that pump() should see, until wake() or a signal, but no longer than `at_most`.
  void wait(Millis at_most);
  void wake() const;

  /// What is on the window now.
  Result<Bitmap> read_back();

  /// Draws what is on once more, though nothing changed: the proof that drawing still works.
  Result<void> refresh();
  /// Makes what draws anew, after an error, and shows what was on. Where that fails, the display is of no more use.
  Result<void> renew();
  /// Whether the screens that are plugged in are others than when this was opened, where SDL would not notice (KMSDRM):
  /// the show begins anew then. Reads a few files of the kernel's.
  bool other_screens() const;
  /// How many frames have got to the window since it was opened.
  std::uint64_t frames() const { return frames_; }

 private:
  struct System;  // SDL itself and the window
  Display(const DisplayOptions& options, std::unique_ptr<System> system, std::unique_ptr<Presenter> presenter,
          Descriptor alarm);

  /// Counts a frame that has got to the window.
  Result<void> counted(Result<void> drawn);

  const bool windowed_;
  const DisplayWay way_;
  const Descriptor alarm_;  ///< an eventfd: the wait() that polls it ends
  std::unique_ptr<System> system_;
  std::unique_ptr<Presenter> presenter_;  ///< goes before the window
  Size known_size_;                       ///< when pump() looked last
  const std::string screens_;  ///< that were plugged in at the start; empty where SDL looks after them itself
  Bitmap shown_;
  Bitmap staged_;                   ///< empty when nothing is staged
  std::optional<unsigned> weight_;  ///< of the last frame, within a fade
  std::uint64_t frames_ = 0;
};

}  // namespace kiosk
