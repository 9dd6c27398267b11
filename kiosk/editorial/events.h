/// Who did what, and when: every change that staff make at the desk. Over one Database; its thread.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "editorial/database.h"
#include "editorial/people.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

struct Event {
  Instant at;
  std::string by;
  /// What this folder records: "add", "save", "restore", "duplicate", "review", "order", "remove" of slides; "publish",
  /// "take_down", "publish_again", "go_back"; "settings"; "picture"; "screen", "screen_token", "screen_removed". The
  /// pages add what only they know. desk/words.cpp says them in both languages.
  std::string action;
  std::string subject;  ///< a slide's id, a person, a screen
  std::string detail;
};

/// Inside a transaction of the caller. Throws DatabaseFailure.
void record(Database& database, const Account& by, std::string_view action, std::string_view subject,
            std::string_view detail, Instant now);

/// The newest first.
Result<std::vector<Event>> events(Database& database, std::size_t most);

}  // namespace kiosk
