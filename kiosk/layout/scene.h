/// A composed slide: a flat list of things to draw, back to front, in pixels. Nothing here knows how to draw.
/// Values; safe to pass between threads.
#pragma once

#include "base/colour.h"
#include "base/geometry.h"
#include "model/slide.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace kiosk {

/// The four cuts that the look uses (look.md, "Unit").
enum class Face { display, regular, medium, semibold };

/// A filled box; `radius` rounds its corners, half the shorter side makes a disc. Edges are smooth.
struct Fill {
  Box box;
  Colour colour;
  float radius = 0;
  bool operator==(const Fill&) const = default;
};

/// The line around a box, drawn inwards; `radius` as for Fill.
struct Outline {
  Box box;
  Colour colour;
  float width = 1;
  float radius = 0;
  bool operator==(const Outline&) const = default;
};

enum class Direction { down, right, diagonal };

/// From one colour to another, alpha included; dithered, so that no bands show.
struct Gradient {
  Box box;
  Colour from;
  Colour to;
  Direction direction = Direction::down;
  float radius = 0;
  bool operator==(const Gradient&) const = default;
};

/// A soft shadow under a box: the box's shape, blurred over `blur` pixels, and moved down by `drop`.
struct Shadow {
  Box box;
  Colour colour;
  float radius = 0;
  float blur = 0;
  float drop = 0;
  bool operator==(const Shadow&) const = default;
};

/// A picture by its src. `cover` fills the box around the focus; `contain` shows all of it, in the middle of the box.
/// Where the picture is missing, nothing is drawn: what lies behind must look right on its own.
struct Image {
  std::string src;
  Box box;
  Fit fit = Fit::cover;
  Focus focus;
  float radius = 0;
  std::optional<Colour> behind = {};  ///< what shows through a transparent picture; none: the theme's night
  bool operator==(const Image&) const = default;
};

/// Body text is read word by word, and must be larger for that; everything else is caught at a glance.
enum class TextRole { label, body };

/// One line of text; `origin` is its left end on its baseline. `tracking` is added after each letter, in pixels.
struct TextRun {
  std::string text;  ///< as it is written and read; UAX 9 says what stands where
  Face face = Face::regular;
  int size = 0;  ///< em in pixels
  Point origin;
  Colour colour;
  float tracking = 0;
  bool strike = false;  ///< struck out: a cancelled event
  bool tabular =
      false;  ///< all digits as wide as the widest, so that a clock does not dance; tabular_width() measures it
  TextRole role = TextRole::label;
  bool rtl = false;  ///< of a paragraph that runs from right to left
  bool operator==(const TextRun&) const = default;
};

/// A QR code with its white margin: `box` is square, whole pixels per module, the remainder goes to the margin.
struct Code {
  std::vector<bool> modules;  ///< side × side, row by row, true is dark
  int side = 0;
  Box box;
  Colour dark{0x0e, 0x1b, 0x33};
  Colour light{0xff, 0xff, 0xff};
  float radius = 0;  ///< of the margin's corners
  bool operator==(const Code&) const = default;
};

using Item = std::variant<Fill, Outline, Gradient, Shadow, Image, TextRun, Code>;

struct Scene {
  Size size;
  std::vector<Item> items;  ///< the first one covers the whole size
  bool operator==(const Scene&) const = default;
};

}  // namespace kiosk
