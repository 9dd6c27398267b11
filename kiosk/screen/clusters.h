/// Cuts text where a font or a pen position may change. Pure.
#pragma once

#include <string_view>
#include <vector>

namespace kiosk {

/// A letter that stands before the pen, with the marks that belong to it. A view into the text.
struct Cluster {
  std::string_view text;
  std::vector<char32_t> letters;  ///< what must be drawn of it; joiners and variation selectors are left out
};

/// The clusters of a text, in order: together they are the text. Marks, joiners and selectors stay with their base;
/// this is finer than UAX #29 knows, but the same for the scripts that the fonts have.
std::vector<Cluster> clusters(std::string_view text);

}  // namespace kiosk
