/// The lobby screen: the loop that waits, hears what came, reads the clock, asks what should be on, and draws it.
/// Main thread only.
#pragma once

#include "base/clock.h"
#include "model/settings.h"

#include <optional>
#include <string>

namespace kiosk {

struct ShowOptions {
  Settings settings;
  std::optional<Millis> duration;  ///< ends by itself after so long; else at SIGTERM or SIGINT
  Millis clock_shift{0};           ///< `--at`: how far from the machine's clock the show plays
  std::string frame_log;           ///< file; empty: none
};

/// Plays until it is told to end; returns an exit code (sysexits.h).
int show(const ShowOptions& options);

}  // namespace kiosk
