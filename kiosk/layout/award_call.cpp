#include "layout/column.h"
#include "layout/kinds.h"
#include "locale/format.h"

#include <algorithm>
#include <cmath>

namespace kiosk {
namespace {

using namespace std::chrono;

/// A sum large, and what it is for.
struct Cell {
  Paragraph sum;
  Paragraph name;
  Paragraph count;
  float words() const { return name.height() + count.height(); }
};

constexpr Type sum_type{Face::display, 3.8, 3.2, 1.25, 1, true, 0, TextRole::label, true};

/// The prizes of a call: side by side, each sum over its words; or, where sums are wide and the column is narrow, one
/// below the other with the words beside.
class Prizes {
 public:
  Prizes(Column& column, const std::vector<Prize>& prizes) : column_(column), sheet_(column.sheet()), prizes_(prizes) {}

  void put() {
    if (prizes_.empty()) return;
    const auto in_row = most_in_row();
    const float widest = widest_sum(column_.squeezed(sum_type).most);
    const bool beside = in_row == 1 && prizes_.size() > 1 && column_.width() - widest > px(12);
    beside ? put_beside(widest) : put_side_by_side(in_row);
  }

 private:
  float px(double units) const { return static_cast<float>(sheet_.px(units)); }

  std::string sum_of(const Prize& prize) const {
    return prize.sum ? format_sum(*prize.sum, sheet_.setting.language) : std::string();
  }

  float widest_sum(double size) const {
    float widest = 0;
    for (const auto& prize : prizes_)
      widest = std::max(widest, sheet_.setting.measure.width(sum_of(prize), Face::display, sheet_.px(size)));
    return std::ceil(widest);
  }

  float cell_width(std::size_t in_row) const {
    return (column_.width() - px(gap) * static_cast<float>(in_row - 1)) / static_cast<float>(in_row);
  }

  /// As many as the widest sum lets stand beside each other.
  std::size_t most_in_row() const {
    const float widest = widest_sum(sum_type.least);
    auto in_row = std::min<std::size_t>(prizes_.size(), column_.width() > px(56) ? 3 : 2);
    while (in_row > 1 && cell_width(in_row) < widest) --in_row;
    return in_row;
  }

  Cell cell_of(const Prize& prize, float sum_width, float words_width) const {
    Cell cell;
    cell.sum = sheet_.set(sum_of(prize), column_.squeezed(sum_type), sum_width);
    cell.name = sheet_.set(sheet_.words(prize.name), column_.shortened(type::label), words_width);
    if (prize.count) {
      cell.count =
          sheet_.set(kiosk::prizes(*prize.count, sheet_.setting.language), column_.shortened(type::label), words_width);
    }
    return cell;
  }

  void put_side_by_side(std::size_t in_row) {
    const float width = cell_width(in_row);
    for (std::size_t first = 0; first < prizes_.size(); first += in_row) {
      std::vector<Cell> row;
      float height = 0;
      for (std::size_t i = first; i < std::min(first + in_row, prizes_.size()); ++i) {
        row.push_back(cell_of(prizes_[i], width, width));
        height = std::max(height, row.back().sum.height() + row.back().words());
      }
      column_.block(first == 0 ? 2 : 1.2, height,
                    [&sheet = sheet_, row = std::move(row), step = width + px(gap)](float x, float y) {
                      for (const auto& cell : row) {
                        sheet.put(cell.sum, x, y, sheet.colours.accent);
                        put_words(sheet, cell, x, y + cell.sum.height());
                        x += step;
                      }
                    });
    }
  }

  void put_beside(float sum_width) {
    const float indent = sum_width + px(gap);
    for (const auto& prize : prizes_) {
      Cell cell = cell_of(prize, sum_width, column_.width() - indent);
      const float height = std::max(cell.sum.height(), cell.words());
      column_.block(&prize == &prizes_.front() ? 2 : 1, height,
                    [&sheet = sheet_, cell = std::move(cell), height, indent](float x, float y) {
                      sheet.put(cell.sum, x, y + (height - cell.sum.height()) / 2, sheet.colours.accent);
                      put_words(sheet, cell, x + indent, y + (height - cell.words()) / 2);
                    });
    }
  }

  static void put_words(Sheet& sheet, const Cell& cell, float x, float y) {
    sheet.put(cell.name, x, y, sheet.colours.text);
    sheet.put(cell.count, x, y + cell.name.height(), sheet.colours.text);
  }

  static constexpr double gap = 1.6;

  Column& column_;
  Sheet& sheet_;
  const std::vector<Prize>& prizes_;
};

/// The day in a pill: with its weekday where there is room for that.
void date_pill(Column& column, Date date, Colour ink) {
  Sheet& sheet = column.sheet();
  const Language& language = sheet.setting.language;
  const Type type{Face::regular, 2, 1.7, 1.3, 1, false, 0, TextRole::label, true};
  const auto room = column.width() - static_cast<float>(sheet.px(3.6));
  const auto full = long_date_with_weekday(date, language);
  const bool fits = sheet.setting.measure.width(full, type.face, sheet.px(type.least)) <= room;
  const auto words = sheet.set(fits ? full : long_date(date, language), type, room);
  const auto height = static_cast<float>(sheet.px(4.2));
  column.block(2.2, height, [&sheet, words, ink, height, column_width = column.width()](float x, float y) {
    const float width = words.width() + static_cast<float>(sheet.px(3.6));
    const Box pill{static_cast<int>(x + (column_width - width) / 2), static_cast<int>(y), static_cast<int>(width),
                   static_cast<int>(height)};
    sheet.add(Outline{pill, with_alpha(ink, 0.55), static_cast<float>(std::max(2, sheet.px(0.12))), height / 2});
    sheet.put(words, x + column_width / 2, y + (height - words.height()) / 2, ink, Align::centre);
  });
}

/// On 3:4, where words have little room, the code stands at the right of the panel. Returns what is left to the words:
/// they keep to the margins where the panel ends at the sheet's edges.
Area words_on_panel(Sheet& sheet, const Area& panel, std::string_view label) {
  constexpr double gap = 2.5;
  constexpr double above = 2;
  const double side = sheet.portrait() ? margin : gap;
  Area words{panel.x + side, panel.y + above, panel.width - 2 * side, panel.height - 2 * above};
  if (!sheet.low_portrait()) return words;
  const auto code = sheet.code_block(sheet.slide.url, label, static_cast<float>(sheet.px(21)), qr_side, true);
  if (!code) return words;
  Surface on = sheet.colours;
  on.text = on.muted = sheet.theme.on_panel;
  const double width = sheet.units(code->width);
  sheet.put(*code, static_cast<float>(sheet.px(words.right() - width)),
            static_cast<float>(sheet.px(std::max(2.6, (panel.height - sheet.units(code->height)) / 2))), on);
  sheet.code_stands_aside = true;
  words.width -= width + gap;
  return words;
}

/// How many days are left, drawn huge, on the panel.
void countdown(Sheet& sheet, const AwardCallSlide& slide, const Area& panel, std::string_view label) {
  const Setting& setting = sheet.setting;
  sheet.add(Fill{sheet.box(panel), sheet.theme.panel});
  if (slide.picture) {
    sheet.add(Image{slide.picture->src, sheet.box(panel), Fit::cover, slide.picture->focus});
    sheet.add(Fill{sheet.box(panel), with_alpha(sheet.theme.panel, 0.86)});
  }
  const Date today = setting.zone.local(setting.now).date;
  const auto left = (sys_days{setting.zone.date_of(slide.deadline)} - sys_days{today}).count();
  const Colour ink = sheet.theme.on_panel;
  const Area words = words_on_panel(sheet, panel, label);
  const auto fill = [&](Column& column) {
    column.text(sheet.say(Message::nominations_close), {Face::regular, 2.3, 1.7, 1.3, 2, true}, ink, 0);
    if (left > 0) {
      const auto days = days_left(left, setting.language);
      column.text(days.number, {Face::display, 17, 9, 1.0, 1, true, 0, TextRole::label, true}, ink, 0.6);
      column.text(days.words, {Face::semibold, 2.3, 2, 1.3, 1}, ink, 0.8);
    } else {
      column.text(capitalised(sheet.say(Message::last_day), setting.language), {Face::display, 7, 4, 1.08, 2, true},
                  ink, 1.5);
    }
    date_pill(column, slide.deadline.date, ink);
  };
  fit_column(sheet, words, fill, Align::centre);
}

/// How wide the panel at the right is; on a tall sheet it lies on top.
double panel_width(const Sheet& sheet) {
  if (sheet.shape() == Shape::panorama) return 60;
  return sheet.shape() == Shape::square ? sheet.width() * 0.35 : std::min(33.0, sheet.width() * 0.344);
}

}  // namespace

void compose_kind(Sheet& sheet, const AwardCallSlide& slide) {
  const double width = sheet.width();
  const double height = sheet.height();
  Area words = sheet.stage();
  double foot_right = width - margin;
  const std::string label = sheet.say(Message::nominate_colleague);
  if (sheet.portrait()) {
    const Area panel{0, 0, width, std::max(height * 0.34, 28.0)};
    countdown(sheet, slide, panel, label);
    words.y = panel.bottom() + 3;
    words.height = height - foot_room - words.y;
  } else {
    const double panel = panel_width(sheet);
    countdown(sheet, slide, {width - panel, 0, panel, height}, label);
    foot_right = width - panel - margin;
    words.width = foot_right - margin;
    if (sheet.shape() == Shape::panorama) {
      words.x = margin + (words.width - 104) / 2;
      words.width = 104;
    }
  }
  sheet.code_aside(words, sheet.slide.url, label);
  fit_column(sheet, words, [&](Column& column) {
    column.kicker(sheet.kicker());
    column.title(sheet.words(slide.title));
    Prizes(column, slide.awards).put();
    column.read_more(sheet.slide.url, label);
  });
  sheet.foot(margin, foot_right, sheet.shape() == Shape::tall || sheet.shape() == Shape::panorama);
}

}  // namespace kiosk
