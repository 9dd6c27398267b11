/// `kiosk check`: what is wrong with a content document or a theme, for the person who wrote it.
#pragma once

#include "model/settings.h"
#include "model/when.h"

#include <optional>

namespace kiosk {

struct CheckOptions {
  Settings settings;       ///< content and theme: what to check, either or both; size, rotate, viewing count
  Language language;       ///< of the sentences; "": the terminal's
  std::optional<When> at;  ///< none: now
  bool json = false;       ///< for programs: one JSON object
  bool strict = false;     ///< warnings count as errors
};

/// Prints to stdout. 0: all is well; EX_DATAERR (65): it is not; EX_NOINPUT, EX_UNAVAILABLE: there was nothing to
/// check; EX_USAGE: neither content nor theme is named.
int check(const CheckOptions& options);

}  // namespace kiosk
