#include "desk/form_values.h"

#include "base/format.h"
#include "base/text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>
#include <ranges>
#include <set>

namespace kiosk {
namespace {

/// A text of ours is one line, without white space at its ends.
std::string on_one_line(std::string_view text) {
  std::string line;
  for (const char c : trimmed(text)) {
    if (c == '\r') continue;
    line += c == '\n' || c == '\t' ? ' ' : c;
  }
  return line;
}

/// As people write numbers: with spaces, with commas between thousands, with a comma or a point before the decimals.
std::optional<double> as_number(std::string_view text) {
  std::string digits;
  for (const char32_t c : code_points(text)) {
    const bool space = c == U' ' || c == 0xa0 || c == 0x202f || c == 0x2009;
    if (!space) append_utf8(digits, c);
  }
  const auto commas = std::ranges::count(digits, ',');
  const bool thousands = commas > 1 || (commas == 1 && digits.size() - digits.find(',') == 4);
  if (thousands) {
    std::erase(digits, ',');
  } else if (commas == 1) {
    digits[digits.find(',')] = '.';
  }
  double number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  const bool whole_text = error == std::errc{} && end == digits.data() + digits.size();
  return whole_text ? std::optional(number) : std::nullopt;
}

/// What a form sent, by name.
class Sent {
 public:
  explicit Sent(const Pairs& pairs) {
    for (const auto& [name, value] : pairs) values_[name].push_back(value);
  }

  std::string one(const std::string& name) const {
    const auto found = values_.find(name);
    return found == values_.end() ? std::string() : on_one_line(found->second.front());
  }
  /// Every value of the name, and every line of each.
  std::vector<std::string> lines(const std::string& name) const {
    std::vector<std::string> all;
    const auto found = values_.find(name);
    if (found == values_.end()) return all;
    for (const auto& value : found->second) {
      for (const auto line : split(value, '\n')) {
        if (auto clean = on_one_line(line); !clean.empty()) all.push_back(std::move(clean));
      }
    }
    return all;
  }
  /// The words that follow directly behind "pointer/" in the names: languages, or numbers of entries.
  std::set<std::string> children(const std::string& pointer) const {
    std::set<std::string> found;
    const std::string start = pointer + '/';
    for (auto at = values_.lower_bound(start); at != values_.end() && at->first.starts_with(start); ++at) {
      const auto rest = std::string_view(at->first).substr(start.size());
      found.emplace(rest.substr(0, rest.find('/')));
    }
    return found;
  }

 private:
  std::map<std::string, std::vector<std::string>> values_;
};

using Maybe = std::optional<Json>;

Maybe if_any(std::string text) {
  return text.empty() ? Maybe() : Maybe(Json(std::move(text)));
}

class FormReader {
 public:
  explicit FormReader(const Sent& sent) : sent_(sent) {}

  JsonObject members(const std::vector<FormField>& fields, const std::string& pointer) const {
    JsonObject object;
    for (const auto& field : fields) {
      const auto at = pointer + '/' + std::string(field.name);
      if (auto value = field.list ? list(field, at) : one(field, at)) {
        object.push_back({std::string(field.name), std::move(*value)});
      }
    }
    return object;
  }

 private:
  Maybe one(const FormField& field, const std::string& at) const {
    switch (field.asks) {
      case Asks::text:
        return text(at);
      case Asks::number:
        return number(sent_.one(at));
      case Asks::flag:
        return sent_.one(at) == "true" ? Maybe(Json(true)) : Maybe();
      case Asks::moment:
        return moment(at);
      case Asks::hours:
        return hours(at);
      case Asks::focus:
        return focus(at);
      case Asks::group:
        return group(field, at);
      case Asks::choice:
        return choice(field, sent_.one(at));
      case Asks::word:
      case Asks::weekday:
        return if_any(sent_.one(at));
    }
    return {};
  }

  Maybe list(const FormField& field, const std::string& at) const {
    JsonArray items;
    if (field.asks == Asks::group || field.asks == Asks::text) {
      const auto numbers = entries(at) | std::views::take(static_cast<std::ptrdiff_t>(most_entries(field)));
      for (const auto index : numbers) {
        if (auto item = one(field, str(at, '/', index))) items.push_back(std::move(*item));
      }
    } else {
      for (auto& line : sent_.lines(at)) items.emplace_back(std::move(line));
    }
    return items.empty() ? Maybe() : Maybe(Json(std::move(items)));
  }

  /// The numbers of a list's entries, in order; names that are no numbers are none of ours.
  std::set<int> entries(const std::string& at) const {
    std::set<int> indices;
    for (const auto& child : sent_.children(at)) {
      int index = 0;
      const auto [end, error] = std::from_chars(child.data(), child.data() + child.size(), index);
      if (error == std::errc{} && end == child.data() + child.size() && index >= 0) indices.insert(index);
    }
    return indices;
  }

  /// Written once where every language says the same.
  Maybe text(const std::string& at) const {
    if (auto plain = sent_.one(at); !plain.empty()) return Json(std::move(plain));
    JsonObject by_language;
    const auto languages = sent_.children(at);
    for (const auto& language : languages) {
      if (!is_language(language)) continue;
      if (auto words = sent_.one(at + '/' + language); !words.empty()) by_language.push_back({language, words});
    }
    if (by_language.empty()) return {};
    const auto& first = *by_language.front().value.as<std::string>();
    const bool all_the_same = by_language.size() > 1 && by_language.size() == languages.size() &&
                              std::ranges::all_of(by_language, [&first](const JsonMember& member) {
                                return *member.value.as<std::string>() == first;
                              });
    return all_the_same ? Json(first) : Json(std::move(by_language));
  }

  /// The first word need not be said where none need be.
  static Maybe choice(const FormField& field, std::string word) {
    return !field.required && word == field.words.front() ? Maybe() : if_any(std::move(word));
  }

  static Maybe number(const std::string& written) {
    const auto value = as_number(written);
    return value ? Maybe(Json(*value)) : if_any(written);
  }

  Maybe moment(const std::string& at) const {
    const auto date = sent_.one(at + "/date");
    const auto time = sent_.one(at + "/time");
    if (date.empty() && time.empty()) return {};
    return Json(time.empty() ? date : date + 'T' + time + sent_.one(at + "/offset"));
  }

  Maybe hours(const std::string& at) const {
    const auto from = sent_.one(at + "/from");
    const auto to = sent_.one(at + "/to");
    return from.empty() && to.empty() ? Maybe() : Maybe(Json(from + '-' + to));
  }

  /// The middle is what a picture has anyway.
  Maybe focus(const std::string& at) const {
    constexpr double middle = 50;
    const auto x = as_number(sent_.one(at + "/x")).value_or(middle);
    const auto y = as_number(sent_.one(at + "/y")).value_or(middle);
    return x == middle && y == middle ? Maybe() : Maybe(JsonArray{x / 100, y / 100});
  }

  /// Nothing where no more is filled in than what the form itself fills in: the currency.
  Maybe group(const FormField& field, const std::string& at) const {
    auto object = members(field.fields, at);
    const bool nothing_but_currency = object.size() == 1 && object.front().key == "currency";
    const bool picture_without_file = field.part == "picture" && (object.empty() || object.front().key != "src");
    const bool nothing_said = object.empty() || nothing_but_currency ||
                              (picture_without_file && object.size() == 1 && object.front().key == "focus");
    return nothing_said ? Maybe() : Maybe(Json(std::move(object)));
  }

  const Sent& sent_;
};

}  // namespace

Json slide_of_form(const Pairs& form) {
  const Sent sent(form);
  const auto kind = sent.one("kind");
  if (fields_of_kind(kind).empty()) return JsonObject{};
  const FormReader reader(sent);
  JsonObject slide{{"kind", kind}};
  for (const auto* fields : {&fields_of_kind(kind), &fields_of_all_slides()}) {
    for (auto& member : reader.members(*fields, "")) slide.push_back(std::move(member));
  }
  return slide;
}

Json institute_of_form(const Pairs& form) {
  const Sent sent(form);
  return FormReader(sent).members(fields_of_institute(), "");
}

std::string_view text_at(const Json& json, std::string_view key) {
  const auto* member = json.member(key);
  const auto* text = member != nullptr ? member->value.as<std::string>() : nullptr;
  return text != nullptr ? std::string_view(*text) : std::string_view{};
}

std::string kind_of_slide(const Json& slide) {
  return std::string(text_at(slide, "kind"));
}

}  // namespace kiosk
