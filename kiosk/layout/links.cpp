#include "layout/column.h"
#include "layout/kinds.h"

#include <algorithm>
#include <vector>

namespace kiosk {
namespace {

/// How the words of all cards of a slide are set: alike, however long each is.
struct CardType {
  Type label{Face::display, 2.6, 1.7, 1.15, 2, true};
  Type note{Face::regular, 1.8, 1.5, 1.35, 4};
  double gap = 0.5;
};

/// Where many cards share the sheet.
constexpr CardType small_card{{Face::display, 1.8, 1.6, 1.1, 2, true}, {Face::regular, 1.6, 1.5, 1.25, 2}, 0.2};

/// Where the words of a card go, beside or below a code of `side` pixels.
Area words_area(const Sheet& sheet, const Area& card, float side, bool tall) {
  if (tall) {
    const double inset = card.height < 20 ? 0.5 : 1;
    // The code's own white margin is wider than the card's: the words stand under its first module.
    const double left = card.x + inset + sheet.units(side) * 0.1;
    const double top = card.y + inset + sheet.units(side);
    return {left, top, card.right() - 0.8 - left, card.bottom() - 0.7 - top};
  }
  const bool narrow = card.width < 34;
  const double x = card.x + (card.height + sheet.units(side)) / 2 + (narrow ? 0.5 : 1);
  return {x, card.y + 0.6, card.right() - (narrow ? 0.8 : 1.6) - x, card.height - 1.2};
}

/// The side of a card's code, in pixels.
float code_side(const Sheet& sheet, const Link& link, const Area& card, bool tall) {
  if (tall) {
    const double most = std::min(card.width - 1, 18.0);
    return sheet.qr_size(link.url, std::clamp(card.height - 11, std::min(qr_side, most), most), most);
  }
  const double least = std::clamp(card.height - 2.4, std::min(qr_side, card.height - 1),
                                  std::max(qr_side, std::min(17.0, card.width * 0.4)));
  return sheet.qr_size(link.url, least, card.height - 0.6);
}

/// The sizes at which the words of every card fit, `cards` being as many as `links`.
CardType common_type(const Sheet& sheet, const std::vector<Link>& links, const std::vector<Area>& cards, bool tall) {
  CardType type = tall && cards.front().height < 20 ? small_card : CardType{};
  const double u = sheet.px(10) / 10.0;
  for (std::size_t i = 0; i < links.size(); ++i) {
    const Area words = words_area(sheet, cards[i], code_side(sheet, links[i], cards[i], tall), tall);
    const auto width = static_cast<float>(sheet.px(words.width));
    const auto height = static_cast<float>(sheet.px(words.height));
    for (;;) {
      const auto label = sheet.set(sheet.words(links[i].label), type.label, width);
      const auto note = sheet.set(sheet.words(links[i].note), type.note, width);
      if (!label.empty()) type.label.most = std::min(type.label.most, std::max(type.label.least, label.size / u));
      if (!note.empty()) type.note.most = std::min(type.note.most, std::max(type.note.least, note.size / u));
      const bool fits = label.height() + note.height() + static_cast<float>(sheet.px(type.gap)) <= height;
      const bool smallest = type.label.most <= type.label.least && type.note.most <= type.note.least;
      if (fits || smallest) break;
      type.label.most = std::max(type.label.least, type.label.most - 0.1);
      type.note.most = std::max(type.note.least, type.note.most - 0.1);
    }
  }
  return type;
}

/// The code at the left and the words at its right or, `tall`, the words below.
void card(Sheet& sheet, const Link& link, const Area& area, const CardType& type, bool tall) {
  const Box box = sheet.box(area);
  sheet.add(Fill{box, sheet.colours.card, static_cast<float>(sheet.px(1.6))});
  const float side = code_side(sheet, link, area, tall);
  const auto inset =
      tall ? static_cast<float>(sheet.px(area.height < 20 ? 0.5 : 1)) : (static_cast<float>(box.height) - side) / 2;
  sheet.qr(link.url, static_cast<float>(box.x) + inset, static_cast<float>(box.y) + inset, side);
  const auto words = [&](Column& column) {
    column.text(sheet.words(link.label), type.label, sheet.colours.text, 0);
    column.text(sheet.words(link.note), type.note, sheet.colours.muted, type.gap);
  };
  fit_column(sheet, words_area(sheet, area, side, tall), words, Align::left, tall ? Stand::top : Stand::middle);
}

/// How many cards stand side by side, and whether their words stand under the codes.
struct Grid {
  std::size_t columns = 1;
  bool tall = false;
};

Grid grid_for(Shape shape, std::size_t count, double room) {
  const std::size_t half = (count + 1) / 2;
  switch (shape) {
    case Shape::tall:
      return count <= 5 && room >= 13 * static_cast<double>(count) ? Grid{1, false} : Grid{2, true};
    case Shape::square:
      return count <= 3 ? Grid{std::max<std::size_t>(count, 2), true} : count == 4 ? Grid{2, false} : Grid{half, true};
    case Shape::wide:
      if (room < 22) return {count <= 4 ? 2 : half, false};
      return count <= 3 ? Grid{std::max<std::size_t>(count, 2), true} : Grid{half, count > 6};
    case Shape::panorama:
      return {count <= 4 ? count : half, false};
  }
  return {};
}

}  // namespace

void compose_kind(Sheet& sheet, const LinksSlide& slide) {
  const Area stage = sheet.stage();
  const double top = sheet.portrait() ? 6 : 4;
  const auto count = slide.items.size();
  Column head(sheet, static_cast<float>(sheet.px(stage.width)), {});
  // The cards need the room.
  if (count <= 4 || !sheet.slide.kicker.empty()) head.kicker(sheet.kicker());
  Type title = title_by_length(sheet.words(slide.title));
  title.max_lines = 2;
  if (count > 4 || sheet.shape() == Shape::square) title.most = std::min(title.most, count > 4 ? 3.4 : 4.4);
  head.text(sheet.words(slide.title), title, sheet.colours.text, 1.2);
  head.draw(static_cast<float>(sheet.px(stage.x)), static_cast<float>(sheet.px(top)));

  const double gap = count > 4 ? 1.2 : 2;
  const double first = top + sheet.units(head.height()) + (count > 4 ? 1.3 : 2.4);
  const double room = stage.bottom() - first;
  Grid grid = grid_for(sheet.shape(), count, room);
  const std::size_t rows = (count + grid.columns - 1) / grid.columns;
  constexpr double widest = 60;  // on a panorama a card alone would be a strip of white
  const double width =
      std::min(widest, (stage.width - gap * static_cast<double>(grid.columns - 1)) / static_cast<double>(grid.columns));
  const double share = (room - gap * static_cast<double>(rows - 1)) / static_cast<double>(rows);
  constexpr double least_tall = 15.5;  // a code and two lines
  grid.tall = grid.tall && share >= least_tall;
  const double height = std::min(grid.tall ? 28.0 : 20.0, share);
  const double spare = std::max(0.0, (share - height) * static_cast<double>(rows)) * 0.4;
  std::vector<Area> cards;
  for (std::size_t i = 0; i < count; ++i) {
    cards.push_back({stage.x + (width + gap) * static_cast<double>(i % grid.columns),
                     first + spare + (height + gap) * static_cast<double>(i / grid.columns), width, height});
  }
  const CardType type = common_type(sheet, slide.items, cards, grid.tall);
  for (std::size_t i = 0; i < count; ++i) card(sheet, slide.items[i], cards[i], type, grid.tall);
  sheet.foot();
}

}  // namespace kiosk
