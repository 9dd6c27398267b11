#include "app/crash_guard.h"

#include "base/file.h"
#include "base/format.h"
#include "base/log.h"
#include "base/version.h"

#include <algorithm>

namespace kiosk {
namespace {

constexpr std::uint64_t largest_file = 64ULL << 10;
/// What the slides that were made in this run are remembered for: to write less. A few generations' worth.
constexpr std::size_t most_harmless = 10'000;

Suspect step_of(const std::string& generation, CrashGuard::Step step) {
  return {generation, "", step == CrashGuard::Step::reading ? "reading" : "playing"};
}

std::string short_name(const Suspect& suspect) {
  const auto generation = "generation " + suspect.generation.substr(0, 12);
  return suspect.slide.empty() ? generation : str("slide \"", suspect.slide, "\" of ", generation);
}

}  // namespace

CrashGuard::CrashGuard(std::filesystem::path file, std::optional<Fault> fault, const Clock& clock)
    : file_(std::move(file)), clock_(clock) {
  const auto left = read_file(file_, largest_file);
  if (!left) return;
  crashes_ = crashes_after(*left, version(), fault, clock_.wall());
  for (const auto& [suspect, times, last] : crashes_.counts) {
    if (times < Crashes::most_times) continue;
    log::warn("content.set_aside",
              str(short_name(suspect), " ended the program ", times, " times, and is left out for a day"));
  }
  // What the run before was trying is judged, and nothing against this one.
  if (to_text(crashes_, version()) == *left) return;
  note();
  noted(patience);
}

Result<void> CrashGuard::accept(const std::string& generation) const {
  const std::lock_guard lock(mutex_);
  if (!crashes_.is_set_aside(generation, clock_.wall())) return {};
  return fail("content.set_aside", "it ended the program before, more than once");
}

std::vector<std::string> CrashGuard::slides_set_aside(const std::string& generation) const {
  const std::lock_guard lock(mutex_);
  return crashes_.slides_set_aside(generation, clock_.wall());
}

void CrashGuard::try_generation(const std::string& generation, Step step) {
  mark_overflows_of_this_thread();
  {
    const std::lock_guard lock(mutex_);
    const Suspect suspect{generation, "", ""};
    if (harmless_.contains(step_of(generation, step)) || std::ranges::count(crashes_.trying, suspect) > 0) return;
    std::erase_if(crashes_.trying, [](const Suspect& s) { return s.slide.empty(); });
    crashes_.trying.push_back(suspect);
    note();
  }
  noted(patience);
}

void CrashGuard::give_up() {
  const std::lock_guard lock(mutex_);
  const auto erased = std::erase_if(crashes_.trying, [this](const Suspect& s) {
    if (s.slide.empty()) harmless_.insert(step_of(s.generation, Step::reading));
    return s.slide.empty();
  });
  if (erased > 0) note();
}

bool CrashGuard::begin(const Suspect& suspect) {
  {
    const std::lock_guard lock(mutex_);
    if (harmless_.contains(suspect)) return false;
    crashes_.trying.push_back(suspect);
    note();
  }
  noted(patience);
  return true;
}

void CrashGuard::end(const Suspect& suspect) {
  const std::lock_guard lock(mutex_);
  if (harmless_.size() > most_harmless) harmless_.clear();
  harmless_.insert(suspect);
  for (const auto step : {Step::reading, Step::playing}) harmless_.insert(step_of(suspect.generation, step));
  const auto is_well = [&](const Suspect& s) { return s == suspect || s == Suspect{suspect.generation, "", ""}; };
  std::erase_if(crashes_.trying, is_well);
  std::erase_if(crashes_.counts, [&](const Crashes::Count& c) { return is_well(c.suspect); });
  note();
}

void CrashGuard::note() {
  notes_.write(file_, to_text(crashes_, version()));
}

CrashGuard::Making::Making(CrashGuard& guard, Suspect suspect)
    : guard_(guard), suspect_(std::move(suspect)), is_new_(guard_.begin(suspect_)) {}

CrashGuard::Making::~Making() {
  if (is_new_) guard_.end(suspect_);
}

}  // namespace kiosk
