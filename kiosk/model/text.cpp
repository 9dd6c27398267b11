#include "model/text.h"

#include <algorithm>
#include <array>

namespace kiosk {

bool is_language(std::string_view tag) {
  return (tag.size() == 2 || tag.size() == 3) && std::ranges::all_of(tag, [](char c) { return c >= 'a' && c <= 'z'; });
}

Text::Text(std::string plain) {
  if (!plain.empty()) by_language_.emplace("", std::move(plain));
}

bool Text::empty() const {
  return std::ranges::all_of(by_language_, [](const auto& entry) { return entry.second.empty(); });
}

const Text::Words* Text::find(std::string_view language) const {
  const std::string_view sibling = language == "nn" ? "nb" : language == "nb" ? "nn" : "";
  for (const std::string_view tag : std::array<std::string_view, 4>{language, "", sibling, "en"}) {
    const auto entry = by_language_.find(Language(tag));
    if (entry != by_language_.end() && !entry->second.empty()) return &*entry;
  }
  for (const auto& entry : by_language_) {
    if (!entry.second.empty()) return &entry;
  }
  return nullptr;
}

const std::string& Text::in(std::string_view language) const {
  static const std::string none;
  const Words* const words = find(language);
  return words != nullptr ? words->second : none;
}

Language Text::language_in(std::string_view language) const {
  const Words* const words = find(language);
  return words == nullptr || words->first.empty() ? Language(language) : words->first;
}

bool Text::has(std::string_view language) const {
  const auto filled = [this](std::string_view tag) {
    const auto entry = by_language_.find(Language(tag));
    return entry != by_language_.end() && !entry->second.empty();
  };
  return filled(language) || filled("");
}

}  // namespace kiosk
