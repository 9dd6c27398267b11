#include "layout/figure.h"
#include "layout/kinds.h"
#include "locale/format.h"

#include <algorithm>

namespace kiosk {
namespace {

using namespace std::chrono;

/// A leaf of a calendar: month, day, weekday.
void date_leaf(Sheet& sheet, const Date& date, const Area& leaf) {
  sheet.add(Fill{sheet.box(leaf), sheet.theme.badge, static_cast<float>(sheet.px(2))});
  const Language& language = sheet.setting.language;
  const Colour ink = sheet.theme.on_panel;
  const double day = std::min({14.5, leaf.width * 0.62, leaf.height * 0.46});
  fit_column(
      sheet, {leaf.x + 1.5, leaf.y + 1.5, leaf.width - 3, leaf.height - 3},
      [&](Column& column) {
        column.text(month_name(date, language), {Face::semibold, 2.8, 2, 1.2, 1}, ink, 0);
        column.text(day_number(date, language),
                    {Face::display, day, day * 0.6, 1.08, 1, true, 0, TextRole::label, true}, ink, 0.2);
        column.text(weekday_name(date, language), {Face::regular, 2.3, 1.8, 1.2, 1}, ink, 0.2);
      },
      Align::centre);
}

Figure leaf_of(Sheet& sheet, const Date& date) {
  const auto draw = [&sheet, date](const Area& leaf) { date_leaf(sheet, date, leaf); };
  switch (sheet.shape()) {
    case Shape::tall:
      return {sheet.width() - 2 * margin, std::clamp(sheet.height() * 0.26, 18.0, 25.0), draw};
    case Shape::square:
      return {19, 24, draw};
    case Shape::wide:
      return {24, std::min(36.0, sheet.stage().height - 4), draw};
    case Shape::panorama:
      return {30, std::min(38.0, sheet.stage().height - 4), draw};
  }
  return {};
}

struct Row {
  std::string label;
  std::string value;
  bool whole = false;  ///< never cut: a time
};

/// All of one size. They are the program's own words, so they shrink and are never cut.
std::vector<Paragraph> labels_of(Column& column, const std::vector<Row>& rows) {
  const Sheet& sheet = column.sheet();
  const float room = column.width() * 0.45F;
  Type type = column.squeezed({Face::regular, 2.2, 2, 1.5, 1, false, 0, TextRole::label, true});
  for (const auto& row : rows)
    type.most = std::min(type.most, sheet.units(static_cast<float>(sheet.set(row.label, type, room).size)));
  std::vector<Paragraph> labels;
  for (const auto& row : rows) labels.push_back(sheet.set(row.label, type, room));
  return labels;
}

/// "Time  09:00–15:30" and its like: labels in one column, values in the next.
void rows(Column& column, const std::vector<Row>& rows) {
  Sheet& sheet = column.sheet();
  const Type value_type{Face::medium, 2.2, 2, 1.5, 2};
  const auto labels = labels_of(column, rows);
  float label_width = 0;
  for (const auto& label : labels) label_width = std::max(label_width, label.width());
  const float indent = label_width + static_cast<float>(sheet.px(2));
  double gap = 1.8;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    Type type = column.squeezed(value_type);
    type.whole = rows[i].whole;
    const auto value = sheet.set(rows[i].value, type.whole ? type : column.shortened(type), column.width() - indent);
    if (value.empty()) continue;
    column.block(std::exchange(gap, 0.0), value.height(), [&sheet, label = labels[i], value, indent](float x, float y) {
      sheet.put(label, x, y + value.baseline - label.baseline, sheet.colours.muted);
      sheet.put(value, x + indent, y, sheet.colours.text);
    });
  }
}

/// An evening that ends after midnight is still of the day on which it began.
bool one_evening(const EventSlide& slide) {
  if (!slide.end || !slide.end->time || !slide.start.time) return false;
  return sys_days{slide.end->date} == sys_days{slide.start.date} + days{1} && *slide.end->time < *slide.start.time;
}

/// Only what somebody wrote an end for: a lunch without one is not on in the evening.
bool running(const Setting& setting, const EventSlide& slide) {
  return slide.end && setting.now >= setting.zone.instant(slide.start, DayEdge::start) &&
         setting.now < setting.zone.instant(*slide.end, DayEdge::end);
}

/// When it is, as one would say it today: "Today, 09:00–15:30", "Now, 20:00–01:00", "3–6 June 2026".
std::string time_of(const Sheet& sheet, const EventSlide& slide) {
  const Setting& setting = sheet.setting;
  const Language& language = setting.language;
  const Date first = slide.start.date;
  const Date last = slide.end && !one_evening(slide) ? slide.end->date : first;
  const bool whole_days = slide.all_day || !slide.start.time;
  std::string hours;
  if (!whole_days) {
    hours = slide.end && slide.end->time && last == first ? time_range(*slide.start.time, *slide.end->time, language)
                                                          : time_in_text(*slide.start.time, language);
  }
  if (last != first) {
    const auto dates = date_range(first, last, language);
    return hours.empty() ? dates : dates + ", " + hours;
  }
  const Date today = setting.zone.local(setting.now).date;
  const auto away = (sys_days{first} - sys_days{today}).count();
  std::string when = hours;
  if (!hours.empty() && running(setting, slide)) {
    when = sheet.say(Message::now) + ", " + hours;
  } else if (away == 0) {
    when = hours.empty() ? sheet.say(Message::today) : sheet.say(Message::today_at, {{"time", hours}});
  } else if (away == 1) {
    when = hours.empty() ? sheet.say(Message::tomorrow) : sheet.say(Message::tomorrow_at, {{"time", hours}});
  } else if (hours.empty()) {
    when = long_date(first, language);
  }
  return capitalised(when, language);
}

std::string names_of(const Sheet& sheet, const std::vector<Person>& people) {
  std::string names;
  for (const auto& person : people) {
    if (!names.empty()) names += ", ";
    names += sheet.words(person.name);
    if (people.size() == 1 && !person.title.empty()) names += ", " + sheet.words(person.title);
  }
  return names;
}

/// One person is the host, several are the speakers.
std::string people_label(const Sheet& sheet, std::size_t count) {
  if (count < 2) return sheet.say(Message::host);
  return sheet.say(Message::speakers, {{"count", static_cast<std::int64_t>(count)}});
}

/// The moment by the institute's own clocks.
When local(const When& when, const Zone& zone) {
  if (!when.offset || !when.time) return {when.date, when.time, {}};
  const auto there = zone.local(zone.instant(when, DayEdge::start));
  return {there.date, there.time_of_day, {}};
}

}  // namespace

void compose_kind(Sheet& sheet, const EventSlide& as_written) {
  EventSlide slide = as_written;
  slide.start = local(slide.start, sheet.setting.zone);
  if (slide.end) slide.end = local(*slide.end, sheet.setting.zone);
  const bool cancelled = slide.status == EventStatus::cancelled;
  const auto fill = [&](Column& column) {
    if (cancelled) {
      column.kicker(sheet.say(Message::cancelled), sheet.theme.notice);
    } else {
      column.kicker(sheet.kicker());
    }
    column.title(sheet.words(slide.title), cancelled);
    rows(column, {{sheet.say(Message::time), time_of(sheet, slide), true},
                  {sheet.say(Message::place), sheet.words(slide.place)},
                  {people_label(sheet, slide.people.size()), names_of(sheet, slide.people)}});
    column.body(slide.lead);
  };
  compose_beside(sheet, leaf_of(sheet, slide.start.date), sheet.slide.url, sheet.say(Message::programme_and_sign_up),
                 fill);
  sheet.foot();
}

}  // namespace kiosk
