/// The sheet a slide is composed on: its units, its shape, and what can be put on it. Internal to layout/: each kind's
/// file says what goes where, this one knows how. Not synchronised; lives for one compose().
#pragma once

#include "layout/compose.h"
#include "layout/typeset.h"
#include "locale/bidi.h"
#include "locale/messages.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

/// A share of the sheet in units (u = short edge ÷ 54), from its top left corner.
struct Area {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;

  double right() const { return x + width; }
  double bottom() const { return y + height; }
};

/// A text style in units: begins at `most`, shrinks to `least`.
struct Type {
  Face face = Face::regular;
  double most = 2.4;
  double least = 2.4;
  double leading = 1.4;
  int max_lines = 1;
  bool headline = false;
  float tracking = 0;
  TextRole role = TextRole::label;
  bool whole = false;  ///< a sum, a date: smaller than `least` rather than cut
};

namespace type {
inline constexpr Type name{Face::display, 8.4, 3, 1.08, 3, true};
inline constexpr Type title{Face::display, 6, 3, 1.08, 4, true};
inline constexpr Type lead{Face::regular, 2.6, 2.3, 1.4, 8, false, 0, TextRole::body};
inline constexpr Type second{Face::regular, 2.3, 2.0, 1.4, 2};
inline constexpr Type label{Face::regular, 1.8, 1.6, 1.35, 3};
inline constexpr Type caption{Face::regular, 1.6, 1.5, 1.35, 2};
inline constexpr Type kicker{Face::semibold, 1.7, 1.5, 1.3, 2, false, 0.08F};
}  // namespace type

/// The size a headline begins at: 6u for three words, 3.5u from about eighty letters on.
Type title_by_length(std::string_view text);

inline constexpr double units_on_short_edge = 54;
inline constexpr double margin = 4;       ///< nothing readable nearer to an edge than 2.5u
inline constexpr double foot_room = 6.2;  ///< from the lower edge to where a slide's own things end
inline constexpr double qr_side = 11;     ///< least, with its white margin; scanned from ten times its width
inline constexpr double qr_slack = 3;     ///< what whole pixels per module may need beyond that

/// How a screen is cut decides where things go: 9:16, 4:3, 16:9, and strips of two screens and more.
enum class Shape { tall, square, wide, panorama };

enum class Align { left, centre };

/// A QR code with what it is for and how to use it, at its right or below it. In pixels.
struct CodeBlock {
  std::string url;
  float side = 0;
  float gap = 0;
  Paragraph what;
  Paragraph how;
  bool below = false;
  float room = 0;  ///< of the words; set against its right edge where the slide is read from there
  float width = 0;
  float height = 0;
};

class Sheet {
 public:
  Sheet(const Slide& slide, const Setting& setting, const Surface& colours);

  const Slide& slide;
  const Setting& setting;
  const Theme& theme;
  const Surface colours;
  Composition result;

  double width() const { return setting.size.width / u_; }
  /// Without what a band covers: the slide is composed as if the paper were that much shorter, and then moved down.
  double height() const { return (setting.size.height - setting.covered) / u_; }
  /// Of the screen: a band does not change it.
  Shape shape() const;
  bool portrait() const { return shape() == Shape::tall; }
  /// 3:4: too low for a figure, words and a code below each other.
  bool low_portrait() const { return portrait() && setting.size.height * 2 < setting.size.width * 3; }
  /// All that is not margin or foot line, or of that the middle, at most so many units wide.
  Area stage(double most_width = 1000) const;
  /// How high something to look at may be that stands beside the words or, on a tall sheet, above them.
  double figure_height() const;
  Type body_type() const;

  int px(double units) const;
  double units(float pixels) const { return static_cast<double>(pixels) / u_; }
  Box box(const Area& area) const;

  void report_left_out();

  const std::string& words(const Text& text) const { return text.in(setting.language); }
  /// Whether the slide is read from right to left.
  bool rtl() const { return is_rtl_language(setting.language); }
  std::string say(Message message, const std::vector<Argument>& arguments = {}) const;
  /// The slide's own kicker, else that of its kind.
  std::string kicker() const { return kiosk::kicker(slide, setting.language); }

  void add(Item item) { result.scene.items.push_back(std::move(item)); }
  Paragraph set(std::string_view text, const Type& type, float width) const;
  /// The words may be in another language than the slide, where they have not been translated.
  Paragraph set(std::string_view text, const Type& type, float width, const Language& language) const;
  /// Draws a paragraph with its top at `y`; `x` is its left edge or, centred, its middle. Several lines that run from
  /// right to left end at the right edge of their measure; a single one keeps to the column's edge as all that is
  /// around it, so on a slide in Arabic to the right one. Reports what was cut, and letters that no font has.
  void put(const Paragraph& paragraph, float x, float y, Colour colour, Align align = Align::left, bool strike = false);

  /// A photograph over the whole `area`; what lies behind shows where the file is missing.
  void photograph(const std::optional<Picture>& picture, const Area& area);
  /// Darkens the foot of a picture, from a little above `y` on, so that whatever it shows, light letters are read
  /// there.
  void shade_below(const Area& area, double y);
  /// Caption and credit at the foot of a picture, `above` units over its lower edge; on a gradient, where the foot is
  /// not dark already.
  void caption(const Picture& picture, const Area& area, double above, bool dark = false);
  /// A portrait, or the initials on a tint where there is none; `turn` picks the tint.
  void portrait_disc(const Person& person, const Area& area, std::size_t turn);
  /// The side, in pixels, of a code of whole pixels per module and exactly its margin: `least` units or a little more,
  /// never above `most`. 0 where there is no code.
  float qr_size(const std::string& url, double least, double most) const;
  void qr(const std::string& url, float x, float y, float side);
  /// The code of `url` in at most `width` pixels; nothing where there is no code, or a band is up for a while and the
  /// text matters more.
  std::optional<CodeBlock> code_block(const std::string& url, std::string_view label, float width,
                                      double least = qr_side, bool below = false) const;
  void put(const CodeBlock& code, float x, float y, const Surface& on);
  /// Puts the code at the right end of a panorama's `words` and keeps them clear of it; nothing on any other sheet.
  void code_aside(Area& words, const std::string& url, std::string_view label);
  bool code_stands_aside = false;  ///< the column needs to show it no more
  void foot(double left, double right, bool with_name = true);
  void foot() { foot(margin, width() - margin); }

 private:
  void report_lacking(std::string_view text, Face face);
  /// In units: how small `text` may be set, so that it is not cut.
  double least_size(std::string_view text, const Type& type, float width) const;

  const double u_;
};

}  // namespace kiosk
