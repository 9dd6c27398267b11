#include "layout/figure.h"

#include <algorithm>

namespace kiosk {
namespace {

/// The longest line in which an eye still finds the next one.
constexpr double measure = 70;
constexpr double gap_to_words = 6.4;

void above(Sheet& sheet, const Figure& figure, const std::function<void(Column&)>& fill) {
  fit_column(sheet, sheet.stage(), [&](Column& column) {
    column.block(0, static_cast<float>(sheet.px(figure.height)), [&](float, float y) {
      figure.draw({(sheet.width() - figure.width) / 2, sheet.units(y), figure.width, figure.height});
    });
    fill(column);
  });
}

/// Figure and code side by side on top of the words.
void above_with_code(Sheet& sheet, const Figure& figure, const CodeBlock& code,
                     const std::function<void(Column&)>& fill) {
  const Area stage = sheet.stage();
  sheet.code_stands_aside = true;
  fit_column(sheet, stage, [&](Column& column) {
    column.block(0, static_cast<float>(sheet.px(figure.height)), [&](float x, float y) {
      const double width = std::min(figure.width, stage.width - sheet.units(code.width) - 3);
      figure.draw({stage.x, sheet.units(y), width, figure.height});
      sheet.put(code, x + column.width() - code.width,
                y + (static_cast<float>(sheet.px(figure.height)) - code.height) / 2, sheet.colours);
    });
    fill(column);
  });
}

/// The figure and, below it, the code; returns what is left for the words.
Area with_code_below(Sheet& sheet, const Figure& figure, const std::string& url, std::string_view label) {
  const Area stage = sheet.stage();
  const double side_width = std::max(figure.width, 24.0);
  const auto code = sheet.code_block(url, label, static_cast<float>(sheet.px(side_width)));
  const double gap = 2.6;
  const double height = figure.height + (code ? gap + sheet.units(code->height) : 0);
  const double top = stage.y + std::max(0.0, stage.height - height) / 2;
  figure.draw({stage.x, top, figure.width, figure.height});
  if (code) {
    sheet.put(*code, static_cast<float>(sheet.px(stage.x)), static_cast<float>(sheet.px(top + figure.height + gap)),
              sheet.colours);
  }
  sheet.code_stands_aside = true;
  const double left = stage.x + (code ? side_width : figure.width) + 4.6;
  return {left, stage.y, stage.right() - left, stage.height};
}

/// The figure at the left; returns what is left for the words.
Area at_the_left(const Figure& figure, const Area& stage) {
  figure.draw({stage.x, stage.y + (stage.height - figure.height) / 2, figure.width, figure.height});
  const double left = stage.x + figure.width + gap_to_words;
  return {left, stage.y, stage.right() - left, stage.height};
}

}  // namespace

void compose_beside(Sheet& sheet, const Figure& figure, const std::string& url, std::string_view label,
                    const std::function<void(Column&)>& fill) {
  const auto fill_all = [&](Column& column) {
    fill(column);
    column.read_more(url, label);
  };
  if (sheet.low_portrait()) {
    if (const auto code = sheet.code_block(url, label, static_cast<float>(sheet.px(25))))
      return above_with_code(sheet, figure, *code, fill_all);
  }
  if (sheet.shape() == Shape::tall) return above(sheet, figure, fill_all);
  if (sheet.shape() == Shape::square) {
    const Area words = with_code_below(sheet, figure, url, label);
    return fit_column(sheet, words, fill_all);
  }
  const double code_column = url.empty() ? 0 : 26;
  Area words = at_the_left(
      figure, sheet.stage(sheet.shape() == Shape::panorama ? figure.width + gap_to_words + measure + code_column
                                                           : sheet.width()));
  sheet.code_aside(words, url, label);
  fit_column(sheet, words, fill_all);
}

}  // namespace kiosk
