#include "desk/page.h"
#include "editorial/events.h"

#include <array>

namespace kiosk {
namespace {

constexpr std::size_t most_shown = 500;

struct ActionWords {
  std::string_view action;
  std::string_view key;
};
/// {0} is what it was done to, {1} what else is known.
constexpr std::array actions{
    ActionWords{"add", words("Made the slide {0}")},
    ActionWords{"save", words("Saved the slide {0}")},
    ActionWords{"restore", words("Brought back an older version of {0}")},
    ActionWords{"duplicate", words("Made {0} as a copy")},
    ActionWords{"review", words("Asked for a review of {0}")},
    ActionWords{"order", words("Changed the order of the slides")},
    ActionWords{"remove", words("Threw away {0}")},
    ActionWords{"publish", words("Published {0}")},
    ActionWords{"take_down", words("Took down {0}")},
    ActionWords{"publish_again", words("Handed the screens what had changed")},
    ActionWords{"go_back", words("Went back to what was published before")},
    ActionWords{"import", words("Took slides from a document")},
    ActionWords{"settings", words("Changed the settings of the institute")},
    ActionWords{"picture", words("Uploaded the picture {1}")},
    ActionWords{"screen", words("Added the screen {0}")},
    ActionWords{"screen_token", words("Made a new token for the screen {0}")},
    ActionWords{"screen_removed", words("Removed the screen {0}")},
    ActionWords{"notice", words("Showed the urgent notice {0} ({1})")},
    ActionWords{"invite", words("Invited somebody ({1})")},
    ActionWords{"new_password", words("Made an address for a new password of {0}")},
    ActionWords{"role", words("Changed the role of {0} ({1})")},
    ActionWords{"close", words("Closed the account {0}")},
    ActionWords{"open", words("Opened the account {0} again")},
};

std::string words_for(const Event& event, const Translator& tr) {
  for (const auto& [action, key] : actions) {
    if (action == event.action) return tr(key, event.subject, event.detail);
  }
  return event.action + ' ' + event.subject;
}

HttpResponse show(Visit& visit) {
  const auto& tr = visit.tr;
  const auto all = events(visit.db, most_shown);
  if (!all) return failed(visit, all.error());
  Html rows;
  for (const auto& event : *all) {
    rows += tag("tr",
                {tag("td", {moment_text(visit, event.at)}), tag("td", {event.by}), tag("td", {words_for(event, tr)})});
  }
  const auto column = [](const std::string& label) { return tag("th", {{"scope", "col"}}, {label}); };
  const Html body =
      tag("h1", {tr("Who did what")}) +
      tag("div", {{"class", "table"}, {"role", "region"}, {"aria-label", tr("Who did what")}, {"tabindex", "0"}},
          {tag("table", {tag("thead", {tag("tr", {column(tr("When")), column(tr("Who")), column(tr("What"))})}),
                         tag("tbody", {rows})})});
  return page(visit, {.title = tr("Who did what"), .section = "/people", .body = body});
}

constexpr std::array routes{
    Route{"GET", "/events", Door::admin, show},
};

}  // namespace

std::span<const Route> events_routes() {
  return routes;
}

}  // namespace kiosk
