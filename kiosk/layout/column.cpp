#include "layout/column.h"

#include "base/text.h"
#include "locale/breaks.h"

#include <algorithm>
#include <cmath>

namespace kiosk {
namespace {

/// What a text may shrink to for the others' sake before it no longer looks like what it is.
constexpr double looks_well = 0.64;
/// How far apart the lines of body text move together, of their leading.
constexpr double leading_taken = 0.06;

/// How much of the room that is left over lies above the column.
float share_above(Stand stand) {
  switch (stand) {
    case Stand::top:
      return 0;
    case Stand::upper:
      return 0.4F;
    case Stand::middle:
      return 0.5F;
    case Stand::bottom:
      return 1;
  }
  return 0;
}

}  // namespace

void Squeeze::tighten() {
  const auto more = [](double& share, double by) { share = std::min(1.0, share + by); };
  if (tightness < 1) {
    more(tightness, 0.2);
  } else if (body_tightness < 1) {
    more(body_tightness, 0.25);
  } else if (hardness < 1) {
    more(hardness, 0.25);
  } else if (body_lines > 1) {
    --body_lines;
  } else if (lines > 1) {
    --lines;
  } else {
    body_lines = 0;
  }
}

Type Column::squeezed(Type type) const {
  const double well = std::max(type.least, type.most * looks_well);
  type.most -= (type.most - well) * squeeze_.tightness + (well - type.least) * squeeze_.hardness;
  return type;
}

Type Column::shortened(Type type) const {
  type.max_lines = std::min(type.max_lines, squeeze_.lines);
  return type;
}

void Column::kicker(std::string_view text, std::optional<Colour> colour) {
  if (text.empty()) return;
  const Colour ink = colour.value_or(sheet_.colours.accent);
  const auto bar_width = static_cast<float>(sheet_.px(2.4));
  const auto gap = static_cast<float>(sheet_.px(0.8));
  const auto words =
      sheet_.set(upper(text, sheet_.setting.language), shortened(type::kicker), width_ - bar_width - gap);
  constexpr double below_a_figure = 3.4;
  block(below_a_figure, words.height(), [this, words, ink, bar_width, gap, width = width_](float left, float y) {
    const float cap = sheet_.setting.measure.metrics(words.face, words.size).cap_height;
    const int thick = std::max(2, sheet_.px(0.36));
    const auto middle = y + words.baseline - cap / 2;
    const float bar = sheet_.rtl() ? left + width - bar_width : left;
    sheet_.add(Fill{{static_cast<int>(bar), static_cast<int>(std::lround(middle - static_cast<float>(thick) / 2)),
                     static_cast<int>(bar_width), thick},
                    ink,
                    static_cast<float>(thick) / 2});
    sheet_.put(words, sheet_.rtl() ? left : left + bar_width + gap, y, ink);
  });
}

void Column::text(std::string_view text, const Type& type, Colour colour, double gap_before, bool strike) {
  put(sheet_.set(text, shortened(squeezed(type)), width_), colour, gap_before, strike);
}

void Column::put(const Paragraph& paragraph, Colour colour, double gap_before, bool strike) {
  if (paragraph.empty()) return;
  const float anchor = align_ == Align::centre ? width_ / 2 : 0;
  block(gap_before, paragraph.height(), [this, paragraph, colour, strike, anchor](float x, float y) {
    sheet_.put(paragraph, x + anchor, y, colour, align_, strike);
  });
}

void Column::body(const Text& text) {
  const std::string& words = sheet_.words(text);
  const Language language = text.language_in(sheet_.setting.language);
  if (squeeze_.body_lines == 0 && !trimmed(words).empty()) {
    block(0, 0, [this](float, float) { sheet_.report_left_out(); });
    return;
  }
  Type type = sheet_.body_type();
  type.max_lines = squeeze_.body_lines;
  type.most -= (type.most - type.least) * squeeze_.body_tightness;
  type.leading -= leading_taken * squeeze_.tightness;
  put(sheet_.set(words, type, width_, language), ink(), 2.1, false);
}

void Column::block(double gap_before, float height, std::function<void(float, float)> draw) {
  const double wanted = blocks_.empty() ? 0 : gap_before;
  const double gap = wanted * (1 - 0.5 * squeeze_.tightness - 0.08 * squeeze_.hardness);
  blocks_.push_back(
      {static_cast<float>(sheet_.px(gap)), static_cast<float>(sheet_.px(wanted)), height, std::move(draw)});
}

void Column::read_more(const std::string& url, std::string_view label) {
  if (sheet_.code_stands_aside) return;
  const auto code = sheet_.code_block(url, label, width_);
  if (!code) return;
  block(2.6, code->height, [this, code, width = width_](float x, float y) {
    sheet_.put(*code, sheet_.rtl() ? x + width - code->width : x, y, sheet_.colours);
  });
}

bool Column::drop_last() {
  if (blocks_.empty()) return false;
  blocks_.pop_back();
  sheet_.report_left_out();
  return true;
}

void Column::loosen(float height) {
  float short_of = 0;
  for (const auto& block : blocks_) short_of += block.wanted_gap - block.gap;
  const float spare = height - this->height();
  if (short_of <= 0 || spare <= 0) return;
  const float share = std::min(1.0F, spare / short_of);
  for (auto& block : blocks_) block.gap += (block.wanted_gap - block.gap) * share;
}

float Column::height() const {
  float height = 0;
  for (const auto& block : blocks_) height += block.gap + block.height;
  return height;
}

void Column::draw(float x, float y) const {
  for (const auto& block : blocks_) {
    y += block.gap;
    block.draw(std::round(x), std::round(y));
    y += block.height;
  }
}

void fit_column(Sheet& sheet, const Area& area, const std::function<void(Column&)>& fill, Align align, Stand stand) {
  const Box room = sheet.box(area);
  Squeeze squeeze;
  for (;;) {
    Column column(sheet, static_cast<float>(room.width), squeeze, align);
    fill(column);
    const auto height = static_cast<float>(room.height);
    if (column.height() > height && squeeze.can_tighten()) {
      squeeze.tighten();
      continue;
    }
    while (column.height() > height && column.drop_last()) {
    }
    column.loosen(height);
    const float share = share_above(stand);
    column.draw(static_cast<float>(room.x), static_cast<float>(room.y) + (height - column.height()) * share);
    return;
  }
}

}  // namespace kiosk
