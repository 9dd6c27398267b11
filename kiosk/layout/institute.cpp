#include "layout/kinds.h"

#include <algorithm>
#include <array>

namespace kiosk {
namespace {

struct Cell {
  Paragraph value;
  Paragraph label;
  float width() const { return std::max(value.width(), label.width()); }
  float height() const { return value.height() + label.height(); }
};

/// How a row of numbers is set, from generous to tight; in the tightest, labels may take more than one line.
struct FactStyle {
  double value;
  double label;
  double gap;
  int label_lines;
};
constexpr std::array<FactStyle, 5> fact_styles{
    {{5.6, 1.8, 3, 1}, {5.2, 1.7, 2.8, 1}, {4.8, 1.6, 2.6, 1}, {4.4, 1.5, 2.4, 1}, {4.4, 1.5, 2, 3}}};

/// Each number over its label, as wide as it wants to be up to `widest`.
std::vector<Cell> cells_of(const Sheet& sheet, const std::vector<Fact>& facts, const FactStyle& style, float widest) {
  std::vector<Cell> cells;
  for (const auto& fact : facts) {
    std::string value = sheet.words(fact.value);
    if (!fact.unit.empty()) value += "\u00a0" + sheet.words(fact.unit);
    cells.push_back(
        {sheet.set(value, {Face::display, style.value, 3, 1.1, 1, true}, widest),
         sheet.set(sheet.words(fact.label), {Face::regular, style.label, 1.5, 1.35, style.label_lines}, widest)});
  }
  return cells;
}

/// Numbers side by side, as generous as there is room for.
void facts(Column& column, const std::vector<Fact>& facts) {
  if (facts.empty()) return;
  Sheet& sheet = column.sheet();
  const auto spaces = static_cast<float>(facts.size() - 1);
  std::vector<Cell> cells;
  float gap = 0;
  for (const auto& style : fact_styles) {
    gap = static_cast<float>(sheet.px(style.gap));
    const float share = (column.width() - gap * spaces) / static_cast<float>(facts.size());
    const bool tightest = style.label_lines > 1;
    cells = cells_of(sheet, facts, style, tightest ? share : column.width());
    float width = gap * spaces;
    for (const auto& cell : cells) width += cell.width();
    if (width <= column.width()) break;
  }
  float height = 0;
  for (const auto& cell : cells) height = std::max(height, cell.height());
  column.block(3.4, height, [&sheet, cells = std::move(cells), gap](float x, float y) {
    for (const auto& cell : cells) {
      sheet.put(cell.value, x, y, sheet.colours.text);
      sheet.put(cell.label, x, y + cell.value.height(), sheet.colours.muted);
      x += cell.width() + gap;
    }
  });
}

}  // namespace

void compose_kind(Sheet& sheet, const InstituteSlide& slide) {
  const Area all{0, 0, sheet.width(), sheet.height()};
  const Colour ground = sheet.colours.ground;
  const bool portrait = sheet.portrait();
  const Area text = portrait
                        ? Area{margin, 16, all.width - 2 * margin, all.height - 16 - foot_room}
                        : Area{margin, margin, std::min(66.0, all.width - 2 * margin), all.height - margin - foot_room};
  if (slide.picture) {
    sheet.add(Image{slide.picture->src, sheet.box(all), Fit::cover, slide.picture->focus});
    // The words stand on the picture's quiet side: the ground covers it there and thins out towards the other.
    if (portrait) {
      const Area veil{0, 0, all.width, all.height * 0.5};
      sheet.add(Gradient{sheet.box(veil), with_alpha(ground, 0.15), with_alpha(ground, 0.96), Direction::down});
      sheet.add(Fill{sheet.box({0, veil.bottom(), all.width, all.height - veil.bottom()}), with_alpha(ground, 0.96)});
    } else {
      const double solid = all.width * 0.3;
      const double end = all.width * 0.82;
      sheet.add(Fill{sheet.box({0, 0, solid, all.height}), with_alpha(ground, 0.94)});
      sheet.add(Gradient{sheet.box({solid, 0, end - solid, all.height}), with_alpha(ground, 0.94),
                         with_alpha(ground, 0), Direction::right});
      sheet.add(Gradient{sheet.box({0, all.height - 12, all.width, 12}), with_alpha(ground, 0),
                         with_alpha(ground, 0.85), Direction::down});
    }
  }
  fit_column(sheet, text, [&](Column& column) {
    column.kicker(sheet.kicker());
    column.text(sheet.words(slide.title), type::name, sheet.colours.text, 1.6);
    column.body(sheet.words(slide.lead));
    facts(column, slide.facts);
    if (slide.facts.empty()) column.read_more(sheet.slide.url, sheet.say(Message::read_more));
  });
  sheet.foot();
}

}  // namespace kiosk
