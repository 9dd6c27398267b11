// Pictures that fill the sheet: posters made elsewhere, and what stands for a film.
#include "layout/kinds.h"

namespace kiosk {

void compose_kind(Sheet& sheet, const PictureSlide& slide) {
  const Area all{0, 0, sheet.width(), sheet.height()};
  sheet.add(Fill{sheet.box(all), sheet.theme.night.ground});
  sheet.add(Image{slide.picture.src, sheet.box(all), slide.fit, slide.picture.focus});
}

void compose_kind(Sheet& sheet, const VideoSlide& slide) {
  const Area all{0, 0, sheet.width(), sheet.height()};
  sheet.photograph(slide.poster, all);
  Picture shown = slide.poster.value_or(Picture{});
  if (!slide.caption.empty()) shown.caption = slide.caption;
  sheet.caption(shown, all, foot_room);
  sheet.foot();
}

}  // namespace kiosk
