#include "base/format.h"
#include "desk/draft.h"
#include "desk/editor.h"
#include "desk/form_values.h"
#include "desk/publishing.h"
#include "editorial/publications.h"
#include "editorial/stored_json.h"

#include <charconv>

namespace kiosk {
namespace {

std::string address_of(std::string_view id) {
  return str("/slides/", id);
}

HttpResponse show(Visit& visit) {
  auto slide = SlideBook(visit.db).find(visit.parts[0]);
  if (!slide) return failed(visit, slide.error());
  Editing editing{.slide = parse_stored(slide->draft.json)};
  editing.remarks = read_draft(editing.slide, visit.settings, visit.tr).remarks;
  editing.record = std::move(*slide);
  return editor_page(visit, editing);
}

std::int64_t number_of(std::string_view text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

/// What the form says; the slide itself where the form says nothing new of it. An imported slide has its members in an
/// order of its own, and ones that no form asks for: neither makes it another version.
Json or_as_it_was(const Json& submitted, Json before) {
  const bool same = write_json_line(submitted) == write_json_line(slide_of_form(form_of_slide(before)));
  return same ? std::move(before) : submitted;
}

HttpResponse save(Visit& visit) {
  SlideBook book(visit.db);
  auto slide = book.find(visit.parts[0]);
  if (!slide) return failed(visit, slide.error());
  auto submission = read_submission(visit);
  if (submission.wish.empty() || submission.error) {
    slide->draft.number = number_of(visit.request.value("_base"));  // what the form began with stays its base
    return editor_page(visit, {.slide = std::move(submission.slide),
                               .record = std::move(*slide),
                               .entries = std::move(submission.entries),
                               .error = std::move(submission.error),
                               .unsaved = true});
  }
  const auto saved = book.save(slide->id, number_of(visit.request.value("_base")),
                               or_as_it_was(submission.slide, parse_stored(slide->draft.json)), visit.who(), visit.now);
  if (!saved && saved.error().code == "slides.conflict") return conflict_page(visit, *slide, submission.slide);
  if (!saved) return failed(visit, saved.error());
  return fulfil(visit, *saved, submission.wish);
}

HttpResponse duplicate(Visit& visit) {
  const auto copy = SlideBook(visit.db).duplicate(visit.parts[0], visit.who(), visit.now);
  if (!copy) return failed(visit, copy.error());
  return go_on(address_of(copy->id), words("This is a copy. Change its dates and texts, and publish it."));
}

HttpResponse take_down(Visit& visit) {
  if (visit.settings.review && !visit.may(Role::editor)) {
    return failed(visit, {"publish.role", "An editor must take this down."});
  }
  const auto done = Publications(visit.db, visit.pictures).take_down(visit.parts[0], visit.who(), visit.now);
  if (!done) return failed(visit, done.error());
  return hand_over(visit, address_of(visit.parts[0]), words("Taken down: no screen shows it any more."));
}

HttpResponse remove(Visit& visit) {
  const auto done = SlideBook(visit.db).remove(visit.parts[0], visit.who(), visit.now);
  if (!done) return failed(visit, done.error());
  return go_on(address_of(visit.parts[0]) + "/history", words("The slide was thrown away. Its history is kept."));
}

constexpr std::array routes{
    Route{"GET", "/slides/*", Door::author, show},
    Route{"POST", "/slides/*", Door::author, save},
    Route{"POST", "/slides/*/duplicate", Door::author, duplicate},
    Route{"POST", "/slides/*/take-down", Door::author, take_down},
    Route{"POST", "/slides/*/remove", Door::author, remove},
};

}  // namespace

HttpResponse fulfil(const Visit& visit, const SlideRecord& slide, std::string_view wish) {
  const auto address = address_of(slide.id);
  if (wish == "review") {
    const auto asked = SlideBook(visit.db).ask_for_review(slide.id, visit.who(), visit.now);
    if (!asked) return failed(visit, asked.error());
    return go_on(address, words("Someone else is asked to look at it and publish it."));
  }
  if (wish != "publish") return go_on(address, words("Saved."));
  const auto published =
      Publications(visit.db, visit.pictures).publish(slide.id, slide.draft.number, visit.who(), visit.now);
  if (published) return hand_over(visit, address, words("Published: the screens have it within seconds."));
  Editing editing{.slide = parse_stored(slide.draft.json), .record = slide, .error = published.error()};
  editing.remarks = read_draft(editing.slide, visit.settings, visit.tr).remarks;
  return editor_page(visit, editing);
}

std::span<const Route> edit_routes() {
  return routes;
}

}  // namespace kiosk
