#include "base/format.h"
#include "desk/page.h"
#include "editorial/publications.h"
#include "editorial/stored_json.h"

#include <array>
#include <charconv>

namespace kiosk {
namespace {

constexpr std::size_t most_shown = 200;

/// The slide's title where it can still be found, else its id.
std::string title_by_id(const Visit& visit, std::string_view id) {
  const auto slide = SlideBook(visit.db).find(id);
  return slide ? slide_title(parse_stored(slide->draft.json), visit.tr) : std::string(id);
}

/// The records say it in English, with the slide's id: "published jane-kickoff".
std::string what_words(const Visit& visit, std::string_view what) {
  const auto& tr = visit.tr;
  const auto rest_after = [what](std::string_view start) {
    return what.starts_with(start) ? std::optional(what.substr(start.size())) : std::nullopt;
  };
  if (const auto id = rest_after("published ")) return tr("Published: {0}", title_by_id(visit, *id));
  if (const auto id = rest_after("took down ")) return tr("Taken down: {0}", title_by_id(visit, *id));
  if (const auto number = rest_after("went back to revision ")) return tr("Went back to number {0}", *number);
  if (const auto number = rest_after("went on above revision ")) return tr("Went on above number {0}", *number);
  if (what == "imported") return tr("Taken from a document that was there before.");
  if (what == "order") return tr("The order was changed.");
  return what == "settings" ? tr("The settings were changed.") : std::string(what);
}

HttpResponse show(Visit& visit) {
  const auto& tr = visit.tr;
  const auto publications = Publications(visit.db, visit.pictures).history(most_shown);
  if (!publications) return failed(visit, publications.error());
  Html rows;
  for (const auto& publication : *publications) {
    const bool newest = publication.revision == publications->front().revision;
    Html action;
    if (newest) {
      action = tag("span", {{"class", "pill live"}}, {tr("On the screens")});
    } else if (visit.may(Role::editor)) {
      action = post_button(visit, "/publications/back", "small", tr("Go back to this"),
                           hidden("revision", std::to_string(publication.revision)));
    }
    rows += tag("li", {tag("span", {{"class", "revision"}}, {std::to_string(publication.revision)}),
                       tag("div", {tag("p", {tag("strong", {what_words(visit, publication.what)})}),
                                   tag("p", {{"class", "help"}},
                                       {tr("{0}, {1}", publication.by, moment_text(visit, publication.at))})}),
                       action});
  }
  Html body = tag("h1", {tr("Published")}) +
              tag("p", {{"class", "lead"}},
                  {tr("Everything that was ever on the screens, as a whole: the newest first. Going back puts all "
                      "slides of then on the screens; nothing is lost by it.")});
  body += publications->empty() ? tag("p", {{"class", "empty lead"}}, {tr("Nothing was published yet.")})
                                : tag("ol", {{"class", "timeline"}}, {rows});
  return page(visit, {.title = tr("Published"), .section = "/publications", .body = body});
}

HttpResponse go_back(Visit& visit) {
  const auto written = visit.request.value("revision");
  std::uint64_t revision = 0;
  std::from_chars(written.data(), written.data() + written.size(), revision);
  const auto done = Publications(visit.db, visit.pictures).go_back(revision, visit.who(), visit.now);
  if (!done) return failed(visit, done.error());
  return hand_over(visit, "/publications", words("The screens show again what they showed then."));
}

constexpr std::array routes{
    Route{"GET", "/publications", Door::author, show},
    Route{"POST", "/publications/back", Door::editor, go_back},
};

}  // namespace

std::span<const Route> publications_routes() {
  return routes;
}

}  // namespace kiosk
