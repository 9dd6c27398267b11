/// Where text may be taken apart, by Unicode's rules: lines (UAX 14), letters as readers see them (UAX 29), capitals.
/// Text is UTF-8; offsets are in bytes. Any thread; each thread keeps the iterators that it has used.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

/// The offsets at which a new line may begin, rising; the last is the text's end. Spaces belong to the line before.
/// Where a line must end (behind "\n") there is an offset too. Empty for an empty text.
std::vector<std::size_t> line_breaks(std::string_view text, std::string_view language);

/// The letters with their marks, each as one view into `text`.
std::vector<std::string_view> graphemes(std::string_view text);

/// In capitals, as the language has them.
std::string upper(std::string_view text, std::string_view language);

/// For a monogram: a letter of the first and one of the last word of the name, "Ingrid Stenstadvold Ross" is "IR".
/// A word's letter is its first capital, where it has one: "al-Hassan" is "H". Without any letter
/// it is the first digit or symbol.
std::string initials(std::string_view name);

}  // namespace kiosk
