/// Cuts text where a font or a pen position may change. Pure; any thread.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace kiosk {

/// A letter as readers see it, with the marks that belong to it; an emoji with all that is joined to it; a flag. A view
/// into the text.
struct Cluster {
  std::string_view text;
  std::vector<char32_t> letters;  ///< what must be drawn of it; joiners, selectors and a fifth accent are left out
  bool emoji = false;  ///< to be drawn as a small picture (UTS 51: by default, or since a selector asks for it)
};

/// The clusters of a text, in order (UAX 29); together they are the text.
std::vector<Cluster> clusters(std::string_view text);

/// How many letters a reader of the text sees.
std::size_t visible_letters(std::string_view text);

}  // namespace kiosk
