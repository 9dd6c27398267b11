/// Which content ended the program before, and how often: what is written down before something is tried for the first
/// time, and what the next start reads into it. Values; pure functions.
#pragma once

#include "base/clock.h"
#include "base/fault.h"

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

/// A slide of a generation, in one language; an empty slide means the generation as a whole: reading it, and making its
/// programme.
struct Suspect {
  std::string generation;
  std::string slide;
  std::string language;
  auto operator<=>(const Suspect&) const = default;
};

/// Two faults set something aside for a day: it takes a day until one that was no fault of the content is forgotten,
/// and what always ends the program does so twice a day, for a second each.
struct Crashes {
  struct Count {
    Suspect suspect;
    int times = 0;
    Instant last;
    bool operator==(const Count&) const = default;
  };
  std::vector<Suspect> trying;  ///< now: a fault that ends the program has to do with them
  std::vector<Count> counts;    ///< the newest last
  bool operator==(const Crashes&) const = default;

  /// The ids of the slides that are left out, in whatever language they ended the program. Sorted.
  std::vector<std::string> slides_set_aside(const std::string& generation, Instant now) const;
  /// Whether all of it is: it ended the program as a whole, or that many of its slides did.
  bool is_set_aside(const std::string& generation, Instant now) const;
  static constexpr int most_times = 2;
  static constexpr std::size_t most_slides = 4;
};

/// `version` is the program's: what another one crashed on may be well with this one.
std::string to_text(const Crashes& crashes, std::string_view version);

/// What `text`, left by the run before, means for the one that begins at `now`. Where that ended by a fault, what it
/// was trying is counted: a slide where the fault came from making it, else the generation. What is older than a day is
/// forgotten. Nothing where the text is of another version, or not whole.
Crashes crashes_after(std::string_view text, std::string_view version, std::optional<Fault> fault, Instant now);

}  // namespace kiosk
