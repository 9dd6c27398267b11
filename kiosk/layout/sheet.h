/// The sheet a slide is composed on, and the column of text that stands on it. Internal to layout/: each kind's file
/// says what goes where, this one knows how. Not synchronised; lives for one compose().
#pragma once

#include "layout/compose.h"
#include "layout/typeset.h"
#include "locale/bidi.h"
#include "locale/messages.h"

#include <functional>
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
inline constexpr double qr_most = 14;     ///< where whole pixels per module need more than the least

enum class Align { left, centre };
/// Where a column stands in an area that is higher than it; `upper` is a little above the middle.
enum class Stand { top, upper, middle };

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
  bool portrait() const { return setting.size.height > setting.size.width; }

  int px(double units) const;
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
  /// Draws a paragraph with its top at `y`; `x` is its left edge or, centred, its middle. Several lines that run from
  /// right to left end at the right edge of their measure; a single one keeps to the column's edge as all that is
  /// around it, so on a slide in Arabic to the right one. Reports what was cut, and letters that no font has.
  void put(const Paragraph& paragraph, float x, float y, Colour colour, Align align = Align::left, bool strike = false);

  /// A photograph over the whole `area`; what lies behind shows where the file is missing.
  void photograph(const std::optional<Picture>& picture, const Area& area);
  /// Caption and credit on a gradient at the foot of a picture, `above` units over its lower edge.
  void caption(const Picture& picture, const Area& area, double above = 2.2);
  /// A portrait, or the initials on a tint where there is none; `turn` picks the tint.
  void portrait_disc(const Person& person, const Area& area, std::size_t turn);
  /// The side, in pixels, of a code of whole pixels per module and exactly its margin: `least` units or a little more,
  /// never above `most`. 0 where there is no code.
  float qr_size(const std::string& url, double least, double most) const;
  void qr(const std::string& url, float x, float y, float side);
  void foot(double left, double right, bool with_name = true);
  void foot() { foot(margin, width() - margin); }

 private:
  void report_lacking(std::string_view text, Face face);

  const double u_;
};

/// How hard the sheet must try to fit a column: first everything but the body shrinks a little, then the body does,
/// which is read from afar only while it is large; then the body is cut, then all other texts; at last the body goes.
struct Squeeze {
  double tightness = 0;  ///< 0: sizes as wanted, 1: as small as they may be
  double body_tightness = 0;
  int body_lines = 10;
  int lines = 4;  ///< of any other text

  bool can_tighten() const { return tightness < 1 || body_lines > 0; }
  void tighten();
};

/// Blocks one below the other, left-aligned or centred in a column.
class Column {
 public:
  Column(Sheet& sheet, float width, Squeeze squeeze, Align align = Align::left)
      : sheet_(sheet), width_(width), squeeze_(squeeze), align_(align) {}
  Column(const Column&) = delete;  // its blocks point back to it
  Column& operator=(const Column&) = delete;

  void kicker(std::string_view text, std::optional<Colour> colour = {});
  void text(std::string_view text, const Type& type, Colour colour, double gap_before, bool strike = false);
  void title(std::string_view text, bool strike = false) {
    this->text(text, title_by_length(text), ink(), 1.5, strike);
  }
  void body(std::string_view text);
  /// Something `height` pixels high that draws itself at the given corner.
  void block(double gap_before, float height, std::function<void(float x, float y)> draw);
  /// The QR code of `url` with what to do with it beside it.
  void read_more(const std::string& url, std::string_view label);

  /// Keeps what comes next `by` pixels narrower: something stands in the corner.
  void narrow(float by) { width_ -= by; }

  float width() const { return width_; }
  float height() const;
  Sheet& sheet() { return sheet_; }
  const Squeeze& squeeze() const { return squeeze_; }
  Type squeezed(Type type) const;
  /// In as few lines as the column allows, but no smaller.
  Type shortened(Type type) const;
  /// Leaves out the last block; says whether there was one to leave out.
  bool drop_last();
  /// Draws all blocks, the first one's top at `y`.
  void draw(float x, float y) const;

 private:
  struct Block {
    float gap = 0;
    float height = 0;
    std::function<void(float, float)> draw;
  };
  Colour ink() const { return sheet_.colours.text; }
  void put(const Paragraph& paragraph, Colour colour, double gap_before, bool strike);

  Sheet& sheet_;
  float width_;
  Squeeze squeeze_;
  Align align_;
  std::vector<Block> blocks_;
};

/// Fills a column, tighter and tighter until it fits the area, and draws it there. What does not fit even so is left
/// out, from the end, and reported.
void fit_column(Sheet& sheet, const Area& area, const std::function<void(Column&)>& fill, Align align = Align::left,
                Stand stand = Stand::middle);

}  // namespace kiosk
