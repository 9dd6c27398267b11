/// The program's own words, on the public screen and for those who write for it, in English, bokmål and nynorsk; any
/// other language gets English.
/// All of them stand in one table, in messages.cpp. Pure functions; any thread.
#pragma once

#include "model/slide.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace kiosk {

/// The arguments that a message takes stand behind it.
enum class Message {
  welcome,
  news,
  award_winner,          ///< count (of people)
  award_winner_of_year,  ///< count, year
  open_call,
  event,
  new_publication,
  report,
  person,
  picture,
  video,
  important_message,
  read_more,
  scan_with_phone,
  nominate_colleague,
  programme_and_sign_up,
  nominations_open,
  nominations_close,
  days_left,  ///< count; the words alone, without the number
  last_day,
  prizes,  ///< count, spelled (its words): see prizes()
  time,
  place,
  host,
  speakers,  ///< count
  today,
  today_at,  ///< time, as time_in_text() has it
  tomorrow,
  tomorrow_at,  ///< time
  now,
  cancelled,
  from_funder,   ///< funder
  awarded_by,    ///< who
  presented_on,  ///< date
  since,         ///< year
  editor,        ///< count
  and_others,    ///< name (of the first)

  // To those who write slides, about what the audience cannot see or read.
  text_cut,  ///< text (its first words), count (of characters too many)
  left_out,
  letters_missing,      ///< letters, count (of them)
  text_unreadable,      ///< text, distance (in metres), count (of characters too many; 0 where fewer would not help)
  text_small,           ///< the same
  headline_long,        ///< count (of words)
  body_long,            ///< count (of words)
  code_small,           ///< distance
  contrast_on_picture,  ///< text, ratio
  contrast_on_ground,   ///< text, ratio
  on_slide,             ///< id, what
  on_some_slides,       ///< id, where (a language, a shape of screen, or both), what
  wide_screen,
  upright_screen,
  theme_not_here,    ///< name
  theme_unusable,    ///< name
  picture_unusable,  ///< src, id (of the slide), why
  logo_unusable,     ///< src, why

  // The report of `kiosk check` and `kiosk render`.
  error,
  warning,
  problem_counts,      ///< errors, warnings
  slides_shown,        ///< count, total
  slides_over,         ///< count
  slides_with_errors,  ///< count
  screens_keep,
  theme_usable,
  theme_not_usable,
  legible_for,  ///< width, height, diagonal (in inches), distance
  headline,
  body,
  label,
  code,
  verdict_accessible,
  verdict_good,
  verdict_warning,
  verdict_error,
  seen_text,  ///< height (in mm), contrast
  seen_code,  ///< height, distance
  what_accessible_means,
};
inline constexpr Message last_message = Message::what_accessible_means;

struct Argument {
  std::string name;
  std::variant<std::string, std::int64_t, double> value;
  bool operator==(const Argument&) const = default;
};

/// message(Message::since, "nb", {{"year", 1954}}) is "Siden 1954".
std::string message(Message id, std::string_view language, const std::vector<Argument>& arguments = {});

/// A number that is drawn huge, and the words below it: "10" and "days left", "1" and "day left".
struct Countdown {
  std::string number;
  std::string words;
};
Countdown days_left(std::int64_t days, std::string_view language);

/// "one prize", "two prizes", "13 prizes"; "én pris", "to priser".
std::string prizes(std::int64_t count, std::string_view language);

/// The slide's own kicker, else that of its kind.
std::string kicker(const Slide& slide, std::string_view language);

}  // namespace kiosk
