#include "desk/words.h"

#include <map>

namespace kiosk {
namespace {

std::map<std::string_view, const WordsRow*> all_rows() {
  std::map<std::string_view, const WordsRow*> rows;
  for (const auto table : {words_of_pages(), words_of_fields(), words_of_problems()}) {
    for (const auto& row : table) rows.emplace(row.key, &row);
  }
  return rows;
}

/// {0} to {9} are replaced; any other brace stays.
std::string filled(std::string_view pattern, std::initializer_list<std::string> arguments) {
  std::string text;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const auto index = i + 2 < pattern.size() ? static_cast<std::size_t>(pattern[i + 1] - '0') : 10;
    if (pattern[i] == '{' && index < arguments.size() && pattern[i + 2] == '}') {
      text += *(arguments.begin() + index);
      i += 2;
    } else {
      text += pattern[i];
    }
  }
  return text;
}

}  // namespace

const WordsRow* find_words(std::string_view key) {
  static const auto rows = all_rows();
  const auto found = rows.find(key);
  return found == rows.end() ? nullptr : found->second;
}

std::string Translator::text(std::string_view key, std::initializer_list<std::string> arguments) const {
  const WordsRow* const row = find_words(key);
  std::string_view pattern = key;
  if (row != nullptr && norwegian_) {
    pattern = row->norwegian;
  } else if (row != nullptr && !row->english.empty()) {
    pattern = row->english;
  }
  return filled(pattern, arguments);
}

}  // namespace kiosk
