/// Slides with something to look at beside the words: a portrait, a book, a leaf of a calendar. Internal to layout/.
#pragma once

#include "layout/column.h"

#include <functional>
#include <string>
#include <string_view>

namespace kiosk {

/// In units; it draws itself where it is told.
struct Figure {
  double width = 0;
  double height = 0;
  std::function<void(const Area&)> draw;
};

/// Words and figure as the sheet's shape has it, with the code of `url`: side by side, the code below the words; on
/// 4:3, where words have little room, below the figure; in a panorama in a third column, and all of it in the middle.
/// On a tall sheet the figure stands on top of the words.
void compose_beside(Sheet& sheet, const Figure& figure, const std::string& url, std::string_view label,
                    const std::function<void(Column&)>& fill);

}  // namespace kiosk
