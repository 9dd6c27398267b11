#include "editorial/stored_json.h"

#include "parse/findings.h"

#include <algorithm>

namespace kiosk {

Json parse_stored(std::string_view text) {
  Findings findings(text);
  return read_json(text, findings).value_or(Json());
}

Json with_member(const Json& object, std::string_view key, Json value) {
  const auto* const before = object.as<JsonObject>();
  JsonObject members = before == nullptr ? JsonObject{} : *before;
  if (const auto found = std::ranges::find(members, key, &JsonMember::key); found != members.end()) {
    found->value = std::move(value);
  } else {
    members.insert(members.begin(), {std::string(key), std::move(value)});
  }
  return members;
}

}  // namespace kiosk
