#include "base/format.h"
#include "desk/editor.h"
#include "desk/form_fields.h"
#include "desk/form_values.h"
#include "desk/publishing.h"
#include "parse/kinds.h"

namespace kiosk {
namespace {

/// In the order in which an institute needs them; a film needs a file that the desk cannot take, and a notice has a
/// page of its own, but both can be made here too.
HttpResponse pick(Visit& visit) {
  const auto& tr = visit.tr;
  Html cards;
  for (const auto kind : kind_words()) {
    cards += tag("li", {tag("a", {{"class", "kind-card"}, {"href", str("/new/", kind)}},
                            {kind_picture(kind), tag("strong", {kind_name(kind, tr)}),
                             tag("span", {{"class", "help"}}, {tr(help_of_kind(kind))})})});
  }
  const Html body = tag("h1", {tr("New slide")}) + tag("p", {{"class", "lead"}}, {tr("What kind of slide is it?")}) +
                    tag("ul", {{"class", "kinds"}}, {cards});
  return page(visit, {.title = tr("New slide"), .section = "/slides", .body = body, .wide = true});
}

HttpResponse no_such_kind(const Visit& visit) {
  return failed(visit, {"slides.missing", "There is no such kind of slide."});
}

HttpResponse show_form(Visit& visit) {
  if (fields_of_kind(visit.parts[0]).empty()) return no_such_kind(visit);
  return editor_page(visit, {.slide = JsonObject{{"kind", visit.parts[0]}}});
}

HttpResponse add(Visit& visit) {
  auto submission = read_submission(visit);
  if (kind_of_slide(submission.slide) != visit.parts[0]) return no_such_kind(visit);
  if (submission.wish.empty() || submission.error) {
    return editor_page(visit, {.slide = std::move(submission.slide),
                               .entries = std::move(submission.entries),
                               .error = std::move(submission.error),
                               .unsaved = true});
  }
  const auto slide = SlideBook(visit.db).add(submission.slide, visit.who(), visit.now);
  if (!slide) return failed(visit, slide.error());
  return fulfil(visit, *slide, submission.wish);
}

constexpr std::array routes{
    Route{"GET", "/new", Door::author, pick},
    Route{"GET", "/new/*", Door::author, show_form},
    Route{"POST", "/new/*", Door::author, add},
};

}  // namespace

std::span<const Route> new_routes() {
  return routes;
}

}  // namespace kiosk
