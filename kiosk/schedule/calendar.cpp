#include "schedule/calendar.h"

#include <algorithm>
#include <map>
#include <utility>

namespace kiosk {
namespace {

using namespace std::chrono;

constexpr minutes whole_day{24 * 60};

/// A week and a day twice over: hours that fall into the one that DST leaves out miss a week.
constexpr Millis settled_weeks = days{15};

Date plus_days(Date date, int count) {
  return Date{sys_days{date} + days{count}};
}

std::optional<Weekly> weekly_of(const Slide& slide) {
  if (slide.days.empty() && !slide.hours) return std::nullopt;
  Weekly weekly;
  if (!slide.days.empty()) weekly.days = 0;
  for (const auto day : slide.days) weekly.days |= 1U << day.c_encoding();
  if (slide.hours) {
    weekly.opens = slide.hours->start;
    weekly.closes = slide.hours->end > slide.hours->start ? slide.hours->end : slide.hours->end + whole_day;
  }
  return weekly;
}

/// What the kind of slide says of its time.
class Narrow {
 public:
  Narrow(Period& period, const Zone& zone) : period_(period), zone_(zone) {}

  void not_before(const When& when) { period_.from = std::max(period_.from, zone_.instant(when, DayEdge::start)); }
  void not_after(const When& when) { period_.until = std::min(period_.until, zone_.instant(when, DayEdge::end)); }

  void operator()(const AwardCallSlide& call) {
    if (call.opens) not_before(*call.opens);
    not_after(call.deadline);
  }
  void operator()(const EventSlide& event) {
    if (event.end && !event.all_day) {
      not_after(*event.end);
    } else {
      not_after({zone_.date_of(event.end.value_or(event.start)), {}, {}});
    }
  }
  template <class Other>
  void operator()(const Other&) {}

 private:
  Period& period_;
  const Zone& zone_;
};

}  // namespace

Period period_of(const Slide& slide, const Zone& zone) {
  Period period;
  period.weekly = weekly_of(slide);
  Narrow narrow(period, zone);
  if (slide.from) narrow.not_before(*slide.from);
  if (slide.until) narrow.not_after(*slide.until);
  std::visit(narrow, slide.content);
  const auto* notice = notice_of(slide);
  if (notice != nullptr && notice->level != NoticeLevel::info && !slide.until) period.until = Instant::min();
  return period;
}

Calendar::Calendar(const std::vector<Period>& periods, Zone zone) : zone_(std::move(zone)) {
  std::map<Weekly, std::size_t> known;
  for (const auto& period : periods) {
    Span span{period.from, period.until, {}};
    if (span.from != Instant::min()) edges_.push_back(span.from);
    if (span.until != Instant::max() && span.until != Instant::min()) edges_.push_back(span.until);
    if (period.weekly) {
      const auto [entry, is_new] = known.try_emplace(*period.weekly, weeklies_.size());
      span.weekly = entry->second;
      if (is_new) {
        weeklies_.push_back(*period.weekly);
        minutes_.push_back(period.weekly->opens % whole_day);
        minutes_.push_back(period.weekly->closes % whole_day);
      }
    }
    spans_.push_back(span);
  }
  const auto tidy = [](auto& values) {
    std::ranges::sort(values);
    values.erase(std::unique(values.begin(), values.end()), values.end());
  };
  tidy(edges_);
  tidy(minutes_);
}

bool Calendar::open(const Weekly& weekly, Instant t, Date today) const {
  for (const int shift : {-1, 0, 1}) {  // yesterday's hours may run past midnight; clocks may go back over it
    const Date day = plus_days(today, shift);
    if ((weekly.days & 1U << weekday{sys_days{day}}.c_encoding()) == 0) continue;
    if (t >= zone_.instant(day, weekly.opens) && t < zone_.instant(day, weekly.closes)) return true;
  }
  return false;
}

std::vector<std::size_t> Calendar::open_at(Instant t) const {
  std::vector<bool> in_week;
  if (!weeklies_.empty()) {
    const Date today = zone_.local(t).date;
    for (const auto& weekly : weeklies_) in_week.push_back(open(weekly, t, today));
  }
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < spans_.size(); ++i) {
    const Span& span = spans_[i];
    if (t >= span.from && t < span.until && (!span.weekly || in_week[*span.weekly])) found.push_back(i);
  }
  return found;
}

Instant Calendar::last_boundary(Instant t) const {
  const auto edge = std::ranges::upper_bound(edges_, t);
  Instant last = edge == edges_.begin() ? Instant::min() : *std::prev(edge);
  if (minutes_.empty()) return last;
  const Date today = zone_.local(t).date;
  for (const int shift : {-2, -1, 0, 1}) {
    for (const auto minute : minutes_) {
      const Instant boundary = zone_.instant(plus_days(today, shift), minute);
      if (boundary <= t) last = std::max(last, boundary);
    }
  }
  return last;
}

Instant Calendar::next_boundary(Instant t) const {
  const auto edge = std::ranges::upper_bound(edges_, t);
  Instant next = edge == edges_.end() ? Instant::max() : *edge;
  if (minutes_.empty()) return next;
  const Date today = zone_.local(t).date;
  for (const int shift : {-1, 0, 1, 2}) {
    for (const auto minute : minutes_) {
      const Instant boundary = zone_.instant(plus_days(today, shift), minute);
      if (boundary > t) next = std::min(next, boundary);
    }
  }
  return next;
}

Instant Calendar::next_change(Instant t) const {
  const auto now = open_at(t);
  Instant settled = t;  // since then only the weeks go round
  for (Instant c = next_boundary(t); c != Instant::max(); c = next_boundary(c)) {
    if (c > settled + settled_weeks) {
      const auto edge = std::ranges::lower_bound(edges_, c);
      if (edge == edges_.end()) return Instant::max();
      c = *edge;
    }
    if (std::ranges::binary_search(edges_, c)) settled = c;
    if (open_at(c) != now) return c;
  }
  return Instant::max();
}

}  // namespace kiosk
