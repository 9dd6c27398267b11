/// Which content ended the program before, and how often: what is written down before something is tried for the first
/// time, and what the next start reads into it. Values; pure functions.
#pragma once

#include <compare>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

/// A slide of a generation; an empty slide means the generation as a whole: reading it, and making its programme.
struct Suspect {
  std::string generation;
  std::string slide;
  auto operator<=>(const Suspect&) const = default;
};

struct Crashes {
  struct Count {
    Suspect suspect;
    int times = 0;
    bool operator==(const Count&) const = default;
  };
  std::vector<Suspect> trying;  ///< now: a program that ends has ended because of them
  std::vector<Count> counts;    ///< the newest last
  bool operator==(const Crashes&) const = default;

  /// It ended the program twice. Of a generation as a whole it holds, too, where that many of its slides did: there is
  /// something wrong with all of it.
  bool is_set_aside(const Suspect& suspect) const;
  static constexpr int most_times = 2;
  static constexpr int most_slides = 4;
};

/// Which program, and since which start of the machine: what another program crashed on may be well with this one, and
/// where the machine was started in between, the power went or somebody pulled the plug.
struct Run {
  std::string version;
  std::string boot;
};

std::string to_text(const Crashes& crashes, const Run& run);

/// What `text`, left by the run before, means for the one that begins now: what it was trying counts as a crash, of the
/// slide where there was one. Nothing where the text is of another version, or not whole.
Crashes crashes_after(std::string_view text, const Run& run);

}  // namespace kiosk
