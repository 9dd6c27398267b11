#include "layout/figure.h"
#include "layout/kinds.h"

namespace kiosk {

std::string position(const Sheet& sheet, const Text& title, const Text& affiliation) {
  if (title.empty()) return sheet.words(affiliation);
  if (affiliation.empty()) return sheet.words(title);
  return sheet.words(title) + ", " + sheet.words(affiliation);
}

void compose_kind(Sheet& sheet, const PersonSlide& slide) {
  const Person person{slide.name, slide.title, slide.affiliation, slide.portrait};
  const double side = sheet.figure_height();
  constexpr std::size_t tint = 2;
  const Figure portrait{side, side, [&](const Area& disc) { sheet.portrait_disc(person, disc, tint); }};
  compose_beside(sheet, portrait, sheet.slide.url, sheet.say(Message::read_more), [&](Column& column) {
    column.kicker(sheet.kicker());
    Type name = type::name;
    name.most = sheet.portrait() ? 7.6 : 6.6;
    column.text(sheet.words(slide.name), name, sheet.colours.text, 1.2);
    column.text(position(sheet, slide.title, slide.affiliation), type::second, sheet.colours.muted, 1.2);
    column.body(slide.lead);
  });
  sheet.foot();
}

}  // namespace kiosk
