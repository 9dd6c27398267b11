#include "layout/figure.h"
#include "layout/kinds.h"
#include "locale/format.h"

#include <algorithm>
#include <vector>

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

constexpr Type sum_type{Face::display, 4, 3.5, 1.2, 1, true, 0, TextRole::label, true};

/// The sum, large, and who pays it on the same baseline.
void prize_money(Column& column, const AwardWinnerSlide& slide) {
  if (!slide.sum) return;
  Sheet& sheet = column.sheet();
  const auto sum = sheet.set(format_sum(*slide.sum, sheet.setting.language), column.squeezed(sum_type), column.width());
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
  const double ring = sheet.figure_height();
  const auto draw = [&](const Area& disc) {
    constexpr double line = 0.28;
    constexpr double inset = 0.8;
    sheet.add(Outline{sheet.box(disc), sheet.theme.award, static_cast<float>(sheet.px(line)),
                      static_cast<float>(sheet.px(ring)) / 2});
    sheet.portrait_disc(person, {disc.x + inset, disc.y + inset, ring - 2 * inset, ring - 2 * inset}, 0);
  };
  compose_beside(sheet, {ring, ring, draw}, sheet.slide.url, sheet.say(Message::read_more), [&](Column& column) {
    column.kicker(sheet.slide.kicker.empty() ? award_and_year(sheet, slide) : sheet.words(sheet.slide.kicker),
                  sheet.theme.award);
    Type name = type::name;
    name.most = sheet.portrait() ? 7.6 : 6.6;
    name.max_lines = 2;
    column.text(sheet.words(person.name), name, sheet.colours.text, 1.2);
    column.text(position(sheet, person.title, person.affiliation), type::second, sheet.colours.muted, 1.2);
    rule(column);
    column.body(slide.citation);
    prize_money(column, slide);
  });
}

/// How the words of all winners are set: alike, however long each name is.
constexpr Type name_type{Face::display, 4.2, 2.6, 1.12, 3, true};
constexpr Type position_type{Face::regular, 1.8, 1.5, 1.3, 4};

/// Name and position of one of several winners.
void introduce(Column& column, const AwardWinnerSlide& slide, const Person& person, const Type& name) {
  Sheet& sheet = column.sheet();
  column.text(sheet.words(person.name), name, sheet.colours.text, 1.4);
  std::string below = position(sheet, person.title, person.affiliation);
  if (below.empty()) below = award_winners(sheet, slide, 1);
  column.text(below, position_type, sheet.colours.muted, 0.5);
}

/// The winners side by side, each portrait above its words.
void winners_above(Sheet& sheet, const AwardWinnerSlide& slide, const std::vector<Area>& cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const Area& cell = cells[i];
    const double disc = std::min({17.0, cell.width * 0.72, cell.height - 10});
    // The portraits stand in one line, however many lines are below each.
    constexpr double words_height = 9;
    const double spare = std::max(0.0, cell.height - disc - words_height) * 0.4;
    const auto words = [&](Column& column) {
      column.block(0, static_cast<float>(sheet.px(disc)), [&](float, float y) {
        sheet.portrait_disc(slide.people[i], {cell.x + (cell.width - disc) / 2, sheet.units(y), disc, disc}, i);
      });
      Type name = name_type;
      name.most = 3.2;
      introduce(column, slide, slide.people[i], name);
    };
    fit_column(sheet, {cell.x + 1, cell.y + spare, cell.width - 2, cell.height - spare}, words, Align::centre,
               Stand::top);
  }
}

/// Each portrait at the left of its words.
void winners_beside(Sheet& sheet, const AwardWinnerSlide& slide, const std::vector<Area>& cells) {
  const double gap = sheet.shape() == Shape::square ? 1.8 : 2.4;
  const double share = sheet.shape() == Shape::square ? 0.26 : 0.4;
  const double disc = std::max(3.0, std::min({18.0, cells.front().width * share, cells.front().height - 2}));
  const double words_width = cells.front().width - disc - gap;
  Type name = name_type;
  const double u = sheet.px(10) / 10.0;
  for (const auto& person : slide.people) {
    const auto set = sheet.set(sheet.words(person.name), name, static_cast<float>(sheet.px(words_width)));
    if (!set.empty()) name.most = std::max(name.least, std::min(name.most, set.size / u));
  }
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const Area& cell = cells[i];
    sheet.portrait_disc(slide.people[i], {cell.x, cell.y + (cell.height - disc) / 2, disc, disc}, i);
    fit_column(sheet, {cell.x + disc + gap, cell.y, words_width, cell.height},
               [&](Column& column) { introduce(column, slide, slide.people[i], name); });
  }
}

void several_winners(Sheet& sheet, const AwardWinnerSlide& slide) {
  // There is room for the winners themselves only.
  if (!slide.citation.empty() || slide.sum) sheet.report_left_out();
  const Area stage = sheet.stage();
  const double top = sheet.portrait() ? 6 : slide.people.size() > 3 ? 4 : 5;
  Column head(sheet, static_cast<float>(sheet.px(stage.width)), {});
  head.kicker(sheet.slide.kicker.empty() ? award_and_year(sheet, slide) : sheet.words(sheet.slide.kicker),
              sheet.theme.award);
  Type title = type::title;
  title.max_lines = 2;
  if (slide.people.size() > 3) title.most = 4.4;  // their words need the room
  head.text(award_winners(sheet, slide, slide.people.size()), title, sheet.colours.text, 1.2);
  head.draw(static_cast<float>(sheet.px(margin)), static_cast<float>(sheet.px(top)));

  const auto count = slide.people.size();
  const Shape shape = sheet.shape();
  const bool beside = shape == Shape::tall || shape == Shape::panorama || count > 3;
  const std::size_t in_row = shape == Shape::tall ? 1 : shape != Shape::panorama && count > 3 ? 2 : count;
  const std::size_t rows = (count + in_row - 1) / in_row;
  const double first = top + sheet.units(head.height()) + (count > 3 ? 1.8 : 2.5);
  const double gap = beside ? 1.8 : 0;
  const double width = (stage.width - gap * static_cast<double>(in_row - 1)) / static_cast<double>(in_row);
  const double room = (stage.bottom() - first - gap * static_cast<double>(rows - 1)) / static_cast<double>(rows);
  const double height = beside ? std::min(room, 24.0) : room;
  const double spare = (room - height) * static_cast<double>(rows) / 2;
  std::vector<Area> cells;
  for (std::size_t i = 0; i < count; ++i) {
    cells.push_back({stage.x + (width + gap) * static_cast<double>(i % in_row),
                     first + spare * 0.6 + (height + gap) * static_cast<double>(i / in_row), width, height});
  }
  beside ? winners_beside(sheet, slide, cells) : winners_above(sheet, slide, cells);
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
