/// What the screens report of themselves. A screen has a token of its own; the desk keeps its hash and the last report.
/// Over one Database; its thread.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "editorial/database.h"
#include "editorial/people.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

struct ScreenRecord {
  std::string name;
  Instant added;
  std::optional<Instant> reported;  ///< by the desk's clock
  std::string status;               ///< its status.json; "" before the first
  bool has_snapshot = false;
};

class Screens {
 public:
  explicit Screens(Database& database) : db_(database) {}

  Result<std::vector<ScreenRecord>> all() const;
  /// Returns its token, which is shown once; an older one ends. Error: screens.name (a pattern, too long, controls).
  Result<std::string> add(std::string_view name, const Account& by, Instant now);
  /// Error: screens.missing.
  Result<void> remove(std::string_view name, const Account& by, Instant now);
  /// Which screen's token it is. Error: screens.token.
  Result<std::string> who(std::string_view token) const;
  /// `status` is a JSON object of at most 64 KiB, `snapshot` a PNG of at most 1 MiB, or "" for: as before. What they
  /// hold is the screen's word: text for a page, bytes for an <img>. Errors: screens.token, screens.report.
  Result<void> report(std::string_view token, std::string_view status, std::string_view snapshot, Instant now);
  /// PNG. Error: screens.missing.
  Result<std::string> snapshot(std::string_view name) const;

 private:
  Database& db_;
};

}  // namespace kiosk
