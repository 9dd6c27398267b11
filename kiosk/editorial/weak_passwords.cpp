#include "editorial/weak_passwords.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>

namespace kiosk {
namespace {

constexpr std::size_t shortest = 12;
constexpr std::size_t longest = 256;

/// What people fill twelve characters with: words that stand, in small letters and without what is no letter, for the
/// whole of it.
constexpr std::array usual_words{
    "password", "passord",  "passwort",  "hemmelig", "secret",     "welcome", "velkommen", "admin",    "administrator",
    "letmein",  "iloveyou", "sommer",    "summer",   "vinter",     "winter",  "sommeren",  "norge",    "norway",
    "oslo",     "sykehus",  "hospital",  "kiosk",    "screen",     "skjerm",  "qwerty",    "football", "fotball",
    "princess", "sunshine", "dragon",    "monkey",   "changeme",   "default", "user",      "bruker",   "test",
    "monday",   "mandag",   "liverpool", "computer", "datamaskin", "internet"};

/// Along which fingers run.
constexpr std::array runs{"abcdefghijklmnopqrstuvwxyz",   "01234567890123456789012345678901234567890",
                          "qwertyuiopasdfghjklzxcvbnm",   "qwertyuiopåasdfghjkløæzxcvbnm",
                          "1qaz2wsx3edc4rfv5tgb6yhn7ujm", "1q2w3e4r5t6y7u8i9o0p",
                          "q1w2e3r4t5y6u7i8o9p0"};

std::string small(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

/// "passord12345" is "passord"; nothing where they are less than a third of it.
std::string letters_of(std::string_view password) {
  std::string letters;
  for (const char c : password) {
    if ((c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80) letters += c;
  }
  return letters.size() * 3 >= password.size() ? letters : std::string();
}

/// Whether `text` is `word` one or more times.
bool is_made_of(std::string_view text, std::string_view word) {
  if (text.empty() || word.empty()) return false;
  while (text.starts_with(word)) text.remove_prefix(word.size());
  return text.empty();
}

bool is_run(const std::string& password) {
  return std::ranges::any_of(runs, [&](const std::string_view run) {
    const std::string back(run.rbegin(), run.rend());
    return run.find(password) != run.npos || back.find(password) != back.npos;
  });
}

}  // namespace

Result<void> check_password(std::string_view password, std::string_view name) {
  const auto points = code_points(password);
  if (points.size() < shortest) {
    return fail("people.password", "A password has at least 12 characters. Three or four words are easy to remember.");
  }
  if (points.size() > longest) return fail("people.password", "A password has at most 256 characters.");
  const auto plain = small(password);
  const auto letters = letters_of(plain);
  constexpr std::size_t fewest_different = 5;
  const bool is_usual = std::ranges::any_of(usual_words, [&](auto word) { return is_made_of(letters, word); });
  if (is_usual || is_run(plain) || is_made_of(plain, small(name)) ||
      std::set(points.begin(), points.end()).size() < fewest_different) {
    return fail("people.password", "This password is one of the first that anybody would try. Take another one.");
  }
  return {};
}

}  // namespace kiosk
