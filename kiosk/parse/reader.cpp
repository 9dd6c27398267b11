#include "parse/reader.h"

#include "base/colour.h"
#include "base/format.h"
#include "base/text.h"
#include "parse/characters.h"
#include "parse/forms.h"

#include <algorithm>
#include <cmath>

namespace kiosk {
namespace {

constexpr Bounds narrowed(const Bounds& bounds, double least, double most) {
  return {std::max(bounds.least, least), std::min(bounds.most, most)};
}

/// "between 3 and 600", "at least 1", "at most 4"
std::string range_in_words(const Bounds& bounds) {
  if (std::isinf(bounds.most)) return str("at least ", bounds.least);
  if (std::isinf(bounds.least)) return str("at most ", bounds.most);
  return bounds.least == bounds.most ? str("exactly ", bounds.least)
                                     : str("between ", bounds.least, " and ", bounds.most);
}

/// The same of how many there are, which is never below 0.
std::string count_in_words(const Bounds& bounds) {
  return range_in_words(bounds.least > 0 ? bounds : Bounds{-std::numeric_limits<double>::infinity(), bounds.most});
}

bool within(double value, const Bounds& bounds) {
  return value >= bounds.least && value <= bounds.most;
}

/// What stands there, for "… but is …".
std::string in_words(const Json& json) {
  if (const auto* flag = json.as<bool>()) return *flag ? "true" : "false";
  if (const auto* number = json.as<double>()) return str("the number ", *number);
  if (const auto* text = json.as<std::string>()) return "the text " + in_quotes(*text);
  if (json.as<JsonArray>() != nullptr) return "a list in [ ]";
  if (json.as<JsonObject>() != nullptr) return "a group of keys in { }";
  return "null, which says nothing";
}

std::optional<std::string_view> suggested(std::string_view word, std::span<const std::string_view> candidates) {
  return closest(word, {candidates.begin(), candidates.end()});
}

std::string did_you_mean(std::optional<std::string_view> word) {
  return word ? str("Did you mean ", in_quotes(*word), '?') : std::string();
}

/// "U+202E"
std::string code_point_name(char32_t c) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string name = "U+";
  for (int shift = 12; shift >= 0; shift -= 4) name += digits[(c >> shift) & 0xf];
  return name;
}

}  // namespace

void Reader::check_unknown(const Json& json, const std::vector<std::string_view>& names) {
  const JsonObject* const members = json.as<JsonObject>();
  if (members == nullptr) return;
  for (const JsonMember& member : *members) {
    if (findings_.full()) return;
    if (std::ranges::find(names, member.key) != names.end()) continue;
    findings_.warning("field.unknown", place(member), "The key " + in_quotes(member.key) + " is not known here.",
                      did_you_mean(suggested(member.key, names)));
  }
}

const JsonObject* Reader::object(const Json& json) {
  const auto* members = json.as<JsonObject>();
  if (members == nullptr) wrong_type(json, "a group of keys in { }");
  return members;
}

const std::string* Reader::string(const Json& json, std::string_view expected) {
  const auto* text = json.as<std::string>();
  if (text == nullptr) wrong_type(json, expected);
  return text;
}

std::optional<std::size_t> Reader::choice(const Json& json, std::span<const std::string_view> words,
                                          std::string_view code) {
  std::string expected = "one of";
  for (const auto word : words) expected += (word == words.front() ? " " : ", ") + in_quotes(word);
  const auto* text = string(json, expected);
  if (text == nullptr) return std::nullopt;
  const auto found = std::ranges::find(words, *text);
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  findings_.error(std::string(code), place(json),
                  str(subject(), " is ", in_quotes(*text), "; it must be ", expected, '.'),
                  did_you_mean(suggested(*text, words)));
  return std::nullopt;
}

void Reader::missing(const Json& json, std::string_view name, std::string_view help) {
  findings_.error("field.missing", place(json), str("The key ", in_quotes(name), " is missing here."),
                  str("What belongs there: ", help));
}

void Reader::read(const Json& json, bool& into, const Rule&) {
  if (const auto* flag = json.as<bool>()) {
    into = *flag;
  } else {
    wrong_type(json, "true or false");
  }
}

void Reader::read(const Json& json, double& into, const Rule& rule) {
  if (const auto value = number(json, rule.bounds)) into = *value;
}

void Reader::read(const Json& json, int& into, const Rule& rule) {
  using Limits = std::numeric_limits<int>;
  if (const auto value = whole_number(json, narrowed(rule.bounds, Limits::min(), Limits::max()))) {
    into = static_cast<int>(*value);
  }
}

void Reader::read(const Json& json, std::uint64_t& into, const Rule& rule) {
  constexpr double largest_exact = 9007199254740991.0;  // 2^53 - 1
  if (const auto value = whole_number(json, narrowed(rule.bounds, 0, largest_exact))) {
    into = static_cast<std::uint64_t>(*value);
  }
}

void Reader::read(const Json& json, std::string& into, const Rule& rule) {
  const FormFacts& facts = facts_of(rule.form);
  if (string(json, facts.expected) == nullptr) return;
  auto text = line(json, {narrowed(rule.bounds, 0, facts.longest), rule.form, rule.need});
  if (!text) return;
  // What has a form is taken literally: a space at the end of an address is a mistake.
  const auto& written = rule.form == Form::words ? *text : *json.as<std::string>();
  if (!fits(rule.form, written)) {
    wrong_form(json, written, facts.expected, facts.example);
    return;
  }
  if (rule.form == Form::sha256) {
    std::ranges::transform(*text, text->begin(), [](char c) { return c >= 'A' && c <= 'F' ? char(c + 32) : c; });
  }
  into = std::move(*text);
}

void Reader::read(const Json& json, Text& into, const Rule& rule) {
  const Rule each{narrowed(rule.bounds, 0, facts_of(Form::words).longest), Form::words, Need::optional};
  const int before = findings_.errors();
  std::map<Language, std::string> words;
  if (json.as<std::string>() != nullptr) {
    if (auto text = line(json, each)) words[""] = std::move(*text);
  } else if (const auto* members = json.as<JsonObject>()) {
    for (const JsonMember& member : *members) {
      if (!is_language(member.key)) {
        findings_.error("field.language", place(member),
                        in_quotes(member.key) + " is no language; it must be two letters such as \"en\" or \"nb\".");
        continue;
      }
      if (member.key == "no") {
        findings_.warning("field.language", place(member), "\"no\" does not say which Norwegian.",
                          "Write \"nb\" for bokmål or \"nn\" for nynorsk.");
      }
      const Step step(*this, member.key);
      if (string(member.value, "a text") == nullptr) continue;
      if (auto text = line(member.value, each); text && !text->empty()) words[member.key] = std::move(*text);
    }
  } else {
    wrong_type(json, "a text, or one text per language as in {\"en\": \"…\", \"nb\": \"…\"}");
    return;
  }
  Text text(std::move(words));
  if (rule.need == Need::required && text.empty() && findings_.errors() == before) {
    findings_.error("field.empty", place(json), subject() + " is empty, but must say something.");
  }
  into = std::move(text);
}

void Reader::read(const Json& json, When& into, const Rule&) {
  constexpr std::string_view expected = "a date such as \"2026-03-02\", or with a time: \"2026-03-02T12:00\"";
  const auto* text = string(json, expected);
  if (text == nullptr) return;
  if (const auto when = parse_when(*text)) {
    into = *when;
  } else {
    wrong_form(json, *text, expected);
  }
}

void Reader::read(const Json& json, Hours& into, const Rule&) {
  constexpr std::string_view expected = "two times of day such as \"08:00-16:00\"";
  const auto* text = string(json, expected);
  if (text == nullptr) return;
  if (const auto hours = parse_hours(*text)) {
    into = *hours;
  } else {
    wrong_form(json, *text, expected);
  }
}

void Reader::read(const Json& json, std::chrono::weekday& into, const Rule&) {
  if (const auto day = choice(json, weekday_words)) into = std::chrono::weekday(static_cast<unsigned>(*day));
}

void Reader::read(const Json& json, Focus& into, const Rule&) {
  const auto* items = json.as<JsonArray>();
  const bool fits = items != nullptr && items->size() == 2 && std::ranges::all_of(*items, [](const Json& item) {
                      const auto* share = item.as<double>();
                      return share != nullptr && within(*share, {0, 1});
                    });
  if (fits) {
    into = {*items->front().as<double>(), *items->back().as<double>()};
  } else {
    findings_.error("field.format", place(json),
                    subject() + " must be two numbers from 0 to 1, from the left and from the top, as in [0.5, 0.3].");
  }
}

void Reader::read(const Json& json, Colour& into, const Rule&) {
  constexpr std::string_view expected = "a colour such as \"#0b5fff\"";
  const auto* text = string(json, expected);
  if (text == nullptr) return;
  const auto colour = parse_colour(*text);
  if (colour && text->size() == 7) {  // what shines through could not be checked for contrast
    into = *colour;
  } else {
    wrong_form(json, *text, expected);
  }
}

const JsonArray* Reader::list(const Json& json, const Rule& rule) {
  const auto* items = json.as<JsonArray>();
  if (items == nullptr) {
    wrong_type(json, "a list in [ ]");
    return nullptr;
  }
  if (within(static_cast<double>(items->size()), rule.bounds)) return items;
  findings_.error("field.count", place(json),
                  str(subject(), " has ", items->size(), " entries; it must have ", count_in_words(rule.bounds), '.'));
  return nullptr;
}

std::optional<double> Reader::number(const Json& json, const Bounds& bounds) {
  const auto* value = json.as<double>();
  if (value == nullptr) {
    wrong_type(json, "a number");
    return std::nullopt;
  }
  if (within(*value, bounds)) return *value;
  findings_.error("field.range", place(json),
                  str(subject(), " is ", *value, "; it must be ", range_in_words(bounds), '.'));
  return std::nullopt;
}

std::optional<double> Reader::whole_number(const Json& json, const Bounds& bounds) {
  const auto value = number(json, bounds);
  if (!value || *value == std::floor(*value)) return value;
  findings_.error("field.type", place(json), str(subject(), " is ", *value, "; it must be a whole number."));
  return std::nullopt;
}

std::optional<std::string> Reader::line(const Json& json, const Rule& rule) {
  const std::string& text = *json.as<std::string>();
  const auto points = code_points(text);
  const auto length = static_cast<double>(points.size());
  if (!within(length, rule.bounds)) {
    findings_.error("field.length", place(json),
                    str(subject(), " has ", length, " characters; it must have ", count_in_words(rule.bounds), '.'));
    return std::nullopt;
  }
  if (const auto bad = std::ranges::find_if(points, is_forbidden); bad != points.end()) {
    findings_.error("field.character", place(json),
                    str(subject(), " has the invisible character ", code_point_name(*bad),
                        " in it, which can make a text read wrongly."),
                    "Type the text anew instead of pasting it.");
    return std::nullopt;
  }
  std::string clean;
  clean.reserve(text.size());
  for (const char32_t c : points) append_utf8(clean, is_line_space(c) ? U' ' : c);
  return std::string(trimmed(clean));
}

void Reader::wrong_type(const Json& json, std::string_view expected) {
  const bool number_in_quotes = expected == "a number" && json.as<std::string>() != nullptr;
  findings_.error("field.type", place(json), str(subject(), " must be ", expected, ", but is ", in_words(json), '.'),
                  number_in_quotes ? "Write it without quotes." : "");
}

void Reader::wrong_form(const Json& json, std::string_view found, std::string_view expected, std::string_view example) {
  findings_.error("field.format", place(json), str(subject(), " is ", in_quotes(found), "; it must be ", expected, '.'),
                  example.empty() ? std::string() : str("An example: ", in_quotes(example), '.'));
}

std::string Reader::subject() const {
  const auto parts = split(pointer_, '/');
  const auto name = parts.back();
  if (pointer_.empty()) return "The document";
  const bool is_index = !name.empty() && std::ranges::all_of(name, [](char c) { return c >= '0' && c <= '9'; });
  if (!is_index || parts.size() < 2) return in_quotes(name);
  const auto list = parts[parts.size() - 2];
  return str("Entry ", std::stoul(std::string(name)) + 1, " of ", in_quotes(list));
}

}  // namespace kiosk
