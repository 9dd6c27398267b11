#include "base/format.h"
#include "base/text.h"
#include "desk/controls.h"
#include "desk/form_values.h"

#include <algorithm>
#include <cmath>

namespace kiosk {
namespace {

const Json& member_of(const Json& json, std::string_view key) {
  static const Json none;
  const auto* member = json.member(key);
  return member != nullptr ? member->value : none;
}

const FormField& field_named(const std::vector<FormField>& fields, std::string_view name) {
  return *std::ranges::find(fields, name, &FormField::name);
}

Html part(std::string_view id, const Html& label, const Html& control) {
  return tag("div", {{"class", "part"}}, {tag("label", {{"for", id}}, {label}), control});
}

/// In per cent, as the form has it; the middle where nothing else was said.
std::string share_of(const Json& focus, std::size_t index) {
  const auto* shares = focus.as<JsonArray>();
  const auto* share = shares != nullptr && index < shares->size() ? (*shares)[index].as<double>() : nullptr;
  return str(share != nullptr ? std::round(*share * 1000) / 10 : 50.0);
}

/// Where the eye should rest: two numbers, or a click on the picture where there is a script.
Html focus_control(const Control& control, const Json& value, const FormSetting& setting) {
  const auto number = [&](std::string_view axis, std::size_t index, std::string_view label) {
    const auto id = str(control.pointer, '/', axis);
    return part(id, setting.tr(label),
                tag("input", {{"type", "number"},
                              {"id", id},
                              {"name", id},
                              {"min", "0"},
                              {"max", "100"},
                              {"step", "0.1"},
                              {"value", share_of(value, index)},
                              {"data-focus", axis}}));
  };
  return group_of(control, setting,
                  tag("div", {{"class", "moment"}},
                      {number("x", 0, words("From the left, %")), number("y", 1, words("From the top, %"))}));
}

/// "media/2f…9a.jpg" of the document is this picture of the library.
const PictureRecord* in_library(std::string_view src, const FormSetting& setting) {
  const auto found = std::ranges::find_if(
      setting.pictures, [src](const PictureRecord& picture) { return src == "media/" + picture.file; });
  return found == setting.pictures.end() ? nullptr : &*found;
}

Html source_control(const Control& control, const Json& value, const FormSetting& setting) {
  const auto* text = value.as<std::string>();
  const std::string src = text != nullptr ? *text : "";
  Html options = tag("option", {{"value", ""}}, {setting.tr("No picture")});
  if (!src.empty() && in_library(src, setting) == nullptr) {
    options += tag("option", {{"value", src}, {"selected", true}}, {src});
  }
  for (const auto& picture : setting.pictures) {
    const auto its_src = "media/" + picture.file;
    Attributes attributes{{"value", its_src}, {"data-picture", "/pictures/" + picture.file}};
    if (its_src == src) attributes.emplace_back("selected", true);
    options += tag("option", attributes, {str(picture.name, " (", picture.width, " × ", picture.height, ")")});
  }
  const auto upload = control.pointer + "/upload";
  Attributes choice{{"id", control.pointer}, {"name", control.pointer}, {"data-library", true}};
  if (const auto about = described_by(control, setting); !about.empty()) choice.emplace_back("aria-describedby", about);
  choice.emplace_back("aria-invalid", is_wrong(control, setting) ? "true" : "false");
  return tag("div", {{"class", is_wrong(control, setting) ? "field wrong" : "field"}},
             {tag("div", {{"class", "moment"}},
                  {part(control.pointer, setting.tr("From the library"), tag("select", choice, {options})),
                   part(upload, setting.tr("Or a new one"),
                        tag("input", {{"type", "file"},
                                      {"id", upload},
                                      {"name", upload},
                                      {"accept", "image/jpeg,image/png,image/webp"},
                                      {"data-upload", true}}))}),
              remark_text(control, setting)});
}

/// The picture as it is now; empty where there is none. The script shows there what is chosen, and where its focus is.
Html present_picture(const Json& value, const FormSetting& setting) {
  const auto* const picture = in_library(text_at(value, "src"), setting);
  Html image;
  if (picture != nullptr) {
    image = tag("img", {{"src", str("/pictures/", picture->file, "?small")},
                        {"alt", setting.tr("The chosen picture")},
                        {"width", picture->width},
                        {"height", picture->height},
                        {"loading", "lazy"}});
  }
  return tag("div", {{"class", "present"}, {"data-present", true}}, {image});
}

}  // namespace

Html sum_control(const Control& control, const Json& value, const FormSetting& setting) {
  static constexpr std::array<std::string_view, 6> usual{"NOK", "EUR", "USD", "GBP", "SEK", "DKK"};
  const auto amount = control.pointer + "/value";
  const auto currency = control.pointer + "/currency";
  const Json& number = member_of(value, "value");
  const auto* written = number.as<std::string>();
  const std::string shown = written != nullptr               ? *written
                            : number.as<double>() != nullptr ? write_json_line(number)
                                                             : "";
  auto present = std::string(text_at(value, "currency"));
  if (present.empty()) present = usual.front();
  Html options;
  if (std::ranges::find(usual, present) == usual.end()) options += tag("option", {{"selected", true}}, {present});
  for (const auto each : usual) {
    Attributes attributes{{"value", each}};
    if (each == present) attributes.emplace_back("selected", true);
    options += tag("option", attributes, {each});
  }
  const Control value_control{field_named(control.field.fields, "value"), amount, false};
  return group_of(
      control, setting,
      tag("div", {{"class", "moment"}},
          {part(amount, setting.tr("Amount"),
                tag("input", {{"type", "text"},
                              {"inputmode", "decimal"},
                              {"id", amount},
                              {"name", amount},
                              {"value", shown},
                              {"aria-invalid", is_wrong(value_control, setting) ? "true" : "false"}})),
           part(currency, setting.tr("Currency"), tag("select", {{"id", currency}, {"name", currency}}, {options}))}) +
          remark_text(value_control, setting));
}

Html picture_control(const Control& control, const Json& value, const FormSetting& setting, bool folded) {
  const auto& fields = control.field.fields;
  const auto control_of = [&](std::string_view name) {
    return Control{field_named(fields, name), str(control.pointer, '/', name), false};
  };
  // A logo stands alone: it has no caption, and all of it is shown.
  const bool is_logo = control.field.name == "logo";
  Html texts = text_control(control_of("alt"), member_of(value, "alt"), setting);
  for (const auto* name : {"caption", "credit"}) {
    if (!is_logo) texts += text_control(control_of(name), member_of(value, name), setting);
  }
  Html focus;
  if (!is_logo) {
    focus = tag("details", {{"class", "focus"}, {"data-id", control.pointer + "/focus"}},
                {tag("summary", {setting.tr("What must stay visible")}),
                 focus_control(control_of("focus"), member_of(value, "focus"), setting)});
  }
  const Html content =
      tag("div", {{"class", "picture"}, {"data-drop", true}, {"data-pointer", control.pointer}},
          {present_picture(value, setting), source_control(control_of("src"), member_of(value, "src"), setting)}) +
      tag("div", {{"class", "about-picture"}}, {texts, focus});
  if (!folded) return group_of(control, setting, content);
  Attributes attributes{{"class", "folded"}, {"data-id", control.pointer}};
  if (value.as<JsonObject>() != nullptr) attributes.emplace_back("open", true);
  return tag("details", attributes,
             {tag("summary", {label_of(control.field, setting.tr)}), group_of(control, setting, content)});
}

}  // namespace kiosk
