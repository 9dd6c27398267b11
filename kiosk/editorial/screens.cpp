#include "editorial/screens.h"

#include "base/text.h"
#include "crypto/random.h"
#include "crypto/sha256.h"
#include "editorial/events.h"
#include "editorial/instants.h"
#include "editorial/stored_json.h"

#include <algorithm>

namespace kiosk {
namespace {

constexpr std::size_t longest_name = 64;
constexpr std::size_t most_status_bytes = std::size_t{64} << 10;
constexpr std::size_t most_snapshot_bytes = std::size_t{1} << 20;
constexpr std::string_view png_mark = "\x89PNG\r\n\x1a\n";

/// What a slide's `screens` can name: no pattern.
bool is_screen_name(std::string_view name) {
  return !name.empty() && name.size() <= longest_name && is_utf8(name) && trimmed(name) == name &&
         std::ranges::none_of(
             name, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f || c == '*' || c == '?'; });
}

std::optional<std::string> screen_of(Database& db, std::string_view token) {
  const auto rows = db.ask("SELECT name FROM screens WHERE secret = ?", sha256_hex(token));
  return rows->next() ? std::optional(rows->text(0)) : std::nullopt;
}

tl::unexpected<Error> unknown_token() {
  return fail("screens.token", "This token is of no screen here.");
}

}  // namespace

Result<std::vector<ScreenRecord>> Screens::all() const {
  return db_.read([&]() -> Result<std::vector<ScreenRecord>> {
    std::vector<ScreenRecord> screens;
    const auto rows = db_.ask("SELECT name, added, reported, status, snapshot IS NOT NULL FROM screens ORDER BY name");
    while (rows->next()) {
      screens.push_back({rows->text(0), from_stored(rows->number(1)),
                         rows->is_null(2) ? std::nullopt : std::optional(from_stored(rows->number(2))), rows->text(3),
                         rows->number(4) != 0});
    }
    return screens;
  });
}

Result<std::string> Screens::add(std::string_view name, const Account& by, Instant now) {
  if (!is_screen_name(name)) {
    return fail("screens.name", "A screen's name has 1 to 64 characters, and neither * nor ? among them.");
  }
  return db_.in_transaction([&]() -> Result<std::string> {
    auto token = random_secret();
    const bool is_there = db_.ask("SELECT 1 FROM screens WHERE name = ?", name)->next();
    db_.run(
        "INSERT INTO screens (name, secret, added) VALUES (?, ?, ?) "
        "ON CONFLICT (name) DO UPDATE SET secret = excluded.secret",
        name, sha256_hex(token), to_stored(now));
    record(db_, by, is_there ? "screen_token" : "screen", name, "", now);
    return token;
  });
}

Result<void> Screens::remove(std::string_view name, const Account& by, Instant now) {
  return db_.in_transaction([&]() -> Result<void> {
    if (!db_.ask("DELETE FROM screens WHERE name = ? RETURNING name", name)->next()) {
      return fail("screens.missing", "There is no such screen.");
    }
    record(db_, by, "screen_removed", name, "", now);
    return {};
  });
}

Result<std::string> Screens::who(std::string_view token) const {
  return db_.read([&]() -> Result<std::string> {
    auto screen = screen_of(db_, token);
    if (!screen) return unknown_token();
    return std::move(*screen);
  });
}

Result<void> Screens::report(std::string_view token, std::string_view status, std::string_view snapshot, Instant now) {
  return db_.in_transaction([&]() -> Result<void> {
    const auto screen = screen_of(db_, token);
    if (!screen) return unknown_token();
    if (status.size() > most_status_bytes || parse_stored(status).as<JsonObject>() == nullptr) {
      return fail("screens.report", "A report is one JSON object of at most 64 KiB.");
    }
    if (!snapshot.empty() && (snapshot.size() > most_snapshot_bytes || !snapshot.starts_with(png_mark))) {
      return fail("screens.report", "A snapshot is a PNG of at most 1 MiB.");
    }
    db_.run("UPDATE screens SET reported = ?, status = ? WHERE name = ?", to_stored(now), status, *screen);
    if (!snapshot.empty()) db_.run("UPDATE screens SET snapshot = CAST(? AS BLOB) WHERE name = ?", snapshot, *screen);
    return {};
  });
}

Result<std::string> Screens::snapshot(std::string_view name) const {
  return db_.read([&]() -> Result<std::string> {
    const auto rows = db_.ask("SELECT snapshot FROM screens WHERE name = ? AND snapshot IS NOT NULL", name);
    if (!rows->next()) return fail("screens.missing", "There is no picture of such a screen.");
    return rows->text(0);
  });
}

}  // namespace kiosk
