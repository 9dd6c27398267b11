#include "layout/kinds.h"

#include <algorithm>

namespace kiosk {
namespace {

/// Numbers side by side, each over its label.
void facts(Column& column, const std::vector<Fact>& facts) {
  if (facts.empty()) return;
  struct Cell {
    Paragraph value;
    Paragraph label;
    float width = 0;
  };
  Sheet& sheet = column.sheet();
  const auto gap = static_cast<float>(sheet.px(3.4));
  const auto count = static_cast<float>(facts.size());
  const float widest = (column.width() - gap * (count - 1)) / count;
  std::vector<Cell> cells;
  float height = 0;
  for (const auto& fact : facts) {
    std::string value = sheet.words(fact.value);
    if (!fact.unit.empty()) value += "\u00a0" + sheet.words(fact.unit);
    Cell cell;
    cell.value = sheet.set(value, {Face::display, 5.6, 3, 1.1, 1, true}, widest);
    cell.label = sheet.set(sheet.words(fact.label), type::label, widest);
    cell.width = std::max(cell.value.width(), cell.label.width());
    height = std::max(height, cell.value.height() + cell.label.height());
    cells.push_back(std::move(cell));
  }
  column.block(3.4, height, [&sheet, cells = std::move(cells), gap](float x, float y) {
    for (const auto& cell : cells) {
      sheet.put(cell.value, x, y, sheet.colours.text);
      sheet.put(cell.label, x, y + cell.value.height(), sheet.colours.muted);
      x += cell.width + gap;
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
