#include "layout/kinds.h"

#include <algorithm>

namespace kiosk {

void compose_kind(Sheet& sheet, const NewsSlide& slide) {
  const double width = sheet.width();
  const double height = sheet.height();
  Area text{margin, margin, std::min(76.0, width - 2 * margin), height - margin - foot_room};
  double foot_left = margin;
  if (slide.picture && sheet.portrait()) {
    const Area art{0, 0, width, height * 0.46};
    sheet.photograph(slide.picture, art);
    sheet.caption(*slide.picture, art);
    text.y = art.bottom() + 3;
    text.height = height - foot_room - text.y;
  } else if (slide.picture) {
    const Area art{0, 0, std::min(40.0, width * 5 / 12), height};
    sheet.photograph(slide.picture, art);
    sheet.caption(*slide.picture, art);
    text.x = foot_left = art.right() + 4.4;
    text.width = width - margin - text.x;
  }
  fit_column(sheet, text, [&](Column& column) {
    column.kicker(sheet.kicker());
    column.title(sheet.words(slide.title));
    column.body(sheet.words(slide.lead));
    column.read_more(sheet.slide.url, sheet.say(Message::read_more));
  });
  const bool narrow = foot_left > margin;
  sheet.foot(foot_left, width - margin, !narrow);
}

}  // namespace kiosk
