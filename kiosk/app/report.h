/// What staff can see of a running screen: status.json, and how `kiosk status` says it. Pure functions.
#pragma once

#include "app/director.h"
#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kiosk {

/// How often this screen began. Counted from one status.json to the next.
struct Starts {
  int all = 0;
  int after_crash = 0;  ///< how many of the ends before were not meant: a crash, a kill, the power
};

/// What came of telling the desk (app/reporter.h).
struct Told {
  std::optional<Instant> last;  ///< when a report arrived
  Error error;                  ///< of the newest one; code "" where it arrived, or there was none yet
};

struct Report {
  std::string screen;
  std::string content_source;  ///< the setting
  Instant started;
  Instant now;
  Look look;           ///< what is on
  EditionPtr edition;  ///< the newest content; a slide of the one before may still be on
  std::optional<Instant> last_contact;
  Error last_error;  ///< of the last update; code "" when it went well
  int failures = 0;  ///< in a row
  std::optional<Instant> next_try;
  Error unkept;  ///< why the content is only in memory; code "" where it is on the disk
  Starts starts;
  std::uint64_t late_frames = 0;   ///< of fades, since the start
  std::uint64_t memory_bytes = 0;  ///< that the program holds in RAM
  bool ended = false;              ///< the show is over, as it was meant to be
  ClockTrust clock = ClockTrust::trusted;
  bool expired = false;      ///< the newest content is past its `expires`
  std::optional<Told> told;  ///< nothing where no desk is set
};

/// status.json, format version 1. Where it would be longer than `most_bytes` it lists fewer of the problems.
std::string to_json(const Report& report, std::size_t most_bytes = std::string::npos);

/// What of a report the desk should hear as soon as it changes.
struct News {
  std::string generation;
  std::size_t problems = 0;
  bool takeover = false;
  ClockTrust clock = ClockTrust::trusted;
  bool expired = false;
  bool alarm = false;
  std::string update_code;
  std::string cache_code;
  bool operator==(const News&) const = default;
};
News news_of(const Report& report);

/// metrics.prom: the same in figures, for the textfile collector of Prometheus' node exporter.
std::string to_metrics(const Report& report);

/// The starts with the one that begins now, from the status.json of the time before ("" where there is none).
Starts starts_after(std::string_view json);

/// The process that wrote this status.json, or 0.
int pid_in_status(std::string_view json);

/// A few lines for a terminal, from the text of status.json; `running` says whether its process is there. Errors:
/// status.unreadable.
Result<std::string> describe_status(std::string_view json, bool running);

}  // namespace kiosk
