#include "parse/settings.h"

#include "base/format.h"
#include "base/text.h"
#include "parse/reader.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace kiosk {
namespace {

/// Calls visit(name, member, field) for each setting of `owner`, those of groups too.
template <class Owner, class Visit>
void walk(Owner& owner, const std::string& prefix, const Visit& visit) {
  for_each_field<std::remove_const_t<Owner>>([&](const auto& field) {
    auto& member = owner.*field.member;
    const std::string name = prefix + std::string(field.name);
    if constexpr (HasFields<std::remove_cvref_t<decltype(member)>>) {
      walk(member, name + '.', visit);
    } else {
      visit(name, member, field);
    }
  });
}

/// What a number, a list or a field's own description cannot say.
void check(Reader& reader, const Json& rotate, const Json& size, const Settings& settings) {
  if (settings.rotate % 90 != 0) {
    const Reader::Step step(reader, "rotate");
    reader.findings().error("field.choice", reader.place(rotate),
                            str("\"rotate\" is ", settings.rotate, "; it must be 0, 90, 180 or 270."));
  }
  if (!settings.size.empty() && parse_size(settings.size) == Size{}) {
    const Reader::Step step(reader, "size");
    reader.findings().error("field.format", reader.place(size),
                            str("\"size\" is ", in_quotes(settings.size),
                                "; it must be width and height such as \"1920x1080\", each 320 to 16384."));
  }
}

void collect_names(const Json& json, const std::string& prefix, std::vector<std::string>& names) {
  for (const JsonMember& member : *json.as<JsonObject>()) {
    const std::string name = prefix + member.key;
    if (member.value.as<JsonObject>() != nullptr) {
      collect_names(member.value, name + '.', names);
    } else {
      names.push_back(name);
    }
  }
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

/// The words as JSON of the kind that the setting has; as a string where they are not of that kind, so that the reader
/// says what is wrong.
Json json_of(std::string_view words, const bool&) {
  if (is_one_of(words, {"true", "yes", "on", "1"})) return true;
  if (is_one_of(words, {"false", "no", "off", "0"})) return false;
  return words;
}
template <class Number>
requires std::is_arithmetic_v<Number> Json json_of(std::string_view words, const Number&) {
  double number = 0;
  const char* const end = words.data() + words.size();
  const auto result = std::from_chars(words.data(), end, number);
  return result.ec == std::errc{} && result.ptr == end ? Json(number) : Json(words);
}
Json json_of(std::string_view words, const std::string&) {
  return words;
}
Json json_of(std::string_view words, const std::vector<std::string>&) {
  JsonArray items;
  for (const auto part : split(words, ',')) {
    if (!trimmed(part).empty()) items.emplace_back(trimmed(part));
  }
  return items;
}

Json to_tree(const std::vector<std::string>& list) {
  return JsonArray(list.begin(), list.end());
}
template <HasFields T>
Json to_tree(const T& group);
template <class T>
Json to_tree(const T& value) {
  return Json(value);
}
template <HasFields T>
Json to_tree(const T& group) {
  JsonObject members;
  for_each_field<T>([&](const auto& field) {
    members.push_back({std::string(field.name), to_tree(group.*field.member)});
  });
  return members;
}

}  // namespace

SettingsReading read_settings(std::string_view bytes, Settings base) {
  SettingsReading reading;
  Findings findings(bytes);
  Reader reader(findings);
  const auto root = read_json(bytes, findings);
  if (root && reader.object(*root) != nullptr) {
    reader.read_members(*root, base);
    auto names = names_of<Settings>();
    names.push_back("$schema");
    reader.check_unknown(*root, names);
    const auto value_of = [&root](std::string_view key) -> const Json& {
      const auto* member = root->member(key);
      return member != nullptr ? member->value : *root;
    };
    check(reader, value_of("rotate"), value_of("size"), base);
    if (findings.errors() == 0) {
      std::vector<std::string> written;
      collect_names(*root, "", written);
      for (auto& name : setting_names()) {
        if (std::ranges::find(written, name) != written.end()) reading.given.push_back(std::move(name));
      }
      reading.settings = std::move(base);
    }
  }
  reading.problems = findings.take();
  return reading;
}

std::vector<std::string> setting_names() {
  std::vector<std::string> names;
  Settings none;
  walk(none, "", [&names](const std::string& name, auto&, const auto&) { names.push_back(name); });
  return names;
}

Result<void> set_setting(Settings& settings, std::string_view name, std::string_view value) {
  Findings findings("");
  Reader reader(findings);
  Settings changed = settings;
  bool known = false;
  walk(changed, "", [&](const std::string& each, auto& member, const auto& field) {
    if (each != name) return;
    known = true;
    const Reader::Step step(reader, each);
    reader.read(json_of(value, member), member, rule_of(field));
  });
  if (!known) {
    const auto names = setting_names();
    const auto meant = closest(name, {names.begin(), names.end()});
    return fail("setting.unknown", str("There is no setting ", in_quotes(name), '.',
                                       meant ? str(" Did you mean ", in_quotes(*meant), '?') : std::string()));
  }
  check(reader, {}, {}, changed);
  if (const auto problems = findings.take(); !problems.empty()) {
    return fail("setting.value", problems.front().message);
  }
  settings = std::move(changed);
  return {};
}

std::string setting_to_json(const Settings& settings, std::string_view name) {
  std::string text = "null";
  walk(settings, "", [&](const std::string& each, const auto& member, const auto&) {
    if (each == name) text = write_json_line(to_tree(member));
  });
  return text;
}

std::string to_json(const Settings& settings) {
  return write_json(to_tree(settings));
}

}  // namespace kiosk
