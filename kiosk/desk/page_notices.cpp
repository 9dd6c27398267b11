#include "base/format.h"
#include "desk/draft.h"
#include "desk/editor.h"
#include "desk/form_values.h"
#include "editorial/publications.h"
#include "editorial/screens.h"
#include "editorial/stored_json.h"
#include "locale/format.h"
#include "model/fields.h"

#include <algorithm>
#include <array>

namespace kiosk {
namespace {

constexpr std::string_view notice_kind = Described<NoticeSlide>::kind;

/// What an urgent notice needs, and no more.
std::vector<FormField> notice_fields() {
  auto fields = fields_of_kind(notice_kind);
  for (const auto& field : fields_of_all_slides()) {
    if (field.name != "until" && field.name != "screens") continue;
    fields.push_back(field);
    if (field.name == "until")
      fields.back().help = words("After that it is gone by itself. Without a time, it is the end of that day.");
  }
  return fields;
}

/// A band for two hours, until somebody says otherwise.
Json new_notice(const Visit& visit) {
  const auto end = visit.zone.local(visit.now + std::chrono::hours{2});
  const auto minutes = std::chrono::floor<std::chrono::minutes>(end.time_of_day);
  return JsonObject{{"kind", notice_kind}, {"level", "band"}, {"until", to_string(When{end.date, minutes, {}})}};
}

Html in_force(const Visit& visit, const SlideRecord& slide) {
  const auto& tr = visit.tr;
  const auto json = parse_stored(SlideBook(visit.db).version(slide.id, *slide.live).value_or(slide.draft).json);
  const auto draft = read_draft(json, visit.settings, tr);
  if (!draft.slide) return {};
  const auto showing = showing_of(*draft.slide, visit.zone, visit.now, tr);
  if (showing.season == Season::over) return {};
  return tag("li", {{"class", "card"}},
             {tag("h2", {slide_title(json, tr)}), tag("p", {choice_name(text_at(json, "level"), tr)}),
              tag("p", {{"class", "help"}}, {showing.line}),
              tag("p", {{"class", "help"}}, {tr("{0}, {1}", slide.draft.by, ago_text(visit, slide.draft.at))}),
              tag("div", {{"class", "buttons"}},
                  {post_button(visit, str("/notices/", slide.id, "/end"), "danger", tr("End it now")),
                   link("/slides/" + slide.id, tr("Edit"), "button")})});
}

HttpResponse form_page(const Visit& visit, const Json& notice, const std::vector<Remark>& remarks) {
  const auto& tr = visit.tr;
  const auto slides = SlideBook(visit.db).all();
  if (!slides) return failed(visit, slides.error());
  Html live;
  for (const auto& slide : *slides) {
    if (slide.kind == notice_kind && slide.live) live += in_force(visit, slide);
  }
  if (!live.empty()) live = tag("h2", {tr("On the screens")}) + tag("ul", {{"class", "grid"}}, {live});
  const Html form =
      post_form(visit, "/notices", scripted_form(visit),
                hidden("kind", notice_kind) +
                    tag("section", {{"class", "part-of-form"}},
                        {tag("h2", {tr("New notice")}),
                         controls_of(notice_fields(), notice, form_setting(visit, remarks), notice_kind)}) +
                    tag("div", {{"class", "action-bar"}}, {submit(tr("Go on, and look at it first"), "danger")}));
  const Html body = tag("h1", {tr("Urgent notice")}) +
                    tag("p", {{"class", "lead"}},
                        {tr("For what people must know now. It is on the screens within seconds, and is gone by itself "
                            "at its end.")}) +
                    live + remarks_box(remarks, tr("Please look at this")) + form;
  return page(visit, {.title = tr("Urgent notice"), .body = body, .status = remarks.empty() ? 200 : 422});
}

HttpResponse show(Visit& visit) {
  return form_page(visit, new_notice(visit), {});
}

HttpResponse write(Visit& visit) {
  const auto submission = read_submission(visit);
  if (kind_of_slide(submission.slide) != notice_kind) return show(visit);
  const auto draft = read_draft(submission.slide, visit.settings, visit.tr);
  if (!draft.slide) return form_page(visit, submission.slide, draft.remarks);
  const auto slide = SlideBook(visit.db).add(submission.slide, visit.who(), visit.now);
  if (!slide) return failed(visit, slide.error());
  return see_other("/notices/" + slide->id);
}

/// "All screens", or those that are chosen.
std::string screens_words(const Json& notice, const Translator& tr) {
  const auto* member = notice.member("screens");
  const auto* items = member != nullptr ? member->value.as<JsonArray>() : nullptr;
  if (items == nullptr || items->empty()) return tr("All screens");
  std::string names;
  for (const auto& item : *items) {
    if (const auto* name = item.as<std::string>()) names += (names.empty() ? "" : ", ") + *name;
  }
  return names;
}

HttpResponse confirm(Visit& visit) {
  const auto& tr = visit.tr;
  const auto slide = SlideBook(visit.db).find(visit.parts[0]);
  if (!slide) return failed(visit, slide.error());
  if (slide->kind != notice_kind || slide->live == slide->draft.number) return see_other("/notices");
  const auto notice = parse_stored(slide->draft.json);
  const auto draft = read_draft(notice, visit.settings, tr);
  Html figures;
  for (const auto& language : visit.settings.institute.languages) {
    figures += tag("figure", {{"class", "screen landscape"}},
                   {tag("div", {{"class", "glass"}},
                        {tag("img", {{"src", preview_address(slide->id, slide->draft.number, "960x540", language)},
                                     {"alt", slide_title(notice, Translator(language))}})}),
                    tag("figcaption", {str(tr("Landscape screen"), ", ", language_name(language, tr.language()))})});
  }
  const auto until = draft.slide ? showing_of(*draft.slide, visit.zone, visit.now, tr).line : std::string();
  const Html facts =
      tag("dl", {{"class", "facts"}},
          {tag("dt", {tr("How")}), tag("dd", {choice_name(text_at(notice, "level"), tr)}), tag("dt", {tr("When")}),
           tag("dd", {until}), tag("dt", {tr("Where")}), tag("dd", {screens_words(notice, tr)})});
  const auto address = "/notices/" + slide->id;
  const Html choices = tag(
      "div", {{"class", "buttons"}},
      {post_button(visit, address, "danger", tr("Show it now"), hidden("version", std::to_string(slide->draft.number))),
       link("/slides/" + slide->id, tr("Change it"), "button"),
       post_button(visit, address + "/discard", "quiet", tr("Do not show it"))});
  const Html body = tag("h1", {tr("Show this notice?")}) + tag("div", {{"class", "card"}}, {facts, choices}) +
                    tag("div", {{"class", "grid"}}, {figures});
  return page(visit, {.title = tr("Show this notice?"), .body = body});
}

HttpResponse publish(Visit& visit) {
  const auto slide = SlideBook(visit.db).find(visit.parts[0]);
  if (!slide) return failed(visit, slide.error());
  if (visit.request.value("version") != std::to_string(slide->draft.number)) return see_other("/notices/" + slide->id);
  const auto done =
      Publications(visit.db, visit.pictures).publish(slide->id, slide->draft.number, visit.who(), visit.now);
  if (!done) return failed(visit, done.error());
  const auto level = std::string(text_at(parse_stored(slide->draft.json), "level"));
  if (auto noted = note(visit, "notice", slide->id, level); !noted) return failed(visit, noted.error());
  return hand_over(visit, "/notices", words("The notice is on the screens."));
}

HttpResponse end(Visit& visit) {
  const auto done = Publications(visit.db, visit.pictures).take_down(visit.parts[0], visit.who(), visit.now);
  if (!done) return failed(visit, done.error());
  return hand_over(visit, "/notices", words("The notice was ended."));
}

HttpResponse discard(Visit& visit) {
  const auto done = SlideBook(visit.db).remove(visit.parts[0], visit.who(), visit.now);
  if (!done) return failed(visit, done.error());
  return go_on("/notices", words("The notice was not shown, and is gone."));
}

constexpr std::array routes{
    Route{"GET", "/notices", Door::editor, show},       Route{"POST", "/notices", Door::editor, write},
    Route{"GET", "/notices/*", Door::editor, confirm},  Route{"POST", "/notices/*", Door::editor, publish},
    Route{"POST", "/notices/*/end", Door::editor, end}, Route{"POST", "/notices/*/discard", Door::editor, discard},
};

}  // namespace

std::span<const Route> notices_routes() {
  return routes;
}

}  // namespace kiosk
