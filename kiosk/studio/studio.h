/// Where slides are made ready: composed, typeset, their pictures decoded, painted into opaque pixels in the screen's
/// own orientation, with the few small pieces that change while the slide stands. Owns fonts and decoded pictures: one
/// thread at a time (the prepare thread of the show; the only thread of `render` and `check`).
#pragma once

#include "base/bitmap.h"
#include "layout/legible.h"
#include "model/settings.h"
#include "screen/rotate.h"
#include "studio/look.h"

#include <filesystem>
#include <list>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace kiosk {

class Decoder;

/// A slide ready to be shown: nothing is left to do but to copy pixels.
struct Prepared {
  struct Clock {
    Instant from;  ///< show it from then on
    Bitmap piece;
    Box where;
  };

  Look look;
  Bitmap picture;            ///< with the clock of look.since and the present dot empty
  Bitmap full_pill;          ///< the present dot when it is full; empty where there are no dots
  Box pill;                  ///< where it goes
  std::vector<Clock> clock;  ///< one for each minute that begins while the slide is on, in order
  std::vector<Finding> findings;
};

struct Judgement {
  std::vector<Seen> seen;
  std::vector<Finding> findings;
};

struct StudioOptions {
  Size screen;
  Rotation rotation = Rotation::none;
  std::string theme;          ///< over the document's own; empty: the document's
  std::stop_token stop = {};  ///< when asked, a slide is finished without the pictures that it still lacks
};

class Studio {
 public:
  explicit Studio(StudioOptions options);
  ~Studio();

  /// Never fails: what is missing is left out and logged, as it would be on the screen.
  Prepared prepare(const Look& look);

  /// What people in front of the screen see of the slide, by itself, and what of it they cannot see or read: what was
  /// cut, what is too small, what does not stand out from what is behind it. Nothing where the machine has no fonts.
  Judgement judge(const Look& look, const Viewing& viewing);

 private:
  class Fitting;  // theme, fonts and what is decoded for them

  Fitting& fitting_for(const Look& look);

  const StudioOptions options_;
  const std::unique_ptr<Decoder> decoder_;
  std::list<Fitting> fittings_;  ///< the last used first
};

/// The part of the present dot that is filled after `share` (0 to 1) of the slide's time: its box grows in the reading
/// direction of the turned screen.
Box filled_part(const Box& pill, double share, Rotation rotation);

}  // namespace kiosk
