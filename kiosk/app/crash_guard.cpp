#include "app/crash_guard.h"

#include "base/file.h"
#include "base/format.h"
#include "base/log.h"
#include "base/text.h"
#include "base/version.h"

#include <algorithm>

namespace kiosk {
namespace {

constexpr std::uint64_t largest_file = 64ULL << 10;
/// What the slides that were made in this run are remembered for: to write less. A few generations' worth.
constexpr std::size_t most_harmless = 10'000;

/// How a step with a whole generation stands beside the languages of slides.
const char* key(CrashGuard::Step step) {
  return step == CrashGuard::Step::reading ? "reading" : "playing";
}

std::string short_name(const Suspect& suspect) {
  const auto generation = "generation " + suspect.generation.substr(0, 12);
  return suspect.slide.empty() ? generation : str("slide \"", suspect.slide, "\" of ", generation);
}

}  // namespace

Run this_run() {
  const auto boot = read_file("/proc/sys/kernel/random/boot_id", largest_file).value_or("");
  return {std::string(version()), std::string(trimmed(boot))};
}

CrashGuard::CrashGuard(std::filesystem::path file, Run run) : file_(std::move(file)), run_(std::move(run)) {
  const auto left = read_file(file_, largest_file);
  if (!left) return;
  crashes_ = crashes_after(*left, run_);
  for (const auto& [suspect, times] : crashes_.counts) {
    if (!crashes_.is_set_aside(suspect)) continue;
    log::warn("content.set_aside", str(short_name(suspect), " ended the program ", times, " times, and is left out"));
  }
  if (!crashes_.counts.empty()) note();
}

Result<void> CrashGuard::accept(const std::string& generation) const {
  const std::lock_guard lock(mutex_);
  if (!crashes_.is_set_aside({generation, ""})) return {};
  return fail("content.set_aside", "it ended the program before, more than once");
}

std::vector<std::string> CrashGuard::slides_set_aside(const std::string& generation) const {
  const std::lock_guard lock(mutex_);
  std::vector<std::string> ids;
  for (const auto& [suspect, times] : crashes_.counts) {
    if (suspect.generation == generation && !suspect.slide.empty() && crashes_.is_set_aside(suspect)) {
      ids.push_back(suspect.slide);
    }
  }
  return ids;
}

void CrashGuard::try_generation(const std::string& generation, Step step) {
  {
    const std::lock_guard lock(mutex_);
    const Suspect suspect{generation, ""};
    if (harmless_.contains({suspect, key(step)}) || std::ranges::count(crashes_.trying, suspect) > 0) return;
    std::erase_if(crashes_.trying, [](const Suspect& s) { return s.slide.empty(); });
    crashes_.trying.push_back(suspect);
    note();
  }
  noted(patience);
}

void CrashGuard::give_up() {
  const std::lock_guard lock(mutex_);
  const auto erased = std::erase_if(crashes_.trying, [this](const Suspect& s) {
    if (s.slide.empty()) harmless_.insert({s, key(Step::reading)});
    return s.slide.empty();
  });
  if (erased > 0) note();
}

bool CrashGuard::begin(const Suspect& suspect, const std::string& language) {
  {
    const std::lock_guard lock(mutex_);
    if (harmless_.contains({suspect, language})) return false;
    crashes_.trying.push_back(suspect);
    note();
  }
  noted(patience);
  return true;
}

void CrashGuard::end(const Suspect& suspect, const std::string& language) {
  const std::lock_guard lock(mutex_);
  if (harmless_.size() > most_harmless) harmless_.clear();
  harmless_.insert({suspect, language});
  const Suspect whole{suspect.generation, ""};
  for (const auto step : {Step::reading, Step::playing}) harmless_.insert({whole, key(step)});
  std::erase_if(crashes_.trying, [&](const Suspect& s) { return s == suspect || s == whole; });
  note();
}

void CrashGuard::note() {
  notes_.write(file_, to_text(crashes_, run_));
}

CrashGuard::Making::Making(CrashGuard& guard, Suspect suspect, std::string language)
    : guard_(guard),
      suspect_(std::move(suspect)),
      language_(std::move(language)),
      is_new_(guard.begin(suspect_, language_)) {}

CrashGuard::Making::~Making() {
  if (is_new_) guard_.end(suspect_, language_);
}

}  // namespace kiosk
