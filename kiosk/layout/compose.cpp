#include "layout/compose.h"

#include "layout/kinds.h"

#include <algorithm>

namespace kiosk {
namespace {

Surface surface_for(const Slide& slide, const Theme& theme) {
  if (const auto* notice = notice_of(slide); notice != nullptr && notice->level == NoticeLevel::takeover) {
    return {theme.notice, theme.on_panel, mix(theme.on_panel, theme.notice, 0.12), theme.on_panel, theme.notice};
  }
  const bool dark = std::ranges::find(theme.on_night, kind_of(slide)) != theme.on_night.end();
  return dark ? theme.night : theme.paper;
}

}  // namespace

Composition compose(const Slide& slide, const Setting& setting) {
  Sheet sheet(slide, setting, surface_for(slide, setting.theme));
  std::visit([&sheet](const auto& content) { compose_kind(sheet, content); }, slide.content);
  return std::move(sheet.result);
}

}  // namespace kiosk
