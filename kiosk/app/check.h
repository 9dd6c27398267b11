/// `kiosk check`: what is wrong with a content document, for the person who wrote it.
#pragma once

#include "model/settings.h"

namespace kiosk {

struct CheckOptions {
  Settings settings;    ///< content: what to check
  bool json = false;    ///< for programs: one JSON object
  bool strict = false;  ///< warnings count as errors
};

/// Prints to stdout. 0: all is well; EX_DATAERR (65): it is not; EX_NOINPUT or EX_UNAVAILABLE: there was nothing to
/// check.
int check(const CheckOptions& options);

}  // namespace kiosk
