#include "base/format.h"
#include "desk/editor.h"
#include "editorial/stored_json.h"

#include <charconv>

namespace kiosk {
namespace {

/// "from version 3" and the like are written by the records, in English.
std::string note_words(const std::string& note, const Translator& tr) {
  constexpr std::string_view from = "from version ";
  constexpr std::string_view copy = "copy of ";
  if (note.starts_with(from)) return tr("As in version {0}", note.substr(from.size()));
  if (note.starts_with(copy)) return tr("Copy of {0}", note.substr(copy.size()));
  return note;
}

std::string changes_words(const Json& before, const Json& after, const Translator& tr) {
  constexpr std::size_t most = 4;
  std::vector<std::string> fields;
  for (const auto& difference : differences(before, after, tr)) {
    if (std::ranges::find(fields, difference.field) == fields.end()) fields.push_back(difference.field);
  }
  std::string text;
  for (std::size_t i = 0; i < std::min(fields.size(), most); ++i) text += (i == 0 ? "" : ", ") + fields[i];
  if (fields.size() > most) text += str(", ", tr("{0} more", fields.size() - most));
  return text.empty() ? text : tr("Changed: {0}", text);
}

HttpResponse show(Visit& visit) {
  const auto& tr = visit.tr;
  SlideBook book(visit.db);
  const auto slide = book.find(visit.parts[0]);
  if (!slide) return failed(visit, slide.error());
  const auto versions = book.history(slide->id);
  if (!versions) return failed(visit, versions.error());
  Html rows;
  for (std::size_t i = 0; i < versions->size(); ++i) {
    const auto& version = (*versions)[i];
    const auto json = parse_stored(version.json);
    Html lines = tag("h2", {tr("Version {0}", version.number)});
    Html pills;
    if (slide->live == version.number) pills += tag("span", {{"class", "pill live"}}, {tr("On the screens")});
    if (i == 0) pills += tag("span", {{"class", "pill draft"}}, {tr("Newest")});
    if (!pills.empty()) lines += tag("p", {{"class", "pills"}}, {pills});
    lines += tag("p", {{"class", "help"}}, {tr("{0}, {1}", version.by, moment_text(visit, version.at))});
    if (!version.note.empty()) lines += tag("p", {note_words(version.note, tr)});
    if (i + 1 < versions->size()) lines += tag("p", {changes_words(parse_stored((*versions)[i + 1].json), json, tr)});
    Html action;
    if (i > 0 || slide->state == SlideState::removed) {
      action = post_button(visit, str("/slides/", slide->id, "/restore"), "", tr("Bring back"),
                           hidden("version", std::to_string(version.number)));
    }
    const Html picture = tag("div", {{"class", "thumb"}},
                             {tag("img", {{"src", preview_address(slide->id, version.number, "480x270", tr.language())},
                                          {"alt", tr("Version {0}", version.number)},
                                          {"width", 480},
                                          {"height", 270},
                                          {"loading", "lazy"}})});
    rows += tag("li", {{"class", "slide-row"}},
                {picture, tag("div", {{"class", "about"}}, {lines}), tag("div", {{"class", "row-actions"}}, {action})});
  }
  const auto title = slide_title(parse_stored(slide->draft.json), tr);
  const Html body =
      tag("p", {{"class", "crumbs"}}, {link("/slides", tr("Slides")), " / ", link("/slides/" + slide->id, title)}) +
      tag("h1", {tr("History")}) +
      tag("p", {{"class", "lead"}},
          {tr("Everything that was ever saved is here. What you bring back becomes the newest version; nothing is "
              "published by it.")}) +
      tag("ol", {{"class", "slide-rows"}}, {rows});
  return page(visit, {.title = str(tr("History"), ": ", title), .section = "/slides", .body = body});
}

HttpResponse restore(Visit& visit) {
  const auto written = visit.request.value("version");
  std::int64_t number = 0;
  std::from_chars(written.data(), written.data() + written.size(), number);
  const auto done = SlideBook(visit.db).restore(visit.parts[0], number, visit.who(), visit.now);
  if (!done) return failed(visit, done.error());
  return go_on("/slides/" + visit.parts[0], words("The older version is back as the newest. It is not published yet."));
}

constexpr std::array routes{
    Route{"GET", "/slides/*/history", Door::author, show},
    Route{"POST", "/slides/*/restore", Door::author, restore},
};

}  // namespace

std::span<const Route> history_routes() {
  return routes;
}

}  // namespace kiosk
