#include "parse/tree.h"

#include "model/fields.h"

namespace kiosk {
namespace {

Json tree(const std::string& text) {
  return text;
}
Json tree(std::uint64_t number) {
  return number;
}
Json tree(const Focus& focus) {
  return JsonArray{focus.x, focus.y};
}
Json tree(const Text& text) {
  const auto& words = text.by_language();
  if (words.size() == 1 && words.begin()->first.empty()) return words.begin()->second;
  JsonObject members;
  for (const auto& [language, each] : words) members.push_back({language, each});
  return members;
}
template <class T>
Json tree(const std::vector<T>& items) {
  return JsonArray(items.begin(), items.end());
}
template <HasFields T>
Json tree(const T& value) {
  JsonObject members;
  const T unsaid;
  for_each_field<T>([&](const auto& field) {
    const auto& member = value.*field.member;
    if (field.need == Need::optional && member == unsaid.*field.member) return;
    if constexpr (requires { member.has_value(); }) {
      members.push_back({std::string(field.name), tree(*member)});
    } else {
      members.push_back({std::string(field.name), tree(member)});
    }
  });
  return members;
}

}  // namespace

Json to_tree(const Institute& institute) {
  return tree(institute);
}

Json to_tree(const Text& text) {
  return tree(text);
}

}  // namespace kiosk
