#include "parse/snippets.h"

#include "base/format.h"
#include "parse/forms.h"
#include "parse/kinds.h"
#include "parse/reader.h"

namespace kiosk {
namespace {

template <class T>
using Type = std::type_identity<T>;

// What stands in a new slide until somebody writes something better. "$1" and "${2:…}" are where the cursor stops.

Json placeholder(Type<std::string>, const Rule& rule, int& stop) {
  const auto example = facts_of(rule.form).example;
  return example.empty() ? str('$', stop++) : str("${", stop++, ':', example, '}');
}

Json placeholder(Type<When>, const Rule&, int& stop) {
  return str("${", stop++, ":2026-03-02}");
}

template <class E>
requires std::is_enum_v<E> Json placeholder(Type<E>, const Rule&, int& stop) {
  std::string choices;
  for (const auto word : Words<E>::list) choices += (choices.empty() ? "" : ",") + std::string(word);
  return str("${", stop++, '|', choices, "|}");
}

/// Texts, and whatever no kind demands today.
template <class T>
Json placeholder(Type<T>, const Rule&, int& stop) {
  return str('$', stop++);
}

template <HasFields T>
Json placeholder(Type<T>, const Rule& rule, int& stop);

template <class T>
Json placeholder(Type<std::vector<T>>, const Rule& rule, int& stop) {
  return JsonArray{placeholder(Type<T>{}, rule, stop)};
}

template <HasFields T>
void add_required(JsonObject& members, int& stop) {
  for_each_field<T>([&]<class Owner, class Member>(const Field<Owner, Member>& field) {
    if (field.need != Need::required) return;
    members.push_back({std::string(field.name), placeholder(Type<Member>{}, rule_of(field), stop)});
  });
}

template <HasFields T>
Json placeholder(Type<T>, const Rule&, int& stop) {
  JsonObject members;
  add_required<T>(members, stop);
  return members;
}

}  // namespace

JsonArray slide_snippets() {
  JsonArray snippets;
  for_each_kind([&snippets]<class Kind>(Type<Kind>) {
    int stop = 1;
    JsonObject body{{"kind", Described<Kind>::kind}};
    add_required<Slide>(body, stop);
    add_required<Kind>(body, stop);
    if constexpr (std::same_as<Kind, NoticeSlide>) body.push_back({"until", placeholder(Type<When>{}, {}, stop)});
    snippets.emplace_back(JsonObject{
        {"label", Described<Kind>::kind}, {"description", Described<Kind>::help}, {"body", std::move(body)}});
  });
  return snippets;
}

}  // namespace kiosk
