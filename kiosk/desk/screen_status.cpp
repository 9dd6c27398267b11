#include "desk/screen_status.h"

#include "base/format.h"
#include "desk/form_values.h"
#include "editorial/stored_json.h"
#include "model/when.h"

#include <cmath>

namespace kiosk {
namespace {

const Json& member_of(const Json& json, std::string_view key) {
  static const Json none;
  const auto* member = json.member(key);
  return member != nullptr ? member->value : none;
}

bool is_true(const Json& json, std::string_view key) {
  const auto* flag = member_of(json, key).as<bool>();
  return flag != nullptr && *flag;
}

/// As base/clock.h's to_iso writes it.
std::optional<Instant> instant_at(const Json& json, std::string_view key) {
  const auto text = text_at(json, key);
  const auto when =
      parse_when(std::string(text.substr(0, text.find('.'))) + (text.find('.') == std::string_view::npos ? "" : "Z"));
  if (!when || !when->time) return std::nullopt;
  return Instant{std::chrono::sys_days(when->date) + *when->time - when->offset.value_or(std::chrono::minutes{0})};
}

std::vector<std::string> troubles_in(const Json& status, const ScreenStatus& read, std::uint64_t newest,
                                     const Translator& tr) {
  std::vector<std::string> troubles;
  if (read.revision != 0 && read.revision < newest) {
    troubles.push_back(tr("It shows number {0} of what was published; the newest is {1}.", read.revision, newest));
  }
  if (is_true(status, "ended")) troubles.push_back(tr("The program was ended."));
  if (is_true(status, "expired"))
    troubles.push_back(tr("Its content is too old: calls, events and notices are not shown."));
  if (text_at(status, "clock") == "untrusted")
    troubles.push_back(tr("Its clock is wrong: slides with dates wait until it is right."));
  const auto off = std::chrono::abs(read.ahead);
  if (off > std::chrono::minutes{2}) {
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(off).count();
    troubles.push_back(read.ahead > std::chrono::seconds{0}
                           ? tr.count(minutes, "Its clock is {0} minute ahead.", "Its clock is {0} minutes ahead.")
                           : tr.count(minutes, "Its clock is {0} minute behind.", "Its clock is {0} minutes behind."));
  }
  const Json& update = member_of(status, "update");
  if (is_true(update, "alarm")) troubles.push_back(tr("It cannot fetch new content: {0}", text_at(update, "message")));
  const Json& cache = member_of(status, "cache");
  if (!text_at(cache, "code").empty())
    troubles.push_back(tr("It cannot keep its content: {0}", text_at(cache, "message")));
  const auto* problems = member_of(status, "problems").as<JsonArray>();
  if (problems != nullptr && !problems->empty()) {
    troubles.push_back(tr.count(static_cast<std::int64_t>(problems->size()), "{0} remark about its content: {1}",
                                "{0} remarks about its content, the first: {1}",
                                text_at(problems->front(), "message")));
  }
  return troubles;
}

}  // namespace

ScreenStatus status_of(const ScreenRecord& screen, std::uint64_t newest_revision, Instant now, const Translator& tr) {
  ScreenStatus read;
  if (!screen.reported) return read;
  const Json status = parse_stored(screen.status);
  read.program = text_at(status, "program");
  if (const auto* revision = member_of(status, "revision").as<double>(); revision != nullptr && *revision >= 0) {
    read.revision = static_cast<std::uint64_t>(std::min(*revision, 9e15));
  }
  const Json& slide = member_of(status, "slide");
  read.slide = text_at(slide, "id");
  read.language = text_at(slide, "language");
  if (const auto written = instant_at(status, "written")) {
    read.ahead = std::chrono::duration_cast<std::chrono::seconds>(*written - *screen.reported);
  }
  read.troubles = troubles_in(status, read, newest_revision, tr);
  const bool silent = now - *screen.reported > silence;
  read.state = silent ? ScreenState::silent : read.troubles.empty() ? ScreenState::well : ScreenState::troubled;
  return read;
}

}  // namespace kiosk
