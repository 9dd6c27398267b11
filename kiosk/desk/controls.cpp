#include "desk/controls.h"

#include "base/format.h"
#include "desk/form_values.h"
#include "layout/legible.h"
#include "locale/format.h"
#include "parse/forms.h"

#include <algorithm>
#include <cmath>

namespace kiosk {
namespace {

std::string words_of_value(const Json& value) {
  if (const auto* text = value.as<std::string>()) return *text;
  return value.as<double>() != nullptr ? write_json_line(value) : std::string();
}

/// The name of a language, as it is called in its own right: "English", "Norsk bokmål".
std::string own_name(const Language& language) {
  return capitalised(language_name(language, language), language);
}

/// What a text of this field should stay below, for the counter; 0 where nothing is known to read badly.
int most_words(const FormField& field) {
  if (is_long(field)) return good_words_of_body;
  return field.name == "title" && field.owner != "person" ? most_words_of_headline : 0;
}

Html input(const Control& control, const std::string& id, std::string_view type, std::string_view value,
           const FormSetting& setting, Attributes more = {}) {
  Attributes attributes{{"type", type}, {"id", id}, {"name", id}, {"value", value}};
  if (const auto about = described_by(control, setting); !about.empty()) {
    attributes.emplace_back("aria-describedby", about);
  }
  attributes.emplace_back("aria-invalid", is_wrong(control, setting) ? "true" : "false");
  for (auto& attribute : more) attributes.push_back(std::move(attribute));
  return tag("input", attributes);
}

/// One text in one language.
Html text_box(const Control& control, const std::string& id, std::string_view language, std::string_view words,
              const FormSetting& setting, std::string_view label_id) {
  Attributes attributes{{"id", id}, {"name", id}};
  if (!language.empty()) attributes.emplace_back("lang", language);
  if (!label_id.empty()) attributes.emplace_back("aria-labelledby", label_id);
  if (const auto about = described_by(control, setting); !about.empty()) {
    attributes.emplace_back("aria-describedby", about);
  }
  attributes.emplace_back("aria-invalid", is_wrong(control, setting) ? "true" : "false");
  if (const int most = most_words(control.field); most > 0) attributes.emplace_back("data-words", most);
  // Half the width of a form is little for a headline: a box can grow where one line cannot.
  if (!is_same_everywhere(control.field)) {
    attributes.emplace_back("rows", is_long(control.field) ? "4" : "2");
    attributes.emplace_back("class", is_long(control.field) ? "long" : "line");
    return tag("textarea", attributes, {words});
  }
  attributes.emplace_back("type", "text");
  attributes.emplace_back("value", words);
  return tag("input", attributes);
}

Html wrapped(const Control& control, const FormSetting& setting, const Html& content) {
  return tag("div", {{"class", is_wrong(control, setting) ? "field wrong" : "field"}}, {content});
}

/// One control under its own label.
Html labelled(const Control& control, const FormSetting& setting, const Html& content) {
  return wrapped(control, setting,
                 label_for(control, control.pointer, setting) + help_text(control, setting) + content +
                     remark_text(control, setting));
}

}  // namespace

bool is_wrong(const Control& control, const FormSetting& setting) {
  return std::ranges::any_of(setting.remarks, [&](const Remark& remark) {
    return remark.severity == Severity::error && remark.pointer == control.pointer;
  });
}

std::string described_by(const Control& control, const FormSetting& setting) {
  std::string ids = help_of(control.field, setting.tr).empty() ? "" : control.pointer + "?";
  const bool said = std::ranges::find(setting.remarks, control.pointer, &Remark::pointer) != setting.remarks.end();
  if (said) ids += (ids.empty() ? "" : " ") + control.pointer + "!";
  return ids;
}

Html help_text(const Control& control, const FormSetting& setting) {
  const auto help = help_of(control.field, setting.tr);
  return help.empty() ? Html() : tag("p", {{"class", "help"}, {"id", control.pointer + "?"}}, {help});
}

Html remark_text(const Control& control, const FormSetting& setting) {
  Html sentences;
  for (const auto& remark : setting.remarks) {
    if (remark.pointer == control.pointer) sentences += tag("span", {remark.sentence});
  }
  return sentences.empty() ? Html() : tag("p", {{"class", "remark"}, {"id", control.pointer + "!"}}, {sentences});
}

Html label_for(const Control& control, std::string_view id, const FormSetting& setting) {
  Html needed;
  if (control.required) needed = " " + tag("span", {{"class", "needed"}}, {setting.tr("required")});
  return tag("label", {{"for", id}}, {label_of(control.field, setting.tr), needed});
}

Html group_of(const Control& control, const FormSetting& setting, const Html& controls) {
  Html needed;
  if (control.required) needed = " " + tag("span", {{"class", "needed"}}, {setting.tr("required")});
  Attributes attributes{{"class", is_wrong(control, setting) ? "field wrong" : "field"}, {"id", control.pointer}};
  if (const auto about = described_by(control, setting); !about.empty()) {
    attributes.emplace_back("aria-describedby", about);
  }
  return tag("fieldset", attributes,
             {tag("legend", {{"id", control.pointer + "="}}, {label_of(control.field, setting.tr), needed}),
              help_text(control, setting), controls, remark_text(control, setting)});
}

Html text_control(const Control& control, const Json& value, const FormSetting& setting) {
  const auto* by_language = value.as<JsonObject>();
  const auto* plain = value.as<std::string>();
  const bool one = by_language == nullptr && (setting.languages.size() == 1 || is_same_everywhere(control.field));
  if (one) {
    return labelled(control, setting,
                    text_box(control, control.pointer, "", plain != nullptr ? *plain : std::string(), setting, ""));
  }
  Html boxes;
  for (const auto& language : setting.languages) {
    const auto id = control.pointer + '/' + language;
    const auto words = plain != nullptr ? std::string_view(*plain) : text_at(value, language);
    boxes += tag("div", {{"class", "language"}},
                 {tag("label", {{"for", id}, {"id", id + "="}, {"lang", language}}, {own_name(language)}),
                  text_box(control, id, language, words, setting, str(control.pointer, "= ", id, '='))});
  }
  // What stands there in further languages stays.
  for (const auto& member : by_language != nullptr ? *by_language : JsonObject{}) {
    if (std::ranges::find(setting.languages, member.key) == setting.languages.end()) {
      boxes += hidden(control.pointer + '/' + member.key, text_at(value, member.key));
    }
  }
  return group_of(control, setting, tag("div", {{"class", "languages"}}, {boxes}));
}

Html word_control(const Control& control, const Json& value, const FormSetting& setting) {
  Attributes more;
  if (control.field.form == Form::https) {
    more.emplace_back("inputmode", "url");
    more.emplace_back("placeholder", "https://");
  }
  Html list;
  if (control.field.name == "theme" && !setting.themes.empty()) {
    const auto id = control.pointer + "+";
    more.emplace_back("list", id);
    Html options;
    for (const auto& theme : setting.themes) options += tag("option", {{"value", theme}});
    list = tag("datalist", {{"id", id}}, {options});
  }
  more.emplace_back("spellcheck", "false");
  return labelled(control, setting,
                  input(control, control.pointer, "text", words_of_value(value), setting, std::move(more)) + list);
}

Html number_control(const Control& control, const Json& value, const FormSetting& setting) {
  return labelled(control, setting,
                  input(control, control.pointer, "text", words_of_value(value), setting,
                        {{"inputmode", "decimal"}, {"class", "short"}}));
}

Html flag_control(const Control& control, const Json& value, const FormSetting& setting) {
  const auto* flag = value.as<bool>();
  Attributes more;
  if (flag != nullptr && *flag) more.emplace_back("checked", true);
  return wrapped(control, setting,
                 tag("div", {{"class", "tick"}},
                     {input(control, control.pointer, "checkbox", "true", setting, std::move(more)),
                      label_for(control, control.pointer, setting)}) +
                     help_text(control, setting) + remark_text(control, setting));
}

Html moment_control(const Control& control, const Json& value, const FormSetting& setting) {
  const auto* text = value.as<std::string>();
  const auto parts = parts_of_moment(text != nullptr ? std::string_view(*text) : std::string_view{});
  const auto date = control.pointer + "/date";
  const auto time = control.pointer + "/time";
  Html controls =
      tag("div", {{"class", "part"}},
          {tag("label", {{"for", date}}, {setting.tr("Date")}),
           input(control, date, "date", parts.date, setting, {{"min", "1970-01-01"}, {"max", "9999-12-31"}})});
  controls += tag(
      "div", {{"class", "part"}},
      {tag("label", {{"for", time}}, {setting.tr("Time, if any")}), input(control, time, "time", parts.time, setting)});
  if (!parts.offset.empty()) {
    controls += hidden(control.pointer + "/offset", parts.offset);
    controls += tag("span", {{"class", "offset"}}, {parts.offset == "Z" ? "UTC" : str("UTC", parts.offset)});
  }
  return group_of(control, setting, tag("div", {{"class", "moment"}}, {controls}));
}

Html hours_control(const Control& control, const Json& value, const FormSetting& setting) {
  const auto* text = value.as<std::string>();
  auto [from, to] = parts_of_hours(text != nullptr ? std::string_view(*text) : std::string_view{});
  if (to == "24:00") to = "00:00";  // the same, and what a browser's own control can show
  const auto first = control.pointer + "/from";
  const auto last = control.pointer + "/to";
  return group_of(
      control, setting,
      tag("div", {{"class", "moment"}},
          {tag("div", {{"class", "part"}},
               {tag("label", {{"for", first}}, {setting.tr("From")}), input(control, first, "time", from, setting)}),
           tag("div", {{"class", "part"}},
               {tag("label", {{"for", last}}, {setting.tr("To")}), input(control, last, "time", to, setting)})}));
}

Html choice_control(const Control& control, const Json& value, const FormSetting& setting) {
  const auto* chosen = value.as<std::string>();
  Html options;
  for (const auto word : control.field.words) {
    const auto id = control.pointer + '/' + std::string(word);
    const bool first = chosen == nullptr && word == control.field.words.front();
    Attributes attributes{{"type", "radio"}, {"id", id}, {"name", control.pointer}, {"value", word}};
    if (first || (chosen != nullptr && *chosen == word)) attributes.emplace_back("checked", true);
    options += tag("div", {{"class", "tick"}},
                   {tag("input", attributes), tag("label", {{"for", id}}, {choice_name(word, setting.tr)})});
  }
  return group_of(control, setting, tag("div", {{"class", "choices"}}, {options}));
}

}  // namespace kiosk
