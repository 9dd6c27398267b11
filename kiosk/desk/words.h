/// The desk's own words. English stands in the code, as the key; the Norwegian (bokmål) beside it in the tables of
/// words_*.cpp. A test finds every key that has none. Pure; any thread.
#pragma once

#include "model/text.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace kiosk {

/// The languages that the desk itself speaks.
inline constexpr std::array<std::string_view, 2> desk_languages{"en", "nb"};

struct WordsRow {
  std::string_view key;
  std::string_view norwegian;
  std::string_view english = {};  ///< instead of the key, where that speaks of JSON; empty: the key itself
};
std::span<const WordsRow> words_of_pages();
std::span<const WordsRow> words_of_fields();
std::span<const WordsRow> words_of_problems();

/// Marks a key that is translated elsewhere, for the test that looks for all of them.
constexpr std::string_view words(std::string_view key) {
  return key;
}

/// The row of a key, or nullptr.
const WordsRow* find_words(std::string_view key);

class Translator {
 public:
  /// Whatever is not Norwegian gets English.
  explicit Translator(std::string_view language) : norwegian_(language == "nb" || language == "nn") {}

  Language language() const { return norwegian_ ? "nb" : "en"; }

  /// The words for `key`, with `arguments` in place of {0}, {1} …
  std::string operator()(std::string_view key) const { return text(key, {}); }
  template <class... Arguments>
  std::string operator()(std::string_view key, const Arguments&... arguments) const {
    return text(key, {written(arguments)...});
  }
  /// `one` where n is 1, else `many`; {0} is the number, the arguments follow.
  template <class... Arguments>
  std::string count(std::int64_t n, std::string_view one, std::string_view many, const Arguments&... arguments) const {
    return text(n == 1 ? one : many, {written(n), written(arguments)...});
  }

 private:
  static std::string written(std::string_view words) { return std::string(words); }
  template <class Number>
  requires std::is_arithmetic_v<Number>
  static std::string written(Number number) { return std::to_string(number); }

  std::string text(std::string_view key, std::initializer_list<std::string> arguments) const;

  bool norwegian_;
};

}  // namespace kiosk
