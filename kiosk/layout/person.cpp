#include "layout/kinds.h"

#include <algorithm>

namespace kiosk {

std::string position(const Sheet& sheet, const Text& title, const Text& affiliation) {
  if (title.empty()) return sheet.words(affiliation);
  if (affiliation.empty()) return sheet.words(title);
  return sheet.words(title) + ", " + sheet.words(affiliation);
}

void compose_kind(Sheet& sheet, const PersonSlide& slide) {
  const double width = sheet.width();
  const double height = sheet.height();
  const bool portrait = sheet.portrait();
  const double side = portrait ? 26 : std::min(28.0, width * 0.3);
  const Area disc =
      portrait ? Area{(width - side) / 2, 5, side, side} : Area{margin + 2, (height - 4 - side) / 2, side, side};
  sheet.portrait_disc({slide.name, slide.title, slide.affiliation, slide.portrait}, disc, 2);
  const Area text =
      portrait ? Area{margin, disc.bottom() + 3, width - 2 * margin, height - foot_room - disc.bottom() - 3}
               : Area{disc.right() + 7, margin, width - margin - disc.right() - 7, height - margin - foot_room};
  fit_column(sheet, text, [&](Column& column) {
    column.kicker(sheet.kicker());
    Type name = type::name;
    name.most = 6.6;
    column.text(sheet.words(slide.name), name, sheet.colours.text, 1.2);
    column.text(position(sheet, slide.title, slide.affiliation), type::second, sheet.colours.muted, 0.9);
    column.body(sheet.words(slide.lead));
    column.read_more(sheet.slide.url, sheet.say(Message::read_more));
  });
  sheet.foot();
}

}  // namespace kiosk
