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

void move_down(Item& item, int by) {
  std::visit(
      [by](auto& thing) {
        if constexpr (requires { thing.origin; }) {
          thing.origin.y += static_cast<float>(by);
        } else {
          thing.box.y += by;
        }
      },
      item);
}

}  // namespace

Composition compose(const Slide& slide, const Setting& setting) {
  const Surface colours = surface_for(slide, setting.theme);
  Sheet sheet(slide, setting, colours);
  std::visit([&sheet](const auto& content) { compose_kind(sheet, content); }, slide.content);
  if (setting.covered > 0) {
    auto& items = sheet.result.scene.items;
    for (auto& item : items) move_down(item, setting.covered);
    items.insert(items.begin(), Fill{{0, 0, setting.size.width, setting.size.height}, colours.ground});
  }
  return std::move(sheet.result);
}

}  // namespace kiosk
