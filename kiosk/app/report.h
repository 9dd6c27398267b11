/// What staff can see of a running screen: status.json, and how `kiosk status` says it. Pure functions.
#pragma once

#include "app/director.h"
#include "base/result.h"

#include <optional>
#include <string>
#include <string_view>

namespace kiosk {

struct Report {
  std::string screen;
  std::string content_source;  ///< the setting
  Instant started;
  Instant now;
  Look look;           ///< what is on
  EditionPtr edition;  ///< the newest content; a slide of the one before may still be on
  std::optional<Instant> last_contact;
  Error last_error;  ///< of the last update; code "" when it went well
  int failures = 0;  ///< in a row
  std::optional<Instant> next_try;
};

/// status.json, format version 1.
std::string to_json(const Report& report);

/// The process that wrote this status.json, or 0.
int pid_in_status(std::string_view json);

/// A few lines for a terminal, from the text of status.json; `running` says whether its process is there. Errors:
/// status.unreadable.
Result<std::string> describe_status(std::string_view json, bool running);

}  // namespace kiosk
