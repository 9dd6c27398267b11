/// The column of text that stands on a sheet, and how it is made to fit. Internal to layout/. Not synchronised; lives
/// for one compose().
#pragma once

#include "layout/sheet.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

/// Where a column stands in an area that is higher than it; `upper` is a little above the middle.
enum class Stand { top, upper, middle, bottom };

/// How hard the sheet must try to fit a column: first everything but the body shrinks to what still looks well, then
/// the body does, which is read from afar only while it is large, then everything as far as it may; then the body is
/// cut, then all other texts; at last the body goes.
struct Squeeze {
  double tightness = 0;  ///< 0: sizes as wanted, 1: as small as looks well
  double body_tightness = 0;
  double hardness = 0;  ///< 1: as small as may be
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
    this->text(text, title_by_length(text), ink(), 1.8, strike);
  }
  void body(const Text& text);
  /// Something `height` pixels high that draws itself at the given corner.
  void block(double gap_before, float height, std::function<void(float x, float y)> draw);
  /// The QR code of `url` with what it is for beside it; nothing where the sheet has placed it already.
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
  /// Gives back to the gaps what they were short of, as far as a column of that height has room for it.
  void loosen(float height);
  /// Draws all blocks, the first one's top at `y`.
  void draw(float x, float y) const;

 private:
  struct Block {
    float gap = 0;
    float wanted_gap = 0;
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
