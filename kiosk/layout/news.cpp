#include "layout/column.h"
#include "layout/kinds.h"

#include <algorithm>

namespace kiosk {
namespace {

/// Where the photograph goes.
Area art_of(const Sheet& sheet) {
  const double width = sheet.width();
  const double height = sheet.height();
  switch (sheet.shape()) {
    case Shape::tall:
      return {0, 0, width, std::max(height * 0.3, std::min(height * 0.46, height - 48))};
    case Shape::square:
      return {0, 0, width * 0.39, height};
    case Shape::wide:
      return {0, 0, std::min(40.0, width * 5 / 12), height};
    case Shape::panorama:
      return {0, 0, width * 0.46, height};
  }
  return {};
}

/// Photograph and caption. On 4:3 and 3:4, where words have little room, the code stands on the photograph too, whose
/// foot is dark.
void illustrate(Sheet& sheet, const Picture& picture, const Area& art) {
  sheet.photograph(picture, art);
  constexpr double low = 2.6;
  constexpr double foot = low + 0.4;
  const bool beside = sheet.low_portrait();
  const double room = beside ? 25 : art.width - margin - 1.5;
  const auto code =
      sheet.code_block(sheet.slide.url, sheet.say(Message::read_more), static_cast<float>(sheet.px(room)));
  if (!code || !(beside || sheet.shape() == Shape::square)) return sheet.caption(picture, art, low);
  const double above = foot + sheet.units(code->height);
  const double x = beside ? art.right() - margin - sheet.units(code->width) : art.x + margin;
  const bool silent = sheet.words(picture.caption).empty() && sheet.words(picture.credit).empty();
  if (beside || silent) sheet.shade_below(art, art.bottom() - above);
  if (beside) {
    sheet.caption(picture, {art.x, art.y, x - art.x, art.height}, foot, true);
  } else {
    sheet.caption(picture, art, above + 1.4);
  }
  sheet.put(*code, static_cast<float>(sheet.px(x)), static_cast<float>(sheet.px(art.bottom() - above)),
            sheet.theme.night);
  sheet.code_stands_aside = true;
}

}  // namespace

void compose_kind(Sheet& sheet, const NewsSlide& slide) {
  Area words = sheet.stage(76);
  words.x = margin;
  double foot_left = margin;
  if (slide.picture) {
    const Area art = art_of(sheet);
    illustrate(sheet, *slide.picture, art);
    if (sheet.portrait()) {
      words.y = art.bottom() + 3;
      words.height = sheet.height() - foot_room - words.y;
    } else {
      words.x = foot_left = art.right() + 4.4;
      words.width = sheet.width() - margin - words.x;
    }
  } else if (sheet.shape() == Shape::panorama) {
    words = sheet.stage(100);
  }
  sheet.code_aside(words, sheet.slide.url, sheet.say(Message::read_more));
  fit_column(sheet, words, [&](Column& column) {
    column.kicker(sheet.kicker());
    column.title(sheet.words(slide.title));
    column.body(slide.lead);
    column.read_more(sheet.slide.url, sheet.say(Message::read_more));
  });
  const bool narrow = foot_left > margin && sheet.shape() != Shape::panorama;
  sheet.foot(foot_left, sheet.width() - margin, !narrow);
}

}  // namespace kiosk
