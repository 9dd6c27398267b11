#include "base/format.h"
#include "desk/page.h"
#include "desk/screen_status.h"
#include "editorial/publications.h"
#include "editorial/screens.h"
#include "editorial/stored_json.h"

#include <array>

namespace kiosk {
namespace {

Html state_of(const Visit& visit, const ScreenRecord& screen, const ScreenStatus& status) {
  const auto& tr = visit.tr;
  switch (status.state) {
    case ScreenState::unheard:
      return tag("span", {{"class", "pill draft"}}, {tr("Not heard of yet")});
    case ScreenState::silent:
      return tag("span", {{"class", "pill trouble"}},
                 {tr("Silent, last heard {0}", ago_text(visit, *screen.reported))});
    case ScreenState::troubled:
      return tag("span", {{"class", "pill review"}}, {tr("Needs a look")});
    case ScreenState::well:
      return tag("span", {{"class", "pill live"}}, {tr("Well")});
  }
  return {};
}

/// The slide's title where the desk knows it, and its id where it does not.
std::string title_by_id(const Visit& visit, const std::string& id) {
  const auto slide = SlideBook(visit.db).find(id);
  return slide ? slide_title(parse_stored(slide->draft.json), visit.tr) : id;
}

Html facts_of(const Visit& visit, const ScreenRecord& screen, const ScreenStatus& status, std::uint64_t newest) {
  const auto& tr = visit.tr;
  Html facts;
  const auto fact = [&facts](const std::string& label, const std::string& value) {
    if (!value.empty()) facts += tag("dt", {label}) + tag("dd", {value});
  };
  if (!status.slide.empty()) fact(tr("On screen"), str(title_by_id(visit, status.slide), " (", status.language, ")"));
  if (status.revision != 0) {
    fact(tr("Content"),
         status.revision == newest ? tr("The newest, number {0}", newest) : tr("Number {0}", status.revision));
  }
  if (screen.reported) fact(tr("Last heard"), ago_text(visit, *screen.reported));
  if (!status.program.empty()) fact(tr("Program"), status.program);
  return tag("dl", {{"class", "facts"}}, {facts});
}

Html card(const Visit& visit, const ScreenRecord& screen, std::uint64_t newest) {
  const auto& tr = visit.tr;
  const auto status = status_of(screen, newest, visit.now, tr);
  const auto address = "/screens/" + url_escaped(screen.name);
  Html picture = tag("div", {{"class", "thumb"}}, {tag("span", {tr("No picture yet")})});
  if (screen.has_snapshot) {
    const auto moment = screen.reported ? screen.reported->time_since_epoch().count() : 0;
    picture = tag("div", {{"class", "thumb"}},
                  {tag("img", {{"src", str(address, "/snapshot.png?at=", moment)},
                               {"alt", tr("What {0} showed last", screen.name)}})});
  }
  Html troubles;
  for (const auto& trouble : status.troubles) troubles += tag("li", {trouble});
  if (!troubles.empty()) troubles = tag("ul", {{"class", "box remarks"}}, {troubles});
  Html actions;
  if (visit.may(Role::admin)) {
    actions = tag("div", {{"class", "buttons"}},
                  {post_button(visit, "/screens", "quiet", tr("New token"), hidden("name", screen.name)),
                   post_button(visit, address + "/remove", "danger-quiet", tr("Remove"))});
  }
  return tag("li", {{"class", "card screen-card"}},
             {picture, tag("h2", {screen.name}), tag("p", {state_of(visit, screen, status)}), troubles,
              facts_of(visit, screen, status, newest), actions});
}

Html add_form(const Visit& visit) {
  const auto& tr = visit.tr;
  return post_form(visit, "/screens", {{"class", "card"}},
                   tag("h2", {tr("Add a screen")}) +
                       plain_field("name", "text", tr("Name"),
                                   tr("Where it hangs, such as lobby or floor-3: as in the settings of the screen."),
                                   "", {{"required", true}, {"autocapitalize", "none"}, {"spellcheck", "false"}}) +
                       tag("p", {submit(tr("Add"))}));
}

HttpResponse list(Visit& visit) {
  const auto& tr = visit.tr;
  const auto screens = Screens(visit.db).all();
  if (!screens) return failed(visit, screens.error());
  const auto history = Publications(visit.db, visit.pictures).history(1);
  if (!history) return failed(visit, history.error());
  const auto newest = history->empty() ? 0 : history->front().revision;
  Html cards;
  std::int64_t well = 0;
  for (const auto& screen : *screens) {
    cards += card(visit, screen, newest);
    well += status_of(screen, newest, visit.now, tr).state == ScreenState::well ? 1 : 0;
  }
  Html body = tag("h1", {tr("Screens")});
  if (screens->empty()) {
    body += tag("p", {{"class", "lead"}},
                {tr("No screen reports to this desk yet. Screens work without that; but then nobody sees from here "
                    "what they show.")});
  } else {
    body +=
        tag("p", {{"class", "lead"}}, {tr("{0} of {1} are well and have the newest content.", well, screens->size())});
    body += tag("ul", {{"class", "grid"}}, {cards});
  }
  if (visit.may(Role::admin)) body += add_form(visit);
  return page(visit, {.title = tr("Screens"), .section = "/screens", .body = body, .wide = true});
}

HttpResponse add(Visit& visit) {
  const auto& tr = visit.tr;
  const std::string name(visit.request.value("name"));
  const auto token = Screens(visit.db).add(name, visit.who(), visit.now);
  if (!token) return failed(visit, token.error());
  const Html body = tag("h1", {tr("The token of {0}", name)}) +
                    tag("p", {{"class", "lead"}},
                        {tr("It is shown only now, and an older one of this screen is no longer good. Whoever looks "
                            "after the screen puts it into a file that only the screen's program may read, and names "
                            "that file in the screen's settings.")}) +
                    tag("p", {{"class", "secret"}}, {*token}) +
                    tag("p", {link("/screens", tr("Done"), "button primary")});
  return page(visit, {.title = tr("The token of {0}", name), .section = "/screens", .body = body});
}

HttpResponse remove(Visit& visit) {
  const auto done = Screens(visit.db).remove(visit.parts[0], visit.who(), visit.now);
  return done ? go_on("/screens", words("The screen was removed.")) : failed(visit, done.error());
}

HttpResponse snapshot(Visit& visit) {
  auto png = Screens(visit.db).snapshot(visit.parts[0]);
  if (!png) return failed(visit, png.error());
  return {200, "image/png", std::move(*png), {}};
}

constexpr std::array routes{
    Route{"GET", "/screens", Door::author, list},
    Route{"POST", "/screens", Door::admin, add},
    Route{"POST", "/screens/*/remove", Door::admin, remove},
    Route{"GET", "/screens/*/snapshot.png", Door::author, snapshot},
};

}  // namespace

std::span<const Route> screens_routes() {
  return routes;
}

}  // namespace kiosk
