#include "layout/column.h"
#include "layout/kinds.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace kiosk {
namespace {

struct Cell {
  Paragraph value;
  Paragraph label;
  float width() const { return std::max(width_of(value), width_of(label)); }
  float height() const { return value.height() + label.height(); }

 private:
  /// Several lines that run from right to left end at the right edge of their measure.
  static float width_of(const Paragraph& text) {
    return text.rtl && text.lines.size() > 1 ? text.measure : text.width();
  }
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

/// One below the other, the labels beside the numbers: says whether there is room for that.
bool facts_below_each_other(Column& column, const std::vector<Fact>& facts) {
  Sheet& sheet = column.sheet();
  const FactStyle style{5.6, 2.3, 0, 2};
  auto cells = cells_of(sheet, facts, style, column.width());
  float indent = static_cast<float>(sheet.px(2));
  float widest = 0;
  for (const auto& cell : cells) widest = std::max(widest, cell.value.width());
  indent += widest;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    cells[i].label = sheet.set(sheet.words(facts[i].label), {Face::regular, style.label, 2, 1.3, style.label_lines},
                               column.width() - indent);
    if (cells[i].label.cut) return false;
  }
  double gap = 3.4;
  for (auto& cell : cells) {
    const float height = std::max(cell.value.height(), cell.label.height());
    column.block(std::exchange(gap, 1.2), height, [&sheet, cell, indent](float x, float y) {
      const bool one_line = cell.label.lines.size() == 1;
      const float beside =
          one_line ? cell.value.baseline - cell.label.baseline : (cell.value.height() - cell.label.height()) / 2;
      sheet.put(cell.value, x, y, sheet.colours.text);
      sheet.put(cell.label, x + indent, y + beside, sheet.colours.muted);
    });
  }
  return true;
}

/// Numbers side by side, as generous as there is room for.
void facts_side_by_side(Column& column, const std::vector<Fact>& facts) {
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

void facts(Column& column, const std::vector<Fact>& facts) {
  if (facts.empty()) return;
  const bool high = column.sheet().portrait() && column.squeeze().tightness < 1;
  if (high && facts_below_each_other(column, facts)) return;
  facts_side_by_side(column, facts);
}

/// Where the words of `items` stand.
struct Extent {
  double top = 0;
  double right = 0;
};
Extent extent_of(const Sheet& sheet, std::span<const Item> items) {
  float top = static_cast<float>(sheet.setting.size.height);
  float right = 0;
  for (const auto& item : items) {
    const auto* run = std::get_if<TextRun>(&item);
    if (run == nullptr) continue;
    const auto& measure = sheet.setting.measure;
    top = std::min(top, run->origin.y - measure.metrics(run->face, run->size).ascent);
    right = std::max(right, run->origin.x + tracked_width(measure, run->text, run->face, run->size, run->tracking));
  }
  return {sheet.units(top), sheet.units(right)};
}

/// How much of the ground must cover a photograph for letters to be read on it, whatever it shows.
constexpr double enough = 0.68;
constexpr double enough_for_kicker = 0.84;  // small, and in a colour
constexpr double nearly_all = 0.95;

/// The ground covers the photograph where the words stand, and thins out beyond them.
std::vector<Item> veil(const Sheet& sheet, const Extent& words) {
  const Colour ground = sheet.colours.ground;
  const double width = sheet.width();
  const double height = sheet.height();
  const auto shade = [&](double alpha) { return with_alpha(ground, alpha); };
  if (sheet.portrait()) {
    const double begin = std::max(1.0, words.top - 1);
    const double end = std::min(height - 1, begin + 18);
    return {Gradient{sheet.box({0, 0, width, begin}), shade(0.1), shade(enough_for_kicker), Direction::down},
            Gradient{sheet.box({0, begin, width, end - begin}), shade(enough_for_kicker), shade(nearly_all),
                     Direction::down},
            Fill{sheet.box({0, end, width, height - end}), shade(nearly_all)}};
  }
  const double solid = words.right * 0.45;
  const double end = std::min(words.right + 1, width - 1);
  const double clear = std::min(width, end + 30);
  return {Fill{sheet.box({0, 0, solid, height}), shade(nearly_all)},
          Gradient{sheet.box({solid, 0, end - solid, height}), shade(nearly_all), shade(enough), Direction::right},
          Gradient{sheet.box({end, 0, clear - end, height}), shade(enough), shade(0), Direction::right},
          Gradient{sheet.box({0, height - 13, width, 7}), shade(0), shade(enough), Direction::down},
          Gradient{sheet.box({0, height - 6, width, 6}), shade(enough), shade(0.85), Direction::down}};
}

}  // namespace

void compose_kind(Sheet& sheet, const InstituteSlide& slide) {
  const Area all{0, 0, sheet.width(), sheet.height()};
  Area text = sheet.stage();
  if (sheet.portrait()) {
    const double from = std::min(16.0, sheet.height() * 0.12);
    text = {text.x, from, text.width, text.bottom() - from - 1.5};
  } else {
    text.width = std::min(66.0, text.width);
  }
  if (slide.picture) sheet.add(Image{slide.picture->src, sheet.box(all), Fit::cover, slide.picture->focus});
  auto& items = sheet.result.scene.items;
  const auto behind = static_cast<std::ptrdiff_t>(items.size());
  const auto fill = [&](Column& column) {
    column.kicker(sheet.kicker());
    column.text(sheet.words(slide.title), type::name, sheet.colours.text, 1.6);
    column.body(slide.lead);
    facts(column, slide.facts);
    if (slide.facts.empty()) column.read_more(sheet.slide.url, sheet.say(Message::read_more));
  };
  fit_column(sheet, text, fill, Align::left, sheet.portrait() && slide.picture ? Stand::bottom : Stand::middle);
  if (slide.picture) {
    const auto shades = veil(sheet, extent_of(sheet, std::span(items).subspan(static_cast<std::size_t>(behind))));
    items.insert(items.begin() + behind, shades.begin(), shades.end());
  }
  sheet.foot();
}

}  // namespace kiosk
