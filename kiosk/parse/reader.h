/// Walks a tree along the descriptions of model/fields.h and fills in the values, so that no kind of slide needs code
/// of its own here. What does not fit becomes a problem; what was read with an error is not to be used. For one thread.
#pragma once

#include "model/fields.h"
#include "parse/findings.h"
#include "parse/json.h"

#include <concepts>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

namespace kiosk {

/// What a field asks of its value.
struct Rule {
  Bounds bounds{};
  Form form = Form::words;
  Need need = Need::optional;
};

template <class Owner, class Member>
Rule rule_of(const Field<Owner, Member>& field) {
  return {field.bounds, field.form, field.need};
}

/// The names of the fields of T, in their order.
template <HasFields T>
std::vector<std::string_view> names_of() {
  std::vector<std::string_view> names;
  for_each_field<T>([&names](const auto& field) { names.push_back(field.name); });
  return names;
}

class Reader {
 public:
  explicit Reader(Findings& findings) : findings_(findings) {}

  /// While it lives, what is read stands at `key` of what was read before.
  class Step {
   public:
    Step(Reader& reader, std::string_view key) : pointer_(reader.pointer_), before_(pointer_.size()) {
      pointer_ += '/' + pointer_token(key);
    }
    ~Step() { pointer_.resize(before_); }
    Step(const Step&) = delete;
    Step& operator=(const Step&) = delete;

   private:
    std::string& pointer_;
    const std::size_t before_;
  };

  Findings& findings() { return findings_; }
  Findings::Place place(const Json& json) const { return {json.at, pointer_}; }
  Findings::Place place(const JsonMember& member) const {
    return {member.key_at, pointer_ + '/' + pointer_token(member.key)};
  }

  void read(const Json& json, bool& into, const Rule& rule);
  void read(const Json& json, double& into, const Rule& rule);
  void read(const Json& json, int& into, const Rule& rule);
  void read(const Json& json, std::uint64_t& into, const Rule& rule);
  void read(const Json& json, std::string& into, const Rule& rule);
  void read(const Json& json, Text& into, const Rule& rule);
  void read(const Json& json, When& into, const Rule& rule);
  void read(const Json& json, Hours& into, const Rule& rule);
  void read(const Json& json, std::chrono::weekday& into, const Rule& rule);
  void read(const Json& json, Focus& into, const Rule& rule);
  void read(const Json& json, Colour& into, const Rule& rule);

  template <class E>
  requires std::is_enum_v<E>
  void read(const Json& json, E& into, const Rule&) {
    if (const auto index = choice(json, Words<E>::list)) into = static_cast<E>(*index);
  }

  template <class T>
  void read(const Json& json, std::optional<T>& into, const Rule& rule) {
    T value{};
    read(json, value, rule);
    into = std::move(value);
  }

  template <class T>
  void read(const Json& json, std::vector<T>& into, const Rule& rule) {
    const JsonArray* const items = list(json, rule);
    if (items == nullptr) return;
    into.clear();
    for (const Json& item : *items) {
      const Step step(*this, std::to_string(into.size()));
      read(item, into.emplace_back(), Rule{{}, rule.form, Need::required});
    }
  }

  template <HasFields T>
  void read(const Json& json, T& into, const Rule&) {
    if (object(json) == nullptr) return;
    read_members(json, into);
    check_unknown(json, names_of<T>());
  }

  /// Reads the members that T describes and says which required ones are missing; others are not looked at.
  template <HasFields T>
  void read_members(const Json& json, T& into) {
    for_each_field<T>([&](const auto& field) {
      if (const JsonMember* const member = json.member(field.name)) {
        const Step step(*this, field.name);
        read(member->value, into.*field.member, rule_of(field));
      } else if (field.need == Need::required) {
        missing(json, field.name, field.help);
      }
    });
  }

  /// Warns of each member whose name is not among `names`.
  void check_unknown(const Json& json, const std::vector<std::string_view>& names);

  /// The value as such, or nullptr after saying what it is instead.
  const JsonObject* object(const Json& json);
  const std::string* string(const Json& json, std::string_view expected);
  const JsonArray* list(const Json& json, const Rule& rule);
  /// Which of `words` it is; nothing after saying, with `code`, that it is none of them.
  std::optional<std::size_t> choice(const Json& json, std::span<const std::string_view> words,
                                    std::string_view code = "field.choice");
  void missing(const Json& json, std::string_view name, std::string_view help);

 private:
  std::optional<double> number(const Json& json, const Bounds& bounds);
  std::optional<double> whole_number(const Json& json, const Bounds& bounds);
  /// The string on one line, without white space at its ends; nothing after saying what is wrong with it.
  std::optional<std::string> line(const Json& json, const Rule& rule);
  void wrong_type(const Json& json, std::string_view expected);
  void wrong_form(const Json& json, std::string_view found, std::string_view expected, std::string_view example = {});
  /// What is being read, for a sentence: "deadline" in quotes, or: entry 3 of "people".
  std::string subject() const;

  Findings& findings_;
  std::string pointer_;
};

}  // namespace kiosk
