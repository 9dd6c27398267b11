/// From the colours that a file means to sRGB, the screens' own: by its ICC profile (ICC.1:2010), by what a PNG says of
/// gamma and primaries, or by how print colours mix. Pure functions over untrusted bytes. Any thread.
#pragma once

#include "base/bitmap.h"

#include <array>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

/// What a stored pixel is made of.
enum class Channels { grey, rgb, cmyk };

/// What a file says of its colours, as it stands there: views into its bytes. Of several, the first in this list counts
/// (PNG, third edition, 4.3).
struct ColourNotes {
  std::vector<std::string_view> profile;         ///< an ICC profile, in pieces, in order; none: the file has none
  bool deflated = false;                         ///< its one piece is a zlib stream, as in PNG
  bool srgb = false;                             ///< it is sRGB already, in so many words
  double gamma = 0;                              ///< of the display that it was made for; 0: not said
  std::optional<std::array<double, 8>> corners;  ///< x and y of white, red, green and blue
  bool inverted = false;                         ///< CMYK: 255 is no ink, as Adobe's programs write it
};

/// Changes pixels into sRGB, in place. Grey and RGB pixels are 0xAARRGGBB and keep their alpha; CMYK ones are
/// 0xKKYYMMCC and become opaque. Empty: they are sRGB as they are, within a level of 255.
using ColourMap = std::function<void(std::span<Pixel>)>;

struct Conversion {
  ColourMap map;
  std::string odd;  ///< why a profile was left aside, and the picture taken for one without; empty: none was
};

/// Never fails: a profile that is damaged, far too large or not made for such a picture is left aside.
Conversion to_srgb(const ColourNotes& notes, Channels channels);

}  // namespace kiosk
