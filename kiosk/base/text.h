/// Small questions about UTF-8 text that many folders ask. Pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

/// True for well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF).
bool is_utf8(std::string_view text);

/// The code points of well-formed UTF-8; a malformed byte counts as U+FFFD.
std::vector<char32_t> code_points(std::string_view text);

/// A code point and the byte that it begins at.
struct PlacedPoint {
  char32_t c = 0;
  std::size_t at = 0;
};
/// The same with their places.
std::vector<PlacedPoint> placed_points(std::string_view text);

/// Appends `c` as UTF-8.
void append_utf8(std::string& to, char32_t c);

/// Runs of anything but white space.
int count_words(std::string_view text);

/// Without white space at either end.
std::string_view trimmed(std::string_view text);

std::vector<std::string_view> split(std::string_view text, char separator);

/// The one of `candidates` that was most likely meant by `word` (Damerau–Levenshtein distance of at most a third of its
/// length, and at most 3), or nothing. The source of every "did you mean".
std::optional<std::string_view> closest(std::string_view word, const std::vector<std::string_view>& candidates);

/// Whether `name` fits `glob`, where * stands for any run of characters and ? for one.
bool matches_glob(std::string_view glob, std::string_view name);

}  // namespace kiosk
