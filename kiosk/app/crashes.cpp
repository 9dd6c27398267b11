#include "app/crashes.h"

#include "base/format.h"
#include "base/text.h"
#include "store/sealed.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace kiosk {
namespace {

/// More is of no use: what is newer pushes out what is older.
constexpr std::size_t most_counts = 64;

std::optional<Suspect> read_suspect(const std::vector<std::string_view>& values) {
  if (values.size() != 4) return std::nullopt;
  return Suspect{std::string(values[2]), std::string(values[3])};
}

void count(std::vector<Crashes::Count>& counts, const Suspect& suspect) {
  const auto known = std::ranges::find(counts, suspect, &Crashes::Count::suspect);
  const int times = known != counts.end() ? known->times : 0;
  if (known != counts.end()) counts.erase(known);
  counts.push_back({suspect, times + 1});
  if (counts.size() > most_counts) counts.erase(counts.begin());
}

}  // namespace

bool Crashes::is_set_aside(const Suspect& suspect) const {
  const auto too_often = [](const Count& c) { return c.times >= most_times; };
  const auto of_generation = [&](const Count& c) {
    return too_often(c) && c.suspect.generation == suspect.generation && !c.suspect.slide.empty();
  };
  if (suspect.slide.empty() && std::ranges::count_if(counts, of_generation) >= most_slides) return true;
  return std::ranges::any_of(counts, [&](const Count& c) { return c.suspect == suspect && too_often(c); });
}

std::string to_text(const Crashes& crashes, const Run& run) {
  std::string lines = str(run.version, "\n", run.boot, "\n");
  for (const auto& s : crashes.trying) lines += str("trying\t0\t", s.generation, "\t", s.slide, "\n");
  for (const auto& [s, times] : crashes.counts)
    lines += str("crashed\t", times, "\t", s.generation, "\t", s.slide, "\n");
  return sealed(std::move(lines));
}

Crashes crashes_after(std::string_view text, const Run& run) {
  const auto lines = unsealed(text);
  if (!lines || lines->size() < 2 || (*lines)[0] != run.version) return {};
  const bool same_boot = (*lines)[1] == run.boot;
  Crashes crashes;
  std::optional<Suspect> suspect;
  for (std::size_t i = 2; i < lines->size(); ++i) {
    const auto values = split((*lines)[i], '\t');
    const auto read = read_suspect(values);
    if (!read) return {};
    if (values[0] == "trying") {
      // A slide that was being made says more than the generation that it belongs to.
      if (!suspect || suspect->slide.empty()) suspect = read;
    } else {
      int times = 0;
      std::from_chars(values[1].data(), values[1].data() + values[1].size(), times);
      crashes.counts.push_back({*read, times});
    }
  }
  if (suspect && same_boot) count(crashes.counts, *suspect);
  return crashes;
}

}  // namespace kiosk
