#include "editorial/institute.h"

#include "editorial/events.h"
#include "editorial/stored_institute.h"
#include "editorial/stored_json.h"
#include "parse/document.h"
#include "parse/tree.h"

namespace kiosk {
namespace {

/// By the reader that screens have, which takes whole documents.
std::optional<Institute> read_institute(const Json& tree) {
  const JsonObject document{{"version", document_version}, {"institute", tree}, {"slides", JsonArray{}}};
  auto reading = read_document(write_json_line(document));
  if (!reading.document) return std::nullopt;
  return std::move(reading.document->institute);
}

}  // namespace

Json stored_institute(Database& database) {
  const auto rows = database.ask("SELECT institute FROM desk");
  if (rows->next()) return parse_stored(rows->text(0));
  Institute unnamed;
  unnamed.name = Text({{"en", "Our institute"}, {"nb", "Instituttet vårt"}});
  return to_tree(unnamed);
}

void store_institute(Database& database, const Json& institute) {
  database.run(
      "INSERT INTO desk (one, institute, review) VALUES (1, ?, 0) "
      "ON CONFLICT (one) DO UPDATE SET institute = excluded.institute",
      write_json_line(institute));
}

bool review_is_on(Database& database) {
  const auto rows = database.ask("SELECT review FROM desk");
  return rows->next() && rows->number(0) != 0;
}

Result<DeskSettings> desk_settings(Database& database) {
  return database.read([&]() -> Result<DeskSettings> {
    auto institute = read_institute(stored_institute(database));
    if (!institute) return fail("desk.settings", "The settings of the institute cannot be read by this program.");
    return DeskSettings{std::move(*institute), review_is_on(database)};
  });
}

Result<void> set_desk_settings(Database& database, const DeskSettings& settings, const Account& by, Instant now) {
  const Json tree = to_tree(settings.institute);
  if (read_institute(tree) != settings.institute) {
    return fail("desk.settings", "These settings of the institute are none that a screen would take.");
  }
  return database.in_transaction([&]() -> Result<void> {
    store_institute(database, tree);
    database.run("UPDATE desk SET review = ?", settings.review);
    record(database, by, "settings", "", "", now);
    return {};
  });
}

}  // namespace kiosk
