#include "parse/schema.h"

#include "base/format.h"
#include "parse/document.h"
#include "parse/forms.h"
#include "parse/json.h"
#include "parse/kinds.h"
#include "parse/reader.h"
#include "parse/snippets.h"

#include <cmath>

namespace kiosk {
namespace {

template <class T>
using Type = std::type_identity<T>;

/// Names of the definitions that several fields share.
constexpr std::string_view name_of(Type<Picture>) {
  return "picture";
}
constexpr std::string_view name_of(Type<Sum>) {
  return "sum";
}
constexpr std::string_view name_of(Type<Person>) {
  return "person";
}
constexpr std::string_view name_of(Type<Fact>) {
  return "fact";
}
constexpr std::string_view name_of(Type<Prize>) {
  return "prize";
}
constexpr std::string_view name_of(Type<Link>) {
  return "link";
}
constexpr std::string_view name_of(Type<Institute>) {
  return "institute";
}
constexpr std::string_view name_of(Type<Surface>) {
  return "surface";
}
constexpr std::string_view name_of(Type<FontFiles>) {
  return "fonts";
}

void append(JsonObject& to, JsonObject more) {
  for (auto& member : more) to.push_back(std::move(member));
}

JsonObject reference(std::string_view definition) {
  // Draft 07 ignores what stands beside a $ref, the description too: hence the allOf.
  return {{"allOf", JsonArray{JsonObject{{"$ref", str("#/definitions/", definition)}}}}};
}

JsonArray to_array(std::span<const std::string_view> words) {
  return {words.begin(), words.end()};
}

void add_bounds(JsonObject& schema, const Bounds& bounds, std::string_view least, std::string_view most) {
  if (std::isfinite(bounds.least)) schema.push_back({std::string(least), bounds.least});
  if (std::isfinite(bounds.most)) schema.push_back({std::string(most), bounds.most});
}

// What a schema says of a value of each type that a field may have.

JsonObject schema_of(Type<bool>, const Rule&) {
  return {{"type", "boolean"}};
}

template <class Number>
requires std::is_arithmetic_v<Number> JsonObject schema_of(Type<Number>, const Rule& rule) {
  JsonObject schema{{"type", std::is_integral_v<Number> ? "integer" : "number"}};
  add_bounds(schema, rule.bounds, "minimum", "maximum");
  return schema;
}

JsonObject schema_of(Type<std::string>, const Rule& rule) {
  const FormFacts& facts = facts_of(rule.form);
  JsonObject schema{{"type", "string"}};
  if (!facts.pattern.empty()) schema.push_back({"pattern", facts.pattern});
  if (!facts.example.empty()) schema.push_back({"examples", JsonArray{facts.example}});
  const auto longest = std::min(rule.bounds.most, facts.longest);
  add_bounds(schema, {rule.bounds.least, longest}, "minLength", "maxLength");
  return schema;
}

JsonObject schema_of(Type<Text>, const Rule& rule) {
  auto schema = reference("text");
  if (rule.need == Need::required) append(schema, {{"pattern", "\\S"}, {"minProperties", 1}});
  return schema;
}

JsonObject schema_of(Type<When>, const Rule&) {
  return reference("when");
}

JsonObject schema_of(Type<Hours>, const Rule&) {
  return {{"type", "string"},
          {"pattern", "^([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$"},
          {"examples", JsonArray{"08:00-16:00"}}};
}

JsonObject schema_of(Type<std::chrono::weekday>, const Rule&) {
  return {{"enum", to_array(weekday_words)}};
}

JsonObject schema_of(Type<Focus>, const Rule&) {
  return {{"type", "array"},
          {"items", JsonObject{{"type", "number"}, {"minimum", 0}, {"maximum", 1}}},
          {"minItems", 2},
          {"maxItems", 2},
          {"examples", JsonArray{JsonArray{0.5, 0.3}}}};
}

JsonObject schema_of(Type<Colour>, const Rule&) {
  return {{"type", "string"}, {"format", "color-hex"}, {"pattern", "^#[0-9A-Fa-f]{6}$"}};
}

template <class E>
requires std::is_enum_v<E> JsonObject schema_of(Type<E>, const Rule&) {
  return {{"enum", to_array(Words<E>::list)}};
}

template <HasFields T>
JsonObject schema_of(Type<T>, const Rule&) {
  return reference(name_of(Type<T>{}));
}

template <class T>
JsonObject schema_of(Type<std::optional<T>>, const Rule& rule) {
  return schema_of(Type<T>{}, {rule.bounds, rule.form, Need::optional});
}

template <class T>
JsonObject schema_of(Type<std::vector<T>>, const Rule& rule) {
  JsonObject schema{{"type", "array"}, {"items", schema_of(Type<T>{}, {{}, rule.form, Need::required})}};
  add_bounds(schema, rule.bounds, "minItems", "maxItems");
  return schema;
}

/// "properties" and "required" of T. Keys that are not described are not forbidden: the reader only warns of them.
template <HasFields T>
JsonObject members_of() {
  JsonObject properties;
  JsonArray required;
  for_each_field<T>([&]<class Owner, class Member>(const Field<Owner, Member>& field) {
    JsonObject schema{{"description", field.help}};
    append(schema, schema_of(Type<Member>{}, rule_of(field)));
    properties.push_back({std::string(field.name), std::move(schema)});
    if (field.need == Need::required) required.emplace_back(field.name);
  });
  JsonObject members;
  if (!required.empty()) members.push_back({"required", std::move(required)});
  members.push_back({"properties", std::move(properties)});
  return members;
}

template <HasFields T>
JsonObject definition_of() {
  JsonObject definition{{"type", "object"}, {"description", Described<T>::help}};
  append(definition, members_of<T>());
  return definition;
}

template <HasFields... T>
void define(JsonObject& definitions) {
  (definitions.push_back({std::string(name_of(Type<T>{})), definition_of<T>()}), ...);
}

JsonObject text_definition() {
  return {
      {"description", "A text, or one text per language."},
      {"type", JsonArray{"string", "object"}},
      {"maxLength", facts_of(Form::words).longest},
      {"patternProperties", JsonObject{{facts_of(Form::language).pattern,
                                        JsonObject{{"type", "string"}, {"maxLength", facts_of(Form::words).longest}}}}},
      {"additionalProperties", false},
      {"examples", JsonArray{"A text", JsonObject{{"en", "A text"}, {"nb", "En tekst"}}}},
      {"defaultSnippets",
       JsonArray{JsonObject{{"label", "one text per language"}, {"body", JsonObject{{"en", "$1"}, {"nb", "$2"}}}}}}};
}

JsonObject when_definition() {
  return {{"description", "A date, or a date and time; the time is the institute's own unless it says its offset."},
          {"type", "string"},
          {"pattern",
           "^(19[7-9][0-9]|[2-9][0-9]{3})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
           "(T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])?)?$"},
          {"examples", JsonArray{"2026-03-02", "2026-03-02T12:00", "2026-03-02T12:00+01:00"}}};
}

std::string definition_name(std::string_view kind) {
  return str("slide_", kind);
}

JsonObject slide_definition() {
  JsonArray choices;
  for_each_kind([&]<class Kind>(Type<Kind>) {
    const auto kind = Described<Kind>::kind;
    choices.emplace_back(
        JsonObject{{"if", JsonObject{{"required", JsonArray{"kind"}},
                                     {"properties", JsonObject{{"kind", JsonObject{{"const", kind}}}}}}},
                   {"then", JsonObject{{"$ref", str("#/definitions/", definition_name(kind))}}}});
  });
  auto shared = members_of<Slide>();
  const auto member = [&shared](std::string_view key) -> Json& {
    return std::ranges::find(shared, key, &JsonMember::key)->value;
  };
  auto& properties = std::get<JsonObject>(member("properties").value);
  const auto kinds = kind_words();
  properties.insert(properties.begin(),
                    {"kind", JsonObject{{"description", "What kind of slide it is."}, {"enum", to_array(kinds)}}});
  auto& required = std::get<JsonArray>(member("required").value);
  required.insert(required.begin(), "kind");
  JsonObject definition{{"type", "object"}, {"description", Described<Slide>::help}};
  append(definition, std::move(shared));
  append(definition, {{"allOf", std::move(choices)}, {"defaultSnippets", slide_snippets()}});
  return definition;
}

JsonObject head(std::string_view file, std::string_view title, std::string_view description) {
  return {{"$schema", "http://json-schema.org/draft-07/schema#"},
          {"$id", str("https://kiosk.invalid/", file)},
          {"title", title},
          {"description", description},
          {"type", "object"}};
}

}  // namespace

std::string document_schema() {
  JsonObject definitions{{"text", text_definition()}, {"when", when_definition()}};
  define<Institute, Picture, Sum, Person, Fact, Prize, Link>(definitions);
  definitions.push_back({"slide", slide_definition()});
  for_each_kind([&definitions]<class Kind>(Type<Kind>) {
    JsonObject definition{{"description", Described<Kind>::help}};
    append(definition, members_of<Kind>());
    if constexpr (std::same_as<Kind, NoticeSlide>) {
      std::get<JsonArray>(std::ranges::find(definition, "required", &JsonMember::key)->value.value)
          .emplace_back("until");
    }
    definitions.push_back({definition_name(Described<Kind>::kind), std::move(definition)});
  });

  JsonObject properties{
      {"$schema", JsonObject{{"description", "Where this schema lies, for editors."}, {"type", "string"}}},
      {"version", JsonObject{{"description", "The version of this format."}, {"const", document_version}}},
      {"institute", reference("institute")},
      {"slides", JsonObject{{"description", "What the screen shows, in this order."},
                            {"type", "array"},
                            {"items", JsonObject{{"$ref", "#/definitions/slide"}}},
                            {"maxItems", most_slides}}}};
  const auto own = members_of<Document>();
  const auto& described = *std::ranges::find(own, "properties", &JsonMember::key)->value.as<JsonObject>();
  properties.insert(properties.begin() + 2, described.begin(), described.end());
  auto schema = head("content.schema.json", "Content of a lobby screen",
                     "The institute and its slides. Written by people or by a program, and read by the screens.");
  append(schema, {{"required", JsonArray{"version", "institute", "slides"}},
                  {"properties", properties},
                  {"definitions", std::move(definitions)}});
  return write_json(schema);
}

std::string theme_schema() {
  auto schema = head("theme.schema.json", "Theme of a lobby screen", Described<Theme>::help);
  append(schema, members_of<Theme>());
  JsonObject definitions;
  define<Surface, FontFiles>(definitions);
  schema.push_back({"definitions", std::move(definitions)});
  return write_json(schema);
}

}  // namespace kiosk
