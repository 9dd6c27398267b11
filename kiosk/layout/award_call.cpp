#include "layout/kinds.h"
#include "locale/format.h"

#include <algorithm>

namespace kiosk {
namespace {

using namespace std::chrono;

/// The prizes side by side: the sum large, what it is for below.
void prizes(Column& column, const std::vector<Prize>& prizes) {
  if (prizes.empty()) return;
  struct Cell {
    Paragraph sum;
    Paragraph name;
    Paragraph count;
    float height() const { return sum.height() + name.height() + count.height(); }
  };
  Sheet& sheet = column.sheet();
  const Language& language = sheet.setting.language;
  const auto in_row = std::min<std::size_t>(prizes.size(), sheet.width() > 60 ? 3 : 2);
  const auto gap = static_cast<float>(sheet.px(1.6));
  const float cell_width = (column.width() - gap * static_cast<float>(in_row - 1)) / static_cast<float>(in_row);
  std::vector<Cell> row;
  const auto flush = [&](double gap_before) {
    float height = 0;
    for (const auto& cell : row) height = std::max(height, cell.height());
    column.block(gap_before, height, [&sheet, row, cell_width, gap](float x, float y) {
      for (const auto& cell : row) {
        sheet.put(cell.sum, x, y, sheet.colours.accent);
        sheet.put(cell.name, x, y + cell.sum.height(), sheet.colours.text);
        sheet.put(cell.count, x, y + cell.sum.height() + cell.name.height(), sheet.colours.text);
        x += cell_width + gap;
      }
    });
    row.clear();
  };
  double gap_before = 2;
  for (const auto& prize : prizes) {
    Cell cell;
    if (prize.sum) {
      cell.sum = sheet.set(format_sum(*prize.sum, language), column.squeezed({Face::display, 3.8, 3.2, 1.25, 1, true}),
                           cell_width);
    }
    cell.name = sheet.set(sheet.words(prize.name), column.shortened(type::label), cell_width);
    if (prize.count)
      cell.count = sheet.set(kiosk::prizes(*prize.count, language), column.shortened(type::label), cell_width);
    row.push_back(std::move(cell));
    if (row.size() == in_row) flush(std::exchange(gap_before, 1.2));
  }
  if (!row.empty()) flush(gap_before);
}

/// How many days are left, drawn huge, on the panel.
void countdown(Sheet& sheet, const AwardCallSlide& slide, const Area& panel) {
  const Setting& setting = sheet.setting;
  sheet.add(Fill{sheet.box(panel), sheet.theme.panel});
  if (slide.picture) {
    sheet.add(Image{slide.picture->src, sheet.box(panel), Fit::cover, slide.picture->focus});
    sheet.add(Fill{sheet.box(panel), with_alpha(sheet.theme.panel, 0.86)});
  }
  const Date today = setting.zone.local(setting.now).date;
  const auto left = (sys_days{setting.zone.date_of(slide.deadline)} - sys_days{today}).count();
  const Colour ink = sheet.theme.on_panel;
  const Area inside{panel.x + 2.5, panel.y + 2.5, panel.width - 5, panel.height - 5};
  fit_column(
      sheet, inside,
      [&](Column& column) {
        column.text(sheet.say(Message::nominations_close), {Face::regular, 2.3, 2, 1.3, 2}, ink, 0);
        if (left > 0) {
          const auto days = days_left(left, setting.language);
          column.text(days.number, {Face::display, 17, 9, 1.0, 1, true}, ink, 0.6);
          column.text(days.words, {Face::semibold, 2.3, 2, 1.3, 1}, ink, 0.8);
        } else {
          column.text(capitalised(sheet.say(Message::last_day), setting.language), {Face::display, 7, 4, 1.08, 2, true},
                      ink, 1.5);
        }
        const auto date = sheet.set(long_date_with_weekday(slide.deadline.date, setting.language),
                                    {Face::regular, 2, 1.7, 1.3, 1}, column.width() - static_cast<float>(sheet.px(3)));
        const auto pill_height = static_cast<float>(sheet.px(4.2));
        column.block(2.2, pill_height, [&sheet, date, ink, pill_height, width = column.width()](float x, float y) {
          const float pill_width = date.width() + static_cast<float>(sheet.px(3.6));
          const Box pill{static_cast<int>(x + (width - pill_width) / 2), static_cast<int>(y),
                         static_cast<int>(pill_width), static_cast<int>(pill_height)};
          sheet.add(
              Outline{pill, with_alpha(ink, 0.55), static_cast<float>(std::max(2, sheet.px(0.12))), pill_height / 2});
          sheet.put(date, x + width / 2, y + (pill_height - date.height()) / 2, ink, Align::centre);
        });
      },
      Align::centre);
}

}  // namespace

void compose_kind(Sheet& sheet, const AwardCallSlide& slide) {
  const double width = sheet.width();
  const double height = sheet.height();
  Area text{margin, margin, 0, height - margin - foot_room};
  double foot_right = width - margin;
  if (sheet.portrait()) {
    const Area panel{0, 0, width, height * 0.34};
    countdown(sheet, slide, panel);
    text.y = panel.bottom() + 3;
    text.height = height - foot_room - text.y;
    text.width = width - 2 * margin;
  } else {
    const double panel_width = std::min(33.0, width * 0.344);
    countdown(sheet, slide, {width - panel_width, 0, panel_width, height});
    foot_right = width - panel_width - margin;
    text.width = foot_right - margin;
  }
  fit_column(sheet, text, [&](Column& column) {
    column.kicker(sheet.kicker());
    column.title(sheet.words(slide.title));
    prizes(column, slide.awards);
    column.read_more(sheet.slide.url, sheet.say(Message::nominate_colleague));
  });
  sheet.foot(margin, foot_right, sheet.portrait());
}

}  // namespace kiosk
