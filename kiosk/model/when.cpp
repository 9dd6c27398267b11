#include "model/when.h"

#include <cstdio>

namespace kiosk {
namespace {

using namespace std::chrono;

/// Takes exactly `digits` digits from the front of `text`.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return std::nullopt;
  int value = 0;
  for (const char c : text.substr(0, digits)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  text.remove_prefix(digits);
  return value;
}

bool take(std::string_view& text, char c) {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

/// "HH:MM"
std::optional<minutes> take_minutes(std::string_view& text, int last_hour) {
  const auto h = take_number(text, 2);
  if (!h || !take(text, ':')) return std::nullopt;
  const auto m = take_number(text, 2);
  if (!m || *h > last_hour || *m > 59 || (*h == 24 && *m != 0)) return std::nullopt;
  return hours{*h} + minutes{*m};
}

std::optional<Date> take_date(std::string_view& text) {
  const auto y = take_number(text, 4);
  if (!y || !take(text, '-')) return std::nullopt;
  const auto m = take_number(text, 2);
  if (!m || !take(text, '-')) return std::nullopt;
  const auto d = take_number(text, 2);
  if (!d) return std::nullopt;
  const Date date{year{*y}, month{static_cast<unsigned>(*m)}, day{static_cast<unsigned>(*d)}};
  if (!date.ok() || *y < 1970) return std::nullopt;
  return date;
}

/// "Z", "+01:00", "-02:30"
std::optional<minutes> take_offset(std::string_view& text) {
  if (take(text, 'Z')) return minutes{0};
  const bool west = text.starts_with('-');
  if (!take(text, '+') && !take(text, '-')) return std::nullopt;
  const auto offset = take_minutes(text, 14);
  if (!offset) return std::nullopt;
  return west ? -*offset : *offset;
}

template <class... Args>
std::string printed(const char* format, Args... args) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, format, args...);
  return buffer;
}

std::string clock_time(minutes m) {
  return printed("%02d:%02d", static_cast<int>(m.count() / 60), static_cast<int>(m.count() % 60));
}

}  // namespace

std::optional<When> parse_when(std::string_view text) {
  const auto date = take_date(text);
  if (!date) return std::nullopt;
  When when{*date, {}, {}};
  if (text.empty()) return when;
  if (!take(text, 'T')) return std::nullopt;
  const auto time = take_minutes(text, 23);
  if (!time) return std::nullopt;
  when.time = *time;
  if (take(text, ':')) {
    const auto s = take_number(text, 2);
    if (!s || *s > 59) return std::nullopt;
    *when.time += seconds{*s};
  }
  if (text.empty()) return when;
  when.offset = take_offset(text);
  if (!when.offset || !text.empty()) return std::nullopt;
  return when;
}

std::string to_string(const When& when) {
  std::string text = printed("%04d-%02u-%02u", static_cast<int>(when.date.year()),
                             static_cast<unsigned>(when.date.month()), static_cast<unsigned>(when.date.day()));
  if (!when.time) return text;
  text += 'T' + clock_time(floor<minutes>(*when.time));
  if (const auto s = *when.time % minutes{1}; s.count() != 0) text += printed(":%02d", static_cast<int>(s.count()));
  if (!when.offset) return text;
  if (*when.offset == minutes{0}) return text + 'Z';
  return text + (*when.offset < minutes{0} ? '-' : '+') + clock_time(abs(*when.offset));
}

std::optional<Hours> parse_hours(std::string_view text) {
  const auto start = take_minutes(text, 23);
  if (!start || !take(text, '-')) return std::nullopt;
  const auto end = take_minutes(text, 24);
  if (!end || !text.empty() || *start == *end) return std::nullopt;
  return Hours{*start, *end};
}

std::string to_string(const Hours& hours) {
  return clock_time(hours.start) + '-' + clock_time(hours.end);
}

}  // namespace kiosk
