/// Which of ICU's locales serves one of our languages, and in which of our own languages its words are. Pure.
#pragma once

#include <string>
#include <string_view>

namespace kiosk {

/// "en" is British English (day before month, 24 hours), "no" is bokmål; any other tag is ICU's own.
inline std::string icu_locale(std::string_view language) {
  if (language == "en") return "en_GB";
  if (language == "no") return "nb";
  return std::string(language);
}

inline bool is_english(std::string_view language) {
  return language == "en";
}
inline bool is_norwegian(std::string_view language) {
  return language == "nb" || language == "nn" || language == "no";
}

}  // namespace kiosk
