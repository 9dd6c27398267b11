#include "layout/figure.h"
#include "layout/kinds.h"

#include <algorithm>

namespace kiosk {
namespace {

/// An exclamation mark in a disc, drawn, so that it needs no font.
void sign(Sheet& sheet, const Area& disc) {
  const Box box = sheet.box(disc);
  sheet.add(Fill{box, sheet.theme.on_panel, static_cast<float>(box.width) / 2});
  const double bar = disc.width * 0.12;
  const double middle = disc.x + disc.width / 2;
  const auto round = static_cast<float>(sheet.px(bar)) / 2;
  sheet.add(Fill{sheet.box({middle - bar / 2, disc.y + disc.height * 0.22, bar, disc.height * 0.36}),
                 sheet.theme.notice, round});
  sheet.add(Fill{sheet.box({middle - bar / 2, disc.y + disc.height * 0.68, bar, bar}), sheet.theme.notice, round});
}

Surface on_notice(const Theme& theme) {
  const Colour soft = mix(theme.on_panel, theme.notice, 0.12);
  return {theme.notice, theme.on_panel, soft, theme.on_panel, mix(theme.notice, theme.on_panel, 0.12)};
}

}  // namespace

void compose_kind(Sheet& sheet, const NoticeSlide& slide) {
  const auto fill = [&](Column& column) {
    column.kicker(sheet.kicker());
    Type title = type::name;
    title.most = sheet.portrait() ? 7.6 : 6.6;
    title.max_lines = 4;
    column.text(sheet.words(slide.title), title, sheet.colours.text, 1.6);
    column.body(slide.text);
  };
  const std::string label = sheet.say(Message::read_more);
  if (slide.level == NoticeLevel::takeover) {
    const double side = sheet.figure_height() * 0.76;
    compose_beside(sheet, {side, side, [&](const Area& disc) { sign(sheet, disc); }}, sheet.slide.url, label, fill);
  } else {
    const bool panorama = sheet.shape() == Shape::panorama;
    Area words = sheet.stage(panorama ? 100 : 76);
    if (!panorama) words.x = margin;
    sheet.code_aside(words, sheet.slide.url, label);
    fit_column(sheet, words, [&](Column& column) {
      fill(column);
      column.read_more(sheet.slide.url, label);
    });
  }
  sheet.foot();
}

int band_height(Size size) {
  return size.height / 5;
}

Composition compose_band(const Slide& slide, const Setting& setting) {
  const auto* const notice = notice_of(slide);
  Sheet sheet(slide, setting, on_notice(setting.theme));
  sheet.result.scene.items.clear();
  const Area band{0, 0, sheet.width(), sheet.height() * band_height(setting.size) / setting.size.height};
  sheet.add(Shadow{sheet.box(band), with_alpha(setting.theme.night.ground, 0.4), 0, static_cast<float>(sheet.px(1.5)),
                   static_cast<float>(sheet.px(0.4))});
  sheet.add(Fill{sheet.box(band), setting.theme.notice});
  const double side = std::min(6.4, band.height - 4);
  constexpr double top = 2.2;  // nothing readable nearer to the edge
  constexpr double bottom = 1.2;
  const double middle = (top + band.height - bottom) / 2;
  const Area disc{margin, middle - side / 2, side, side};
  sign(sheet, disc);
  const Area text{disc.right() + 2.4, top, sheet.width() - margin - disc.right() - 2.4, band.height - top - bottom};
  fit_column(sheet, text, [&](Column& column) {
    column.text(sheet.words(notice->title), {Face::display, 3.4, 2.3, 1.1, 2, true}, sheet.colours.text, 0);
    column.text(sheet.words(notice->text), {Face::regular, 2.3, 2, 1.3, 2}, sheet.colours.text, 0.5);
  });
  return std::move(sheet.result);
}

}  // namespace kiosk
