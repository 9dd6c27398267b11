#include "app/crashes.h"

#include "base/format.h"
#include "base/text.h"
#include "store/sealed.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <set>

namespace kiosk {
namespace {

using namespace std::chrono_literals;

/// More is of no use: what is newer pushes out what is older.
constexpr std::size_t most_counts = 64;
constexpr Millis set_aside_for = 24h;

template <typename Number>
Number number(std::string_view text) {
  Number n = 0;
  std::from_chars(text.data(), text.data() + text.size(), n);
  return n;
}

/// A clock that was wrong then, or is now, must not set anything aside for years: what is to come is no more recent
/// than what was.
bool is_recent(const Crashes::Count& count, Instant now) {
  return count.last - now < set_aside_for && now - count.last < set_aside_for;
}

void count(std::vector<Crashes::Count>& counts, const Suspect& suspect, Instant now) {
  const auto known = std::ranges::find(counts, suspect, &Crashes::Count::suspect);
  const int times = known != counts.end() ? known->times : 0;
  if (known != counts.end()) counts.erase(known);
  counts.push_back({suspect, times + 1, now});
  if (counts.size() > most_counts) counts.erase(counts.begin());
}

/// What the fault is blamed on, of what was being tried. A fault in the making of a slide, or a hang, is the slide's
/// rather than its generation's; one that came from elsewhere, such as a driver, says nothing against the slide.
const Suspect* blamed(const std::vector<Suspect>& trying, Fault fault) {
  const auto is_slide = [](const Suspect& s) { return !s.slide.empty(); };
  if (fault == Fault::at_work) {
    if (const auto slide = std::ranges::find_if(trying, is_slide); slide != trying.end()) return &*slide;
  }
  const auto whole = std::ranges::find_if_not(trying, is_slide);
  return whole != trying.end() ? &*whole : nullptr;
}

}  // namespace

std::vector<std::string> Crashes::slides_set_aside(const std::string& generation, Instant now) const {
  std::set<std::string> ids;
  for (const auto& c : counts) {
    if (c.suspect.generation != generation || c.suspect.slide.empty()) continue;
    if (c.times >= most_times && is_recent(c, now)) ids.insert(c.suspect.slide);
  }
  return {ids.begin(), ids.end()};
}

bool Crashes::is_set_aside(const std::string& generation, Instant now) const {
  if (slides_set_aside(generation, now).size() >= most_slides) return true;
  return std::ranges::any_of(counts, [&](const Count& c) {
    return c.suspect == Suspect{generation, "", ""} && c.times >= most_times && is_recent(c, now);
  });
}

std::string to_text(const Crashes& crashes, std::string_view version) {
  std::string lines = str(version, "\n");
  const auto add = [&](const char* what, int times, Instant last, const Suspect& s) {
    lines += str(what, "\t", times, "\t", last.time_since_epoch().count(), "\t", s.generation, "\t", s.slide, "\t",
                 s.language, "\n");
  };
  for (const auto& suspect : crashes.trying) add("trying", 0, {}, suspect);
  for (const auto& c : crashes.counts) add("crashed", c.times, c.last, c.suspect);
  return sealed(std::move(lines));
}

Crashes crashes_after(std::string_view text, std::string_view version, std::optional<Fault> fault, Instant now) {
  const auto lines = unsealed(text);
  if (!lines || lines->empty() || lines->front() != version) return {};
  Crashes crashes;
  std::vector<Suspect> tried;
  for (std::size_t i = 1; i < lines->size(); ++i) {
    const auto values = split((*lines)[i], '\t');
    if (values.size() != 6) return {};
    const Suspect suspect{std::string(values[3]), std::string(values[4]), std::string(values[5])};
    if (values[0] == "trying") {
      tried.push_back(suspect);
      continue;
    }
    const Crashes::Count known{suspect, number<int>(values[1]), Instant{Millis{number<Millis::rep>(values[2])}}};
    if (is_recent(known, now)) crashes.counts.push_back(known);
  }
  if (const Suspect* const suspect = fault ? blamed(tried, *fault) : nullptr) count(crashes.counts, *suspect, now);
  return crashes;
}

}  // namespace kiosk
