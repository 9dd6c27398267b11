/// How an institute looks: colours, fonts, which kinds of slide stand on a dark ground. A value, read from
/// themes/*.json.
#pragma once

#include "base/colour.h"

#include <string>
#include <vector>

namespace kiosk {

/// The colours of one ground and what stands on it.
struct Surface {
  Colour ground;
  Colour text;
  Colour muted;   ///< second lines: titles under names, labels
  Colour accent;  ///< kicker, sums, the bar of the present slide
  Colour card;    ///< boxes that lie on the ground
  bool operator==(const Surface&) const = default;
};

/// File names, looked for beside the theme and then in the system's font folders.
struct FontFiles {
  std::string display = "InterDisplay-Bold.otf";  ///< headlines, names, numbers
  std::string regular = "Inter-Regular.otf";
  std::string medium = "Inter-Medium.otf";
  std::string semibold = "Inter-SemiBold.otf";
  /// For letters that the others lack, in this order. Of "-Regular" a bold face takes "-Bold" where there is one.
  /// Behind them comes the Noto font of the letter's script (NotoSansHebrew-Regular.ttf), which need not be named here.
  std::vector<std::string> fallback{"NotoSans-Regular.ttf", "NotoSansSymbols-Regular.ttf",
                                    "NotoSansSymbols2-Regular.ttf", "wqy-microhei.ttc", "NotoColorEmoji.ttf"};
  bool operator==(const FontFiles&) const = default;
};

/// The defaults are those of the theme that is built into the program.
struct Theme {
  std::string name = "built-in";
  Surface paper{{0xf5, 0xf2, 0xec}, {0x0e, 0x1b, 0x33}, {0x5b, 0x64, 0x75}, {0x0b, 0x5f, 0xff}, {0xff, 0xff, 0xff}};
  Surface night{{0x08, 0x14, 0x26}, {0xf4, 0xf7, 0xfb}, {0xb9, 0xc3, 0xd3}, {0x6f, 0xb1, 0xff}, {0x12, 0x22, 0x3b}};
  Colour panel{0x0b, 0x3f, 0xb8};     ///< the ground of a countdown
  Colour badge{0x0b, 0x5f, 0xff};     ///< the ground of a date leaf and of the mark
  Colour on_panel{0xff, 0xff, 0xff};  ///< what stands on panel, badge and notice
  Colour award{0xf2, 0xc5, 0x65};     ///< the accent of awards
  Colour notice{0xb3, 0x26, 0x1e};
  std::vector<Colour> tints{
      {0xe3, 0xa8, 0x3c}, {0x4f, 0xb3, 0xa9}, {0x5b, 0x8d, 0xf5}, {0xe0, 0x8a, 0xa5}};  ///< of monograms
  std::vector<std::string> on_night{"institute", "award_winner", "video"};              ///< kinds that stand on `night`
  FontFiles fonts;
  std::string logo;  ///< a picture file beside the theme; empty: a mark is drawn
  bool operator==(const Theme&) const = default;
};

}  // namespace kiosk
