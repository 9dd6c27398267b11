#include "editorial/events.h"

#include "editorial/instants.h"

namespace kiosk {

void record(Database& database, const Account& by, std::string_view action, std::string_view subject,
            std::string_view detail, Instant now) {
  database.run("INSERT INTO events (at, by, action, subject, detail) VALUES (?, ?, ?, ?, ?)", to_stored(now),
               by.full_name, action, subject, detail);
}

Result<std::vector<Event>> events(Database& database, std::size_t most) {
  return database.read([&]() -> Result<std::vector<Event>> {
    std::vector<Event> found;
    const auto rows = database.ask("SELECT at, by, action, subject, detail FROM events ORDER BY id DESC LIMIT ?", most);
    while (rows->next()) {
      found.push_back({from_stored(rows->number(0)), rows->text(1), rows->text(2), rows->text(3), rows->text(4)});
    }
    return found;
  });
}

}  // namespace kiosk
