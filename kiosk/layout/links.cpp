#include "layout/kinds.h"

#include <algorithm>

namespace kiosk {
namespace {

constexpr Type label_type{Face::display, 2.6, 1.7, 1.15, 2, true};
constexpr Type note_type{Face::regular, 1.8, 1.5, 1.35, 3};

/// The code at the left, the words at its right.
void wide_card(Sheet& sheet, const Link& link, const Area& area) {
  const Box box = sheet.box(area);
  sheet.add(Fill{box, sheet.colours.card, static_cast<float>(sheet.px(1.6))});
  const auto side = sheet.qr_size(link.url, std::min(qr_side, area.height - 1), area.height - 0.6);
  const float inset = (static_cast<float>(box.height) - side) / 2;
  sheet.qr(link.url, static_cast<float>(box.x) + inset, static_cast<float>(box.y) + inset, side);
  const double x = area.x + static_cast<double>(side + inset) / sheet.px(1) + 1;
  fit_column(sheet, {x, area.y + 0.6, area.right() - 1.6 - x, area.height - 1.2}, [&](Column& column) {
    column.text(sheet.words(link.label), label_type, sheet.colours.text, 0);
    column.text(sheet.words(link.note), note_type, sheet.colours.muted, 0.5);
  });
}

/// The words under the code.
void tall_card(Sheet& sheet, const Link& link, const Area& area) {
  const Box box = sheet.box(area);
  sheet.add(Fill{box, sheet.colours.card, static_cast<float>(sheet.px(1.6))});
  const auto side = sheet.qr_size(link.url, 13, 15);
  const double inset = 1;
  sheet.qr(link.url, static_cast<float>(box.x + sheet.px(inset)), static_cast<float>(box.y + sheet.px(inset)), side);
  const double top = area.y + inset + static_cast<double>(side) / sheet.px(1);
  // The code's own white margin is wider than the card's: the words stand under its first module.
  const double left = area.x + 2.6;
  const auto words = [&](Column& column) {
    column.text(sheet.words(link.label), label_type, sheet.colours.text, 0);
    column.text(sheet.words(link.note), note_type, sheet.colours.muted, 0.5);
  };
  fit_column(sheet, {left, top, area.right() - 1.6 - left, area.bottom() - 1.4 - top}, words, Align::left, Stand::top);
}

}  // namespace

void compose_kind(Sheet& sheet, const LinksSlide& slide) {
  const double width = sheet.width();
  const double height = sheet.height();
  const double top = sheet.portrait() ? 6 : 4.6;
  Column head(sheet, static_cast<float>(sheet.px(width - 2 * margin)), {});
  head.kicker(sheet.kicker());
  Type title = title_by_length(sheet.words(slide.title));
  title.max_lines = 2;
  const auto count = slide.items.size();
  if (count > 4) title.most = std::min(title.most, 3.6);  // the cards need the room
  head.text(sheet.words(slide.title), title, sheet.colours.text, 1.2);
  head.draw(static_cast<float>(sheet.px(margin)), static_cast<float>(sheet.px(top)));

  const double gap = count > 4 ? 1.2 : 2;
  const double first = top + static_cast<double>(head.height()) / sheet.px(1) + 2.4;
  const double room = height - foot_room - 0.4 - first;
  const bool tall = !sheet.portrait() && count <= 3 && room > 22;
  const std::size_t columns = sheet.portrait() ? 1 : tall ? std::max<std::size_t>(count, 2) : 2;
  const std::size_t rows = (count + columns - 1) / columns;
  const double card_width =
      (width - 2 * margin - gap * static_cast<double>(columns - 1)) / static_cast<double>(columns);
  const double most = tall ? 26 : 13.5;
  const double card_height = std::min(most, (room - gap * static_cast<double>(rows - 1)) / static_cast<double>(rows));
  for (std::size_t i = 0; i < count; ++i) {
    const Area area{margin + (card_width + gap) * static_cast<double>(i % columns),
                    first + (card_height + gap) * static_cast<double>(i / columns), card_width, card_height};
    tall ? tall_card(sheet, slide.items[i], area) : wide_card(sheet, slide.items[i], area);
  }
  sheet.foot();
}

}  // namespace kiosk
