#include "desk/editor.h"

#include "base/format.h"
#include "desk/form.h"
#include "desk/form_values.h"
#include "editorial/screens.h"
#include "locale/format.h"
#include "model/fields.h"
#include "studio/themes.h"

#include <algorithm>
#include <array>

namespace kiosk {
namespace {

std::vector<std::string> theme_names() {
  std::vector<std::string> names;
  std::error_code none;
  for (const auto& folder : data_folders()) {
    for (const auto& file : std::filesystem::directory_iterator(folder / "themes", none)) {
      const auto name = file.path().stem().string();
      const bool new_one = std::ranges::find(names, name) == names.end();
      if (file.path().extension() == ".json" && new_one) names.push_back(name);
    }
  }
  std::ranges::sort(names);
  return names;
}

/// One picture of the slide on a screen; the script draws what is being written into it.
Html preview_figure(const Visit& visit, const Editing& editing, std::string_view shape, std::string_view size,
                    std::string_view drawn_size, const std::string& screen, std::string_view language) {
  const auto caption = str(screen, ", ", language_name(language, visit.tr.language()));
  Html image = kind_picture(kind_of_slide(editing.slide));  // until there is enough to draw
  if (editing.record) {
    const auto address = preview_address(editing.record->id, editing.record->draft.number, size, language);
    image = tag("img", {{"src", address}, {"alt", caption}});
  }
  return tag("figure", {{"class", str("screen ", shape)}, {"data-size", drawn_size}, {"data-screen", screen}},
             {tag("div", {{"class", "glass"}}, {image}), tag("figcaption", {caption})});
}

/// Every language on a landscape screen, and the first on a portrait one. With the script, the one language that is
/// chosen, at any time.
Html previews(const Visit& visit, const Editing& editing) {
  const auto& tr = visit.tr;
  const auto& languages = visit.settings.institute.languages;
  Html choice;
  for (const auto& language : languages) {
    const auto id = str("preview-", language);
    Attributes attributes{{"type", "radio"}, {"name", "preview-language"}, {"id", id}, {"value", language}};
    if (language == languages.front()) attributes.emplace_back("checked", true);
    choice += tag("span", {{"class", "tab"}},
                  {tag("input", attributes),
                   tag("label", {{"for", id}}, {capitalised(language_name(language, tr.language()), tr.language())})});
  }
  const Html controls = tag("div", {{"class", "preview-controls"}, {"hidden", true}},
                            {tag("fieldset", {{"class", "tabs"}},
                                 {tag("legend", {{"class", "unseen"}}, {tr("Language of the preview")}), choice}),
                             tag("div", {{"class", "ahead"}},
                                 {tag("label", {{"for", "preview-at"}}, {tr("As it looks at")}),
                                  tag("input", {{"type", "datetime-local"}, {"id", "preview-at"}})})});
  Html figures;
  for (const auto& language : languages) {
    figures += preview_figure(visit, editing, language == languages.front() ? "landscape" : "landscape further",
                              "960x540", "1920x1080", tr("Landscape screen"), language);
  }
  const Html portrait =
      preview_figure(visit, editing, "portrait", "540x960", "1080x1920", tr("Portrait screen"), languages.front());
  const Html remarks = tag("div",
                           {{"class", "live-remarks"},
                            {"data-live-remarks", true},
                            {"aria-live", "polite"},
                            {"data-heading", tr("How well it can be read")},
                            {"data-good", tr("Everything on it can be read from where people stand.")}},
                           {});
  return tag("section", {{"class", "previews"}, {"data-preview", true}, {"aria-label", tr("Preview")}},
             {controls, figures, tag("div", {{"class", "beside"}}, {remarks, portrait})});
}

/// A notice may take over all screens: it is for editors, with a second look or without.
bool may_show(const Visit& visit, std::string_view kind) {
  return kind != Described<NoticeSlide>::kind || visit.may(Role::editor);
}

/// Whether this person may publish what they have just written.
bool may_publish(const Visit& visit, std::string_view kind) {
  return !visit.settings.review && may_show(visit, kind);
}

Html buttons(const Visit& visit, const Editing& editing) {
  const auto& tr = visit.tr;
  const bool own = !editing.record || editing.record->draft.by_account == visit.who().id || editing.unsaved;
  const bool publishes = may_publish(visit, kind_of_slide(editing.slide)) || (visit.may(Role::editor) && !own);
  Html html = submit(tr("Save draft"), publishes || visit.settings.review ? "" : "primary", "_do", "save");
  if (visit.settings.review && own) html += submit(tr("Ask for review"), "primary", "_do", "review");
  if (publishes) html += submit(tr("Publish"), "primary", "_do", "publish");
  Html state = tag("span", {{"class", "help"}, {"data-state", true}, {"data-unsaved-words", tr("Not saved yet")}},
                   {editing.unsaved ? tr("Not saved yet") : std::string()});
  return tag("div", {{"class", "action-bar"}}, {state, html});
}

/// What can be done with a slide as a whole: forms of their own, outside the slide's.
Html about_slide(const Visit& visit, const SlideRecord& slide) {
  const auto& tr = visit.tr;
  const auto address = "/slides/" + slide.id;
  auto line =
      tr("Version {0}, saved by {1}, {2}.", slide.draft.number, slide.draft.by, ago_text(visit, slide.draft.at));
  if (slide.live && *slide.live != slide.draft.number) line += ' ' + tr("The screens show version {0}.", *slide.live);
  Html actions = link(address + "/history", tr("History"), "button small") +
                 post_button(visit, address + "/duplicate", "small", tr("Duplicate"));
  if (!slide.live) {
    actions += post_button(visit, address + "/remove", "danger-quiet small", tr("Throw away"));
  } else if (may_show(visit, slide.kind)) {
    actions += post_button(visit, address + "/take-down", "danger-quiet small", tr("Take down"));
  }
  return tag("section", {{"class", "about-slide"}, {"aria-label", tr("This slide")}},
             {state_pill(slide.state, tr), tag("p", {{"class", "help"}}, {line}),
              tag("div", {{"class", "buttons"}}, {actions})});
}

}  // namespace

FormSetting form_setting(const Visit& visit, std::vector<Remark> remarks, std::map<std::string, std::size_t> entries) {
  FormSetting setting{visit.tr, visit.settings.institute.languages, std::move(remarks)};
  setting.pictures = visit.pictures.all().value_or(std::vector<PictureRecord>{});
  for (const auto& screen : Screens(visit.db).all().value_or(std::vector<ScreenRecord>{})) {
    setting.screens.push_back(screen.name);
  }
  setting.themes = theme_names();
  setting.entries = std::move(entries);
  return setting;
}

HttpResponse editor_page(const Visit& visit, const Editing& editing) {
  const auto& tr = visit.tr;
  const auto kind = kind_of_slide(editing.slide);
  const auto title = editing.record ? slide_title(editing.slide, tr) : tr("New: {0}", kind_name(kind, tr));
  Html above;
  if (editing.error) above += tag("p", {{"class", "box wrong"}, {"role", "alert"}}, {words_of(*editing.error, tr)});
  above += remarks_box(editing.remarks, tr("Before it can be published"));
  auto attributes = scripted_form(visit);
  if (editing.unsaved) attributes.emplace_back("data-unsaved", true);
  Html base;
  if (editing.record)
    base = hidden("_base", std::to_string(editing.record->draft.number)) + hidden("_id", editing.record->id);
  // Who presses Enter in a field saves: browsers take the first button of a form.
  const Html first = tag("button",
                         {{"type", "submit"},
                          {"class", "unseen"},
                          {"name", "_do"},
                          {"value", "save"},
                          {"tabindex", "-1"},
                          {"aria-hidden", "true"}},
                         {tr("Save draft")});
  const Html form =
      post_form(visit, editing.record ? "/slides/" + editing.record->id : "/new/" + kind, attributes,
                first + base + slide_controls(editing.slide, form_setting(visit, editing.remarks, editing.entries)) +
                    buttons(visit, editing),
                true);
  const Html left = tag("div", {{"class", "form-side"}}, {form});
  const Html right = tag("aside", {{"class", "preview-side"}}, {previews(visit, editing)});
  const Html crumbs = tag("p", {{"class", "crumbs"}}, {link("/slides", tr("Slides")), " / ", kind_name(kind, tr)});
  const Html about =
      editing.record ? about_slide(visit, *editing.record) : tag("p", {{"class", "lead"}}, {tr(help_of_kind(kind))});
  const Html body = crumbs + tag("h1", {title}) + about + above + tag("div", {{"class", "editor"}}, {left, right});
  return page(visit,
              {.title = title, .section = "/slides", .body = body, .wide = true, .status = editing.error ? 422 : 200});
}

}  // namespace kiosk
