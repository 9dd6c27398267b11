// Two people, one slide: nothing is overwritten, and nobody's work is lost.
#include "base/format.h"
#include "desk/editor.h"
#include "desk/form_values.h"
#include "editorial/stored_json.h"

#include <algorithm>
#include <map>

namespace kiosk {
namespace {

std::string value_in(const Pairs& pairs, std::string_view name) {
  std::string all;
  for (const auto& [key, value] : pairs) {
    if (key == name) all += (all.empty() ? "" : ", ") + value;
  }
  return all;
}

/// "/people/1/name/en" in words: "People 2 – Name (en)".
std::string words_for(const std::string& pointer, std::string_view kind, const Translator& tr) {
  const auto found = field_at({&fields_of_kind(kind), &fields_of_all_slides()}, pointer, tr);
  if (!found) return pointer;
  const auto last = std::string_view(pointer).substr(pointer.rfind('/') + 1);
  return found->field->asks == Asks::text && is_language(last) && last != found->field->name
             ? str(found->trail, " (", last, ')')
             : found->trail;
}

Html cell(const std::string& words, const Translator& tr) {
  return tag("td", {words.empty() ? tag("span", {{"class", "help"}}, {tr("nothing")}) : Html(words)});
}

}  // namespace

std::vector<Difference> differences(const Json& before, const Json& after, const Translator& tr) {
  const auto old_pairs = form_of_slide(before);
  const auto new_pairs = form_of_slide(after);
  std::vector<std::string> names;
  for (const auto* pairs : {&new_pairs, &old_pairs}) {
    for (const auto& [name, value] : *pairs) {
      if (std::ranges::find(names, name) == names.end()) names.push_back(name);
    }
  }
  std::vector<Difference> all;
  for (const auto& name : names) {
    auto old_value = value_in(old_pairs, name);
    auto new_value = value_in(new_pairs, name);
    if (old_value == new_value) continue;
    all.push_back({words_for(name, kind_of_slide(after), tr), std::move(old_value), std::move(new_value)});
  }
  return all;
}

HttpResponse conflict_page(const Visit& visit, const SlideRecord& newest, const Json& mine) {
  const auto& tr = visit.tr;
  const auto theirs = parse_stored(newest.draft.json);
  Html rows;
  for (const auto& [field, before, after] : differences(theirs, mine, tr)) {
    rows += tag("tr", {tag("th", {{"scope", "row"}}, {field}), cell(before, tr), cell(after, tr)});
  }
  const Html table =
      tag("div", {{"class", "table"}, {"role", "region"}, {"aria-label", tr("What differs")}, {"tabindex", "0"}},
          {tag("table", {tag("thead", {tag("tr", {tag("th", {{"scope", "col"}}, {tr("Field")}),
                                                  tag("th", {{"scope", "col"}}, {tr("Saved by {0}", newest.draft.by)}),
                                                  tag("th", {{"scope", "col"}}, {tr("Yours")})})}),
                         tag("tbody", {rows})})});
  Html fields = hidden("_base", std::to_string(newest.draft.number));
  for (const auto& [name, value] : form_of_slide(mine)) fields += hidden(name, value);
  const auto address = "/slides/" + newest.id;
  const Html choices = tag("div", {{"class", "buttons"}},
                           {post_form(visit, address, {{"class", "inline"}},
                                      fields + submit(tr("Save mine as the newest"), "primary", "_do", "save")),
                            link(address, tr("Leave mine, and go on with theirs"), "button")});
  const Html body =
      tag("h1", {tr("Somebody else saved this slide in the meantime")}) +
      tag("p", {{"class", "lead"}},
          {tr("{0} saved version {1}, {2}. Nothing is lost: theirs stays in the history whatever you choose.",
              newest.draft.by, newest.draft.number, ago_text(visit, newest.draft.at))}) +
      table + choices;
  return page(visit, {.title = tr("Somebody else saved this slide in the meantime"),
                      .section = "/slides",
                      .body = body,
                      .status = 409});
}

}  // namespace kiosk
