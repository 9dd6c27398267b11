#include "screen/clusters.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

namespace kiosk {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

/// Marks that are drawn over or under the letter before them (general categories Mn and Me of the scripts that our
/// fonts have), and the skin tones of emoji.
constexpr std::array marks{Range{0x0300, 0x036f},  Range{0x0483, 0x0489}, Range{0x0591, 0x05bd}, Range{0x05bf, 0x05c7},
                           Range{0x0610, 0x061a},  Range{0x064b, 0x065f}, Range{0x0670, 0x0670}, Range{0x06d6, 0x06ed},
                           Range{0x1ab0, 0x1aff},  Range{0x1dc0, 0x1dff}, Range{0x20d0, 0x20ff}, Range{0xfe20, 0xfe2f},
                           Range{0x1f3fb, 0x1f3ff}};

/// Characters that steer and are never seen: the soft hyphen, joiners, direction marks, variation selectors, tags.
constexpr std::array unseen{Range{0x0000, 0x001f}, Range{0x007f, 0x009f}, Range{0x00ad, 0x00ad},  Range{0x034f, 0x034f},
                            Range{0x061c, 0x061c}, Range{0x200b, 0x200f}, Range{0x202a, 0x202e},  Range{0x2060, 0x206f},
                            Range{0xfe00, 0xfe0f}, Range{0xfeff, 0xfeff}, Range{0xe0000, 0xe01ef}};

template <std::size_t n>
bool in(const std::array<Range, n>& ranges, char32_t c) {
  return std::any_of(ranges.begin(), ranges.end(), [&](const Range& r) { return c >= r.first && c <= r.last; });
}

}  // namespace

std::vector<Cluster> clusters(std::string_view text) {
  constexpr char32_t joiner = 0x200d;
  std::vector<Cluster> found;
  std::size_t at = 0;
  bool joined = false;
  for (const char32_t c : code_points(text)) {
    std::string bytes;
    append_utf8(bytes, c);
    // A malformed byte counts as U+FFFD, which is three bytes long, but takes one.
    const bool malformed = text.substr(at, bytes.size()) != bytes;
    const std::size_t length = malformed ? 1 : bytes.size();
    const bool hidden = in(unseen, c);
    if (found.empty() || !(hidden || joined || in(marks, c))) found.push_back({text.substr(at, 0), {}});
    auto& cluster = found.back();
    cluster.text = {cluster.text.data(), cluster.text.size() + length};
    if (!hidden) cluster.letters.push_back(c);
    joined = c == joiner;
    at += length;
  }
  return found;
}

}  // namespace kiosk
