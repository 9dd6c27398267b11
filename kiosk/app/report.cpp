#include "app/report.h"

#include "base/format.h"
#include "base/version.h"
#include "parse/findings.h"
#include "parse/json.h"
#include "parse/problem_text.h"
#include "sync/alarm.h"

#include <algorithm>
#include <chrono>
#include <unistd.h>

namespace kiosk {
namespace {

using namespace std::chrono;

Json time_or_null(const std::optional<Instant>& t) {
  return t ? Json(to_iso(*t)) : Json();
}

Json expiry_of(const Edition& edition) {
  return edition.expires == Instant::max() ? Json() : Json(to_iso(edition.expires));
}

Json slide_of(const Look& look) {
  const Slide& slide = look.edition->document.slides[look.slide];
  return JsonObject{{"id", slide.id},
                    {"kind", kind_of(slide)},
                    {"language", look.language},
                    {"since", to_iso(look.since)},
                    {"until", to_iso(look.until)},
                    {"position", look.progress.position + 1},
                    {"count", look.progress.count},
                    {"takeover", look.takeover}};
}

Json update_of(const Report& report) {
  return JsonObject{{"last_contact", time_or_null(report.last_contact)},
                    {"next_try", time_or_null(report.next_try)},
                    {"failures", report.failures},
                    {"alarm", needs_staff(report.last_error, report.failures)},
                    {"code", report.last_error.code},
                    {"message", report.last_error.message}};
}

Json told_of(const Report& report) {
  if (!report.told) return {};
  return JsonObject{{"last", time_or_null(report.told->last)},
                    {"code", report.told->error.code},
                    {"message", report.told->error.message}};
}

std::string json_of(const Report& report, const Problems& problems) {
  return write_json(JsonObject{{"version", 1},
                               {"program", version()},
                               {"pid", ::getpid()},
                               {"screen", report.screen},
                               {"written", to_iso(report.now)},
                               {"started", to_iso(report.started)},
                               {"content", report.content_source},
                               {"generation", report.edition->generation},
                               {"slides", report.edition->document.slides.size()},
                               {"revision", report.edition->document.revision},
                               {"expires", expiry_of(*report.edition)},
                               {"expired", report.expired},
                               {"clock", report.clock == ClockTrust::trusted ? "trusted" : "untrusted"},
                               {"slide", slide_of(report.look)},
                               {"update", update_of(report)},
                               {"cache", JsonObject{{"code", report.unkept.code}, {"message", report.unkept.message}}},
                               {"report", told_of(report)},
                               {"starts", report.starts.all},
                               {"starts_after_crash", report.starts.after_crash},
                               {"late_frames", report.late_frames},
                               {"memory_bytes", report.memory_bytes},
                               {"ended", report.ended},
                               {"problems", to_json(problems)}});
}

Problem more_problems(std::size_t count) {
  Problem more;
  more.code = "problems.more";
  more.message = str("There are ", count, " problems more, which are not listed.");
  return more;
}

/// For a terminal: messages hold what the network said.
std::string text_at(const Json& json, std::string_view key) {
  const auto* member = json.member(key);
  const auto* text = member != nullptr ? member->value.as<std::string>() : nullptr;
  return text != nullptr ? printable(*text) : std::string();
}

double number_at(const Json& json, std::string_view key) {
  const auto* member = json.member(key);
  const auto* number = member != nullptr ? member->value.as<double>() : nullptr;
  return number != nullptr ? *number : 0;
}

bool is_true(const Json& json, std::string_view key) {
  const auto* member = json.member(key);
  const auto* flag = member != nullptr ? member->value.as<bool>() : nullptr;
  return flag != nullptr && *flag;
}

const Json& object_at(const Json& json, std::string_view key) {
  static const Json none;
  const auto* member = json.member(key);
  return member != nullptr ? member->value : none;
}

}  // namespace

std::string to_json(const Report& report, std::size_t most_bytes) {
  const auto& all = report.edition->problems;
  for (auto listed = all.size();; listed /= 2) {
    Problems problems(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(listed));
    if (listed < all.size()) problems.push_back(more_problems(all.size() - listed));
    auto text = json_of(report, problems);
    if (text.size() <= most_bytes || listed == 0) return text;
  }
}

News news_of(const Report& report) {
  return {.generation = report.edition->generation,
          .problems = report.edition->problems.size(),
          .takeover = report.look.takeover,
          .clock = report.clock,
          .expired = report.expired,
          .alarm = needs_staff(report.last_error, report.failures),
          .update_code = report.last_error.code,
          .cache_code = report.unkept.code};
}

Starts starts_after(std::string_view json) {
  Findings findings(json);
  const auto root = read_json(json, findings);
  if (!root) return {1, 0};
  const auto* ended = root->member("ended");
  const bool meant = ended == nullptr || ended->value.as<bool>() == nullptr || *ended->value.as<bool>();
  const auto count = [&](const char* key) { return static_cast<int>(std::clamp(number_at(*root, key), 0.0, 1e9)); };
  return {count("starts") + 1, count("starts_after_crash") + (meant ? 0 : 1)};
}

int pid_in_status(std::string_view json) {
  Findings findings(json);
  const auto root = read_json(json, findings);
  const double pid = root ? number_at(*root, "pid") : 0;
  return pid > 0 && pid < 1e9 ? static_cast<int>(pid) : 0;
}

Result<std::string> describe_status(std::string_view json, bool running) {
  Findings findings(json);
  const auto root = read_json(json, findings);
  if (!root || text_at(*root, "screen").empty()) return fail("status.unreadable", "this is no status of a screen");
  const Json& slide = object_at(*root, "slide");
  const Json& last_update = object_at(*root, "update");
  std::string text = str("screen      ", text_at(*root, "screen"), ", kiosk ", text_at(*root, "program"), ", since ",
                         text_at(*root, "started"), "\n");
  if (!running) text += str("NOT RUNNING now; this is what it last wrote, at ", text_at(*root, "written"), "\n");
  text +=
      str("on screen   ", text_at(slide, "id"), " (", text_at(slide, "kind"), ", ", text_at(slide, "language"), "), ",
          number_at(slide, "position"), " of ", number_at(slide, "count"), ", until ", text_at(slide, "until"), "\n");
  text += str("content     ", text_at(*root, "content").empty() ? "(none set)" : text_at(*root, "content"), "\n");
  text +=
      str("generation  ", text_at(*root, "generation").substr(0, 12), ", ", number_at(*root, "slides"), " slides\n");
  if (text_at(*root, "clock") == "untrusted")
    text += "clock       NOT TRUSTED: slides with dates wait until it is right\n";
  if (is_true(*root, "expired")) {
    text += str("EXPIRED     at ", text_at(*root, "expires"), ": calls, events and notices are no longer shown\n");
  }
  const auto contact = text_at(last_update, "last_contact");
  text += str("contact     ", contact.empty() ? "none since the start" : contact);
  if (const auto code = text_at(last_update, "code"); !code.empty()) {
    text += str("; failed ", number_at(last_update, "failures"), " times, next try ", text_at(last_update, "next_try"),
                "\n            ", code, ": ", text_at(last_update, "message"));
  }
  text += "\n";
  if (const Json& cache = object_at(*root, "cache"); !text_at(cache, "code").empty()) {
    text += str("cache       THE CONTENT IS ONLY IN MEMORY, and gone after a restart\n            ",
                text_at(cache, "code"), ": ", text_at(cache, "message"), "\n");
  }
  if (const Json& told = object_at(*root, "report"); told.as<JsonObject>() != nullptr) {
    const auto last = text_at(told, "last");
    text += str("report      ", last.empty() ? "none has arrived since the start" : "arrived at " + last, "\n");
    if (const auto code = text_at(told, "code"); !code.empty())
      text += str("            ", code, ": ", text_at(told, "message"), "\n");
  }
  const auto* problems = object_at(*root, "problems").as<JsonArray>();
  for (const auto& problem : problems != nullptr ? *problems : JsonArray{}) {
    text += str("problem     ", text_at(problem, "severity"), " in line ", number_at(problem, "line"), ": ",
                text_at(problem, "message"), " [", text_at(problem, "code"), "]\n");
  }
  return text;
}

}  // namespace kiosk
