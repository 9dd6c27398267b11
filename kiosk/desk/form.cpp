#include "desk/form.h"

#include "base/format.h"
#include "desk/controls.h"
#include "desk/form_values.h"

#include <algorithm>
#include <array>

namespace kiosk {
namespace {

const Json& member_of(const Json& json, std::string_view key) {
  static const Json none;
  const auto* member = json.member(key);
  return member != nullptr ? member->value : none;
}

Html button(std::string_view value, std::string_view style, std::string_view words, const std::string& named) {
  return tag("button", {{"type", "submit"}, {"name", "_do"}, {"value", value}, {"class", style}},
             {words, tag("span", {{"class", "unseen"}}, {" " + named})});
}

class FormWriter {
 public:
  FormWriter(const FormSetting& setting, std::string_view kind) : setting_(setting), kind_(kind) {}

  Html members(const std::vector<FormField>& fields, const Json& json, const std::string& pointer) const {
    Html html;
    for (const auto& field : fields) html += member(field, json, pointer);
    return html;
  }

  Html member(const FormField& field, const Json& json, const std::string& pointer) const {
    const Control control{field, str(pointer, '/', field.name), is_required(field, kind_)};
    const Json& value = member_of(json, field.name);
    return field.list ? list(control, value) : one(control, value);
  }

 private:
  Html one(const Control& control, const Json& value) const {
    switch (control.field.asks) {
      case Asks::text:
        return text_control(control, value, setting_);
      case Asks::number:
        return number_control(control, value, setting_);
      case Asks::flag:
        return flag_control(control, value, setting_);
      case Asks::moment:
        return moment_control(control, value, setting_);
      case Asks::hours:
        return hours_control(control, value, setting_);
      case Asks::choice:
        return choice_control(control, value, setting_);
      case Asks::group:
        return group(control, value);
      default:
        return word_control(control, value, setting_);
    }
  }

  Html group(const Control& control, const Json& value) const {
    const bool nested = std::ranges::count(control.pointer, '/') > 1;
    if (control.field.part == "picture") return picture_control(control, value, setting_, nested);
    if (control.field.part == "sum") return sum_control(control, value, setting_);
    return group_of(control, setting_,
                    tag("div", {{"class", "entry"}}, {members(control.field.fields, value, control.pointer)}));
  }

  Html list(const Control& control, const Json& value) const {
    if (control.field.asks == Asks::weekday) return weekdays_control(control, value, setting_);
    if (control.field.name == "screens") return screens_control(control, value, setting_);
    if (control.field.form == Form::language) return languages_control(control, value, setting_);
    if (control.field.asks != Asks::group) return lines_control(control, value, setting_);
    return entries(control, value);
  }

  Html entries(const Control& control, const Json& value) const {
    const auto* items = value.as<JsonArray>();
    const std::size_t there = items != nullptr ? items->size() : 0;
    const auto asked = setting_.entries.find(control.pointer);
    const std::size_t least = control.required ? 1 : 0;
    const std::size_t count = std::max({there, least, asked != setting_.entries.end() ? asked->second : 0});
    Html html;
    for (std::size_t i = 0; i < count; ++i) html += entry(control, i < there ? (*items)[i] : Json(), i, count);
    if (static_cast<double>(count) < control.field.bounds.most) {
      html += tag("p", {button("add:" + control.pointer, "quiet add", setting_.tr(add_words(control.field)), "")});
    }
    return group_of(control, setting_, tag("div", {{"class", "entries"}}, {html}));
  }

  Html entry(const Control& control, const Json& value, std::size_t index, std::size_t count) const {
    const auto pointer = str(control.pointer, '/', index);
    const auto name = str(setting_.tr(str("part:", control.field.part)), ' ', index + 1);
    Html buttons;
    if (index > 0) buttons += button("up:" + pointer, "quiet", setting_.tr("Up"), name);
    if (index + 1 < count) buttons += button("down:" + pointer, "quiet", setting_.tr("Down"), name);
    buttons += button("remove:" + pointer, "quiet", setting_.tr("Remove"), name);
    return tag("fieldset", {{"class", "entry"}, {"id", pointer}},
               {tag("legend", {name}), members(control.field.fields, value, pointer),
                tag("div", {{"class", "entry-buttons"}}, {buttons})});
  }

  static std::string add_words(const FormField& field) { return str("add:", field.part); }

  const FormSetting& setting_;
  const std::string_view kind_;
};

bool is_any_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::ranges::find(names, name) != names.end();
}

/// Whether the slide, or what was found wrong, has one of these fields: then they are not folded away.
bool speaks_of(const Json& slide, const FormSetting& setting, std::initializer_list<std::string_view> names) {
  return std::ranges::any_of(names, [&](std::string_view name) {
    const bool wrong =
        std::ranges::any_of(setting.remarks, [name](const Remark& remark) { return remark.pointer == str('/', name); });
    return wrong || slide.member(name) != nullptr;
  });
}

Html section(std::string_view heading, const Html& content) {
  return tag("section", {{"class", "part-of-form"}}, {tag("h2", {heading}), content});
}

Html folded(bool open, std::string_view heading, const Html& content) {
  Attributes attributes{{"class", "folded"}, {"data-id", heading}};
  if (open) attributes.emplace_back("open", true);
  return tag("details", attributes, {tag("summary", {heading}), content});
}

}  // namespace

Html controls_of(const std::vector<FormField>& fields, const Json& json, const FormSetting& setting,
                 std::string_view kind) {
  return FormWriter(setting, kind).members(fields, json, "");
}

Html slide_controls(const Json& slide, const FormSetting& setting) {
  const auto kind = kind_of_slide(slide);
  const FormWriter writer(setting, kind);
  const auto shared = [&](std::initializer_list<std::string_view> names) {
    Html html;
    for (const auto& field : fields_of_all_slides()) {
      if (is_any_of(field.name, names)) html += writer.member(field, slide, "");
    }
    return html;
  };
  const auto& tr = setting.tr;
  return hidden("kind", kind) +
         section(tr("What it says"), writer.members(fields_of_kind(kind), slide, "") + shared({"url"})) +
         section(
             tr("When and where"),
             shared({"from", "until"}) +
                 folded(speaks_of(slide, setting, {"days", "hours", "screens"}),
                        tr("Only on some days, at some hours, on some screens"), shared({"days", "hours", "screens"})) +
                 folded(speaks_of(slide, setting, {"kicker", "seconds", "weight", "theme"}), tr("More settings"),
                        shared({"kicker", "seconds", "weight", "theme"})));
}

Html remarks_box(const std::vector<Remark>& remarks, std::string_view heading) {
  if (remarks.empty()) return {};
  Html list;
  for (const auto& remark : remarks) {
    const Html words = remark.field.empty()
                           ? Html(remark.sentence)
                           : tag("a", {{"href", "#" + remark.pointer}}, {remark.field}) + ": " + Html(remark.sentence);
    list += tag("li", {words});
  }
  return tag("div", {{"class", "box remarks"}, {"role", "status"}}, {tag("h2", {heading}), tag("ul", {list})});
}

}  // namespace kiosk
