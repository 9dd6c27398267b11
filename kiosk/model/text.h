/// Text that may stand in several languages, as the content document has it. Values.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

/// A language tag of two or three small letters: "en", "nb", "nn" (BCP 47 primary language).
using Language = std::string;

bool is_language(std::string_view tag);

/// A string, or one string per language. A plain string stands under the empty tag and serves every language.
class Text {
 public:
  Text() = default;
  Text(std::string plain);  // NOLINT(google-explicit-constructor): a plain string is a text
  Text(const char* plain) : Text(std::string(plain)) {}
  explicit Text(std::map<Language, std::string> by_language) : by_language_(std::move(by_language)) {}

  bool empty() const;
  /// The words for a reader of `language`: its own, else the plain ones, else Norwegian's other form (nb for nn and the
  /// other way about), else English, else whatever there is. "" only where the text is empty.
  const std::string& in(std::string_view language) const;
  /// The tag under which the words of `in(language)` stand; `language` itself for plain ones.
  Language language_in(std::string_view language) const;
  /// True where `in(language)` need not fall back on another language.
  bool has(std::string_view language) const;
  const std::map<Language, std::string>& by_language() const { return by_language_; }

  bool operator==(const Text&) const = default;

 private:
  using Words = std::map<Language, std::string>::value_type;
  const Words* find(std::string_view language) const;

  std::map<Language, std::string> by_language_;
};

}  // namespace kiosk
