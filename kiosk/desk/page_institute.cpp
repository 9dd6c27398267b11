#include "base/format.h"
#include "desk/editor.h"
#include "desk/form.h"
#include "desk/form_values.h"
#include "editorial/publications.h"
#include "parse/document.h"
#include "parse/tree.h"

#include <array>

namespace kiosk {
namespace {

HttpResponse form_page(const Visit& visit, const Json& institute, bool review, const std::vector<Remark>& remarks) {
  const auto& tr = visit.tr;
  auto setting = form_setting(visit, remarks);
  Attributes tick{{"type", "checkbox"}, {"id", "review"}, {"name", "review"}, {"value", "true"}};
  if (review) tick.emplace_back("checked", true);
  const Html reviewing =
      tag("div", {{"class", "field"}},
          {tag("div", {{"class", "tick"}}, {tag("input", tick), tag("label", {{"for", "review"}}, {tr("Four eyes")})}),
           tag("p", {{"class", "help"}},
               {tr("What one person writes, another one with the role of editor or administrator publishes. Urgent "
                   "notices need no second person.")})});
  const Html form =
      post_form(visit, "/institute", scripted_form(visit),
                tag("section", {{"class", "part-of-form"}},
                    {tag("h2", {tr("On the screens")}), controls_of(fields_of_institute(), institute, setting, "")}) +
                    tag("section", {{"class", "part-of-form"}}, {tag("h2", {tr("At the desk")}), reviewing}) +
                    tag("div", {{"class", "action-bar"}}, {submit(tr("Save"))}),
                true);
  const Html body = tag("h1", {tr("Institute")}) + remarks_box(remarks, tr("Please look at this")) + form;
  return page(visit,
              {.title = tr("Institute"), .section = "/institute", .body = body, .status = remarks.empty() ? 200 : 422});
}

HttpResponse show(Visit& visit) {
  return form_page(visit, to_tree(visit.settings.institute), visit.settings.review, {});
}

HttpResponse save(Visit& visit) {
  const auto submission = read_submission(visit);
  const Json institute = institute_of_form(submission.form);
  const bool review = visit.request.value("review") == "true";
  const JsonObject document{{"version", document_version}, {"institute", institute}, {"slides", JsonArray{}}};
  const auto reading = read_document(write_json_line(document));
  auto remarks = remarks_of_institute(reading.problems, institute, visit.tr);
  if (submission.error) remarks.push_back({Severity::error, "/logo/src", "", words_of(*submission.error, visit.tr)});
  if (!reading.document || submission.error) return form_page(visit, institute, review, remarks);
  const auto done = set_desk_settings(visit.db, {reading.document->institute, review}, visit.who(), visit.now);
  if (!done) return failed(visit, done.error());
  Publications publications(visit.db, visit.pictures);
  const auto history = publications.history(1);
  if (!history) return failed(visit, history.error());
  if (history->empty()) return go_on("/institute", words("Saved."));
  const auto published = publications.publish_again("settings", visit.who(), visit.now);
  if (!published) return failed(visit, published.error());
  return *published ? hand_over(visit, "/institute", words("Saved, and on its way to the screens."))
                    : go_on("/institute", words("Saved."));
}

constexpr std::array routes{
    Route{"GET", "/institute", Door::admin, show},
    Route{"POST", "/institute", Door::admin, save},
};

}  // namespace

std::span<const Route> institute_routes() {
  return routes;
}

}  // namespace kiosk
