/// Sets text in lines: where to break, how large, how balanced, and what to do when it does not fit. Pure.
#pragma once

#include "layout/text_measure.h"
#include "model/text.h"

#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

/// How a piece of text wants to be set. Sizes are ems in pixels.
struct TextStyle {
  Face face = Face::regular;
  int size = 0;          ///< the size to begin with
  int least = 0;         ///< never smaller, however long the text is
  double leading = 1.4;  ///< distance of two baselines ÷ size
  int max_lines = 1;
  bool headline = false;  ///< balanced lines
  float tracking = 0;     ///< added after each letter, as a share of the size
  bool hyphens = false;   ///< running text: a long word may be parted; everything else is never broken inside a word
};

/// Text set in lines. The box of a line is size × leading high, with the letters in its middle; it is higher where the
/// letters of another font need the room.
struct Paragraph {
  struct Line {
    std::string text;
    float width = 0;
    bool hyphenated = false;  ///< its last letter is a hyphen that the text does not have
  };
  std::vector<Line> lines;
  Face face = Face::regular;
  int size = 0;
  float line_height = 0;
  float baseline = 0;  ///< from the top of a line's box to its baseline
  float tracking = 0;  ///< in pixels
  TextRole role = TextRole::label;
  bool rtl = false;   ///< runs from right to left
  float measure = 0;  ///< the width that it was set into
  int cut = 0;        ///< how many letters did not fit; an ellipsis stands for them

  bool empty() const { return lines.empty(); }
  float height() const { return line_height * static_cast<float>(lines.size()); }
  float width() const;  ///< of the longest line
};

/// Sets `text` into a box `width` pixels wide: at the style's size where it fits in max_lines, else smaller down to
/// `least`, else cut with an ellipsis. Lines are balanced in headlines; a last line of one word is avoided where it can
/// be. Hyphens stand where a line would else be much shorter than the others: at most two below each other, never in
/// the last word. A soft hyphen (U+00AD) says where who wrote the text wants them; in a headline too, before it is cut.
Paragraph typeset(const TextMeasure& measure, std::string_view text, const TextStyle& style, float width,
                  const Language& language);

/// How far the pen moves over one line that is tracked by `tracking` pixels a letter. Lines with letters that run from
/// right to left are not: they join.
float tracked_width(const TextMeasure& measure, std::string_view text, Face face, int size, float tracking);

}  // namespace kiosk
