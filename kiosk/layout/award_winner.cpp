#include "layout/kinds.h"
#include "locale/format.h"

#include <algorithm>

namespace kiosk {
namespace {

std::string award_and_year(const Sheet& sheet, const AwardWinnerSlide& slide) {
  std::string text = sheet.words(slide.award);
  if (slide.year) text += " " + std::to_string(*slide.year);
  return text;
}

/// "Award winners 2025", "Award winner"
std::string award_winners(const Sheet& sheet, const AwardWinnerSlide& slide, std::size_t count) {
  const Argument people{"count", static_cast<std::int64_t>(count)};
  if (!slide.year) return sheet.say(Message::award_winner, {people});
  return sheet.say(Message::award_winner_of_year, {people, {"year", *slide.year}});
}

/// A short line under the name, in the colour of awards.
void rule(Column& column) {
  Sheet& sheet = column.sheet();
  column.block(1.5, static_cast<float>(sheet.px(0.24)), [&sheet](float x, float y) {
    sheet.add(Fill{{static_cast<int>(x), static_cast<int>(y), sheet.px(8), sheet.px(0.24)}, sheet.theme.award});
  });
}

/// The sum, large, and who pays it on the same baseline.
void prize_money(Column& column, const AwardWinnerSlide& slide) {
  if (!slide.sum) return;
  Sheet& sheet = column.sheet();
  const auto sum = sheet.set(format_sum(*slide.sum, sheet.setting.language),
                             column.squeezed({Face::display, 4, 3.5, 1.2, 1, true}), column.width());
  const auto gap = static_cast<float>(sheet.px(1.5));
  const std::string funder =
      slide.funded_by.empty() ? "" : sheet.say(Message::from_funder, {{"funder", sheet.words(slide.funded_by)}});
  Type type = type::label;
  type.max_lines = 1;
  auto from = sheet.set(funder, type, column.width() - sum.width() - gap);
  const bool below = from.cut;
  if (below) from = sheet.set(funder, column.shortened(type::label), column.width());
  const float height = below ? sum.height() + from.height() : sum.height();
  column.block(1.6, height, [&sheet, sum, from, gap, below](float x, float y) {
    sheet.put(sum, x, y, sheet.theme.award);
    const float beside = sum.baseline - from.baseline;
    sheet.put(from, below ? x : x + sum.width() + gap, y + (below ? sum.height() : beside), sheet.colours.muted);
  });
}

void one_winner(Sheet& sheet, const AwardWinnerSlide& slide) {
  const Person& person = slide.people.front();
  const double width = sheet.width();
  const double height = sheet.height();
  const bool portrait = sheet.portrait();
  const double ring = portrait ? 26 : std::min(29.6, width * 0.31);
  const Area disc =
      portrait ? Area{(width - ring) / 2, 4.4, ring, ring} : Area{margin + 1.2, (height - 4 - ring) / 2, ring, ring};
  const double line = 0.28;
  const double inset = 0.8;
  sheet.add(Outline{sheet.box(disc), sheet.theme.award, static_cast<float>(sheet.px(line)),
                    static_cast<float>(sheet.px(ring)) / 2});
  sheet.portrait_disc(person, {disc.x + inset, disc.y + inset, ring - 2 * inset, ring - 2 * inset}, 0);

  const Area text =
      portrait ? Area{margin, disc.bottom() + 3, width - 2 * margin, height - foot_room - disc.bottom() - 3}
               : Area{disc.right() + 6.2, margin, width - margin - disc.right() - 6.2, height - margin - foot_room};
  fit_column(sheet, text, [&](Column& column) {
    column.kicker(sheet.slide.kicker.empty() ? award_and_year(sheet, slide) : sheet.words(sheet.slide.kicker),
                  sheet.theme.award);
    Type name = type::name;
    name.most = 6.6;
    name.max_lines = 2;
    column.text(sheet.words(person.name), name, sheet.colours.text, 1.2);
    column.text(position(sheet, person.title, person.affiliation), type::second, sheet.colours.muted, 0.9);
    rule(column);
    column.body(sheet.words(slide.citation));
    prize_money(column, slide);
  });
}

void several_winners(Sheet& sheet, const AwardWinnerSlide& slide) {
  const double width = sheet.width();
  const double height = sheet.height();
  const double top = sheet.portrait() ? 6 : 5;
  Column head(sheet, static_cast<float>(sheet.px(width - 2 * margin)), {});
  head.kicker(sheet.slide.kicker.empty() ? award_and_year(sheet, slide) : sheet.words(sheet.slide.kicker),
              sheet.theme.award);
  Type title = type::title;
  title.max_lines = 2;
  head.text(award_winners(sheet, slide, slide.people.size()), title, sheet.colours.text, 1.2);
  head.draw(static_cast<float>(sheet.px(margin)), static_cast<float>(sheet.px(top)));

  const double first = top + static_cast<double>(head.height()) / sheet.px(1) + 2.5;
  const double room = height - foot_room - first;
  const auto count = slide.people.size();
  const std::size_t rows = sheet.portrait() && count > 1 ? (count + 1) / 2 : 1;
  const std::size_t in_row = (count + rows - 1) / rows;
  const double cell_width = (width - 2 * margin) / static_cast<double>(in_row);
  const double cell_height = room / static_cast<double>(rows);
  const double disc = std::min({17.0, cell_width * 0.72, cell_height - 9});
  for (std::size_t i = 0; i < count; ++i) {
    const Person& person = slide.people[i];
    const Area cell{margin + cell_width * static_cast<double>(i % in_row),
                    first + cell_height * static_cast<double>(i / in_row), cell_width, cell_height};
    const auto words = [&](Column& column) {
      column.block(0, static_cast<float>(sheet.px(disc)), [&](float, float y) {
        const double unit_y = static_cast<double>(y) / sheet.px(1);
        sheet.portrait_disc(person, {cell.x + (cell_width - disc) / 2, unit_y, disc, disc}, i);
      });
      column.text(sheet.words(person.name), {Face::display, 3.2, 3, 1.12, 2, true}, sheet.colours.text, 1.4);
      std::string below = position(sheet, person.title, person.affiliation);
      if (below.empty()) below = award_winners(sheet, slide, 1);
      column.text(below, type::label, sheet.colours.muted, 0.6);
    };
    fit_column(sheet, {cell.x + 1, cell.y, cell.width - 2, cell.height}, words, Align::centre, Stand::upper);
  }
}

}  // namespace

void compose_kind(Sheet& sheet, const AwardWinnerSlide& slide) {
  if (slide.people.size() == 1) {
    one_winner(sheet, slide);
  } else {
    several_winners(sheet, slide);
  }
  sheet.foot();
}

}  // namespace kiosk
