#include "desk/form_fields.h"

#include "base/format.h"
#include "base/text.h"
#include "parse/kinds.h"
#include "parse/reader.h"

#include <algorithm>
#include <charconv>
#include <map>

namespace kiosk {
namespace {

template <class T>
using Type = std::type_identity<T>;

constexpr std::string_view part_name(Type<Picture>) {
  return "picture";
}
constexpr std::string_view part_name(Type<Sum>) {
  return "sum";
}
constexpr std::string_view part_name(Type<Person>) {
  return "person";
}
constexpr std::string_view part_name(Type<Fact>) {
  return "fact";
}
constexpr std::string_view part_name(Type<Prize>) {
  return "prize";
}
constexpr std::string_view part_name(Type<Link>) {
  return "link";
}

template <HasFields T>
std::vector<FormField> form_of(std::string_view owner);

// What a form asks for where a field has a value of each type.

void describe(FormField& field, Type<bool>) {
  field.asks = Asks::flag;
}
template <class Number>
requires std::is_arithmetic_v<Number>
void describe(FormField& field, Type<Number>) {
  field.asks = Asks::number;
}
void describe(FormField& field, Type<std::string>) {
  field.asks = Asks::word;
}
void describe(FormField& field, Type<Text>) {
  field.asks = Asks::text;
}
void describe(FormField& field, Type<When>) {
  field.asks = Asks::moment;
}
void describe(FormField& field, Type<Hours>) {
  field.asks = Asks::hours;
}
void describe(FormField& field, Type<std::chrono::weekday>) {
  field.asks = Asks::weekday;
  field.words = weekday_words;
}
void describe(FormField& field, Type<Focus>) {
  field.asks = Asks::focus;
}
template <class E>
requires std::is_enum_v<E>
void describe(FormField& field, Type<E>) {
  field.asks = Asks::choice;
  field.words = Words<E>::list;
}
template <HasFields T>
void describe(FormField& field, Type<T>) {
  field.asks = Asks::group;
  field.part = part_name(Type<T>{});
  field.fields = form_of<T>(field.part);
}
template <class T>
void describe(FormField& field, Type<std::optional<T>>) {
  describe(field, Type<T>{});
}
template <class T>
void describe(FormField& field, Type<std::vector<T>>) {
  describe(field, Type<T>{});
  field.list = true;
}

template <HasFields T>
std::vector<FormField> form_of(std::string_view owner) {
  std::vector<FormField> fields;
  for_each_field<T>([&]<class Owner, class Member>(const Field<Owner, Member>& described) {
    // The desk names pictures by their hash and knows their size: nobody is asked for either. Nor for a slide's id.
    if (described.name == "sha256" || described.name == "bytes" || described.name == "id") return;
    FormField field{owner, described.name, described.help};
    field.required = described.need == Need::required;
    field.bounds = described.bounds;
    field.form = described.form;
    describe(field, Type<Member>{});
    fields.push_back(std::move(field));
  });
  return fields;
}

std::map<std::string_view, std::vector<FormField>> all_kinds() {
  std::map<std::string_view, std::vector<FormField>> kinds;
  for_each_kind(
      [&kinds]<class Kind>(Type<Kind>) { kinds[Described<Kind>::kind] = form_of<Kind>(Described<Kind>::kind); });
  return kinds;
}

std::string words_or_key(const Translator& tr, const std::string& specific, const std::string& general) {
  return find_words(specific) != nullptr ? tr(specific) : tr(general);
}

std::optional<std::size_t> as_index(std::string_view token) {
  std::size_t index = 0;
  const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), index);
  return error == std::errc{} && end == token.data() + token.size() ? std::optional(index) : std::nullopt;
}

}  // namespace

const std::vector<FormField>& fields_of_kind(std::string_view kind) {
  static const auto kinds = all_kinds();
  static const std::vector<FormField> none;
  const auto found = kinds.find(kind);
  return found == kinds.end() ? none : found->second;
}

const std::vector<FormField>& fields_of_all_slides() {
  static const auto fields = form_of<Slide>("slide");
  return fields;
}

const std::vector<FormField>& fields_of_institute() {
  static const auto fields = form_of<Institute>("institute");
  return fields;
}

std::string_view help_of_kind(std::string_view kind) {
  std::string_view help;
  for_each_kind([&]<class Kind>(Type<Kind>) {
    if (Described<Kind>::kind == kind) help = Described<Kind>::help;
  });
  return help;
}

bool is_required(const FormField& field, std::string_view kind) {
  return field.required || (kind == Described<NoticeSlide>::kind && field.owner == "slide" && field.name == "until");
}

std::size_t most_entries(const FormField& list) {
  constexpr double most = 64;
  return static_cast<std::size_t>(std::min(list.bounds.most, most));
}

bool is_same_everywhere(const FormField& field) {
  return (field.name == "name" && (field.owner == "person" || field.part == "person")) ||
         (field.owner == "fact" && field.name != "label");
}

bool is_long(const FormField& field) {
  constexpr std::array<std::string_view, 3> long_ones{"lead", "citation", "text"};
  return field.asks == Asks::text && std::ranges::find(long_ones, field.name) != long_ones.end();
}

std::string label_of(const FormField& field, const Translator& tr) {
  return words_or_key(tr, str("field:", field.owner, '.', field.name), str("field:", field.name));
}

std::string help_of(const FormField& field, const Translator& tr) {
  return tr(field.help);
}

std::string kind_name(std::string_view kind, const Translator& tr) {
  return tr(str("kind:", kind));
}

std::string choice_name(std::string_view word, const Translator& tr) {
  return tr(str("word:", word));
}

std::optional<FoundField> field_at(const std::vector<const std::vector<FormField>*>& forms, std::string_view pointer,
                                   const Translator& tr) {
  std::vector<const std::vector<FormField>*> within = forms;
  FoundField found;
  for (const auto token : split(pointer, '/')) {
    if (token.empty()) continue;
    if (const auto index = as_index(token); index && found.field != nullptr && found.field->list) {
      found.trail += str(' ', *index + 1);
      continue;
    }
    const FormField* next = nullptr;
    for (const auto* const fields : within) {
      const auto at = std::ranges::find(*fields, token, &FormField::name);
      if (at != fields->end()) next = &*at;
    }
    if (next == nullptr) break;  // a language of a text, or a part of a moment
    found.trail += (found.trail.empty() ? "" : " – ") + label_of(*next, tr);
    found.field = next;
    within = {&next->fields};
  }
  return found.field != nullptr ? std::optional(std::move(found)) : std::nullopt;
}

}  // namespace kiosk
