/// Lines that run from left to right, from right to left, or both: the Unicode bidirectional algorithm (UAX 9). Text is
/// UTF-8. Pure functions; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

/// Whether a paragraph runs from right to left: its first letter that runs at all decides (UAX 9, P2 and P3).
bool runs_rtl(std::string_view paragraph);

/// Whether any letter of the text runs from right to left.
bool has_rtl(std::string_view text);

/// Whether a language is written from right to left: "ar", "he".
bool is_rtl_language(std::string_view language);

/// The bytes [from, to) of a paragraph, to be put in order by themselves as they would be inside it: marks that are
/// never seen (U+200E, U+200F, U+061C) stand for the letters that run before and behind it. Where a pair of brackets
/// reaches over the ends of the line, its direction is that of the line's own letters.
std::string line_of(std::string_view paragraph, std::size_t from, std::size_t to);

/// A stretch of a line in one direction and one script.
struct Stretch {
  std::string_view text;  ///< as it is written; a font sets it from right to left where `rtl` says so
  bool rtl = false;
  std::string script;  ///< ISO 15924: "Latn", "Arab"; "Zyyy" where no letter has one
  bool operator==(const Stretch&) const = default;
};

/// The stretches of a line of a paragraph that runs as `rtl` says, from left to right as they stand on the screen.
std::vector<Stretch> visual_order(std::string_view line, bool rtl);

/// The name of a script in one word: "Arab" is "Arabic". "" for one that Unicode does not know.
std::string script_name(const std::string& script);

}  // namespace kiosk
