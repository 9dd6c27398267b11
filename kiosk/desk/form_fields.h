/// What a form asks for, as a tree made from model/fields.h once for each kind: what renders forms and what reads them
/// walk it, so that no kind has code of its own. Constant after it is made; any thread.
#pragma once

#include "desk/words.h"
#include "model/fields.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

enum class Asks { text, word, number, flag, moment, hours, weekday, focus, choice, group };

struct FormField {
  std::string_view owner;  ///< what it is a field of: a kind ("news"), a part ("person"), or "slide", "institute"
  std::string_view name;   ///< the key in JSON
  std::string_view help;
  Asks asks = Asks::word;
  bool required = false;
  bool list = false;  ///< of as many as `bounds` says
  Bounds bounds{};
  Form form = Form::words;
  std::span<const std::string_view> words{};  ///< of a choice
  std::string_view part{};                    ///< what the group is: "picture", "person", "sum" …
  std::vector<FormField> fields{};            ///< of a group
};

/// The fields of the kind itself, or none where there is no such kind.
const std::vector<FormField>& fields_of_kind(std::string_view kind);
/// What all slides have in common.
const std::vector<FormField>& fields_of_all_slides();
const std::vector<FormField>& fields_of_institute();
/// The sentence about a kind in model/fields.h.
std::string_view help_of_kind(std::string_view kind);

/// Whether a slide of this kind cannot be shown without it. A notice must have an end, which no other slide needs.
bool is_required(const FormField& field, std::string_view kind);
/// How many entries a form of the list has room for: what the list itself may hold, and never more than 64, since each
/// entry becomes many controls.
std::size_t most_entries(const FormField& list);
/// A text that is the same in every language: the name of a person, a number.
bool is_same_everywhere(const FormField& field);
/// A text of several lines, read word by word; else it is caught at a glance.
bool is_long(const FormField& field);

/// "Headline" for "title" of news.
std::string label_of(const FormField& field, const Translator& tr);
std::string help_of(const FormField& field, const Translator& tr);
std::string kind_name(std::string_view kind, const Translator& tr);
/// A word of an enumeration, or of a day of the week.
std::string choice_name(std::string_view word, const Translator& tr);

/// A field and the words that lead to it: "People 2 – Name".
struct FoundField {
  const FormField* field = nullptr;
  std::string trail;
};
/// The field at a pointer into a slide ("/people/1/name"); none where the pointer leads to no field.
std::optional<FoundField> field_at(const std::vector<const std::vector<FormField>*>& forms, std::string_view pointer,
                                   const Translator& tr);

}  // namespace kiosk
