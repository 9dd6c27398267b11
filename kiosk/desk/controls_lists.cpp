#include "base/format.h"
#include "desk/controls.h"
#include "locale/format.h"

#include <algorithm>

namespace kiosk {
namespace {

/// What the list holds that is a text.
std::vector<std::string> words_in(const Json& value) {
  std::vector<std::string> words;
  const auto* items = value.as<JsonArray>();
  for (const auto& item : items != nullptr ? *items : JsonArray{}) {
    if (const auto* word = item.as<std::string>()) words.push_back(*word);
  }
  return words;
}

bool holds(const std::vector<std::string>& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

Html tick(const Control& control, std::string_view value, bool checked, const Html& words) {
  const auto id = str(control.pointer, '/', value);
  Attributes attributes{{"type", "checkbox"}, {"id", id}, {"name", control.pointer}, {"value", value}};
  if (checked) attributes.emplace_back("checked", true);
  return tag("div", {{"class", "tick"}}, {tag("input", attributes), tag("label", {{"for", id}}, {words})});
}

/// Several values under one name, one a line: the form's reader takes lines and repeated names alike.
Html lines_box(const Control& control, const std::vector<std::string>& lines, std::string_view label,
               std::string_view rows) {
  std::string text;
  for (const auto& line : lines) text += line + '\n';
  const auto id = control.pointer + "/lines";
  return tag(
      "div", {{"class", "part wide"}},
      {tag("label", {{"for", id}}, {label}),
       tag("textarea", {{"id", id}, {"name", control.pointer}, {"rows", rows}, {"spellcheck", "false"}}, {text})});
}

}  // namespace

Html weekdays_control(const Control& control, const Json& value, const FormSetting& setting) {
  const auto chosen = words_in(value);
  Html days;
  for (std::size_t i = 0; i < weekday_words.size(); ++i) {
    const auto day = weekday_words[(i + 1) % weekday_words.size()];  // a week here begins on Monday
    days += tick(control, day, holds(chosen, day), choice_name(day, setting.tr));
  }
  return group_of(control, setting, tag("div", {{"class", "choices days"}}, {days}));
}

Html lines_control(const Control& control, const Json& value, const FormSetting& setting) {
  return group_of(control, setting, lines_box(control, words_in(value), setting.tr("One a line"), "3"));
}

Html screens_control(const Control& control, const Json& value, const FormSetting& setting) {
  const auto chosen = words_in(value);
  std::vector<std::string> others;
  for (const auto& word : chosen) {
    if (!holds(setting.screens, word)) others.push_back(word);
  }
  Html ticks;
  for (const auto& screen : setting.screens) ticks += tick(control, screen, holds(chosen, screen), screen);
  const Html known = ticks.empty() ? Html() : tag("div", {{"class", "choices"}}, {ticks});
  return group_of(
      control, setting,
      known + lines_box(control, others, setting.tr("Others, by name or pattern (lobby-*), one a line"), "2"));
}

Html languages_control(const Control& control, const Json& value, const FormSetting& setting) {
  static constexpr std::array<std::string_view, 10> usual{"en", "nb", "nn", "se", "da", "sv", "fi", "de", "fr", "es"};
  const auto chosen = words_in(value);
  std::vector<std::string> offered(usual.begin(), usual.end());
  for (const auto& language : chosen) {
    if (!holds(offered, language)) offered.push_back(language);
  }
  Html choices;
  for (std::size_t i = 0; i < std::max<std::size_t>(4, chosen.size()); ++i) {
    const auto present = i < chosen.size() ? chosen[i] : std::string();
    Html options = tag("option", {{"value", ""}}, {"–"});
    for (const auto& language : offered) {
      Attributes attributes{{"value", language}};
      if (language == present) attributes.emplace_back("selected", true);
      options += tag("option", attributes,
                     {capitalised(language_name(language, setting.tr.language()), setting.tr.language())});
    }
    const auto id = str(control.pointer, '/', i);
    choices += tag("div", {{"class", "part"}},
                   {tag("label", {{"for", id}}, {setting.tr("{0}.", i + 1)}),
                    tag("select", {{"id", id}, {"name", control.pointer}}, {options})});
  }
  return group_of(control, setting, tag("div", {{"class", "moment"}}, {choices}));
}

}  // namespace kiosk
