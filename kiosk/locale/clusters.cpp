#include "locale/clusters.h"

#include "base/text.h"
#include "locale/breaks.h"

#include <algorithm>
#include <cstddef>
#include <unicode/uchar.h>

namespace kiosk {
namespace {

/// More marks on one letter are no language's, and would stand on the lines above and below.
constexpr int most_stacked = 4;

bool is(char32_t c, UProperty property) {
  return u_hasBinaryProperty(static_cast<UChar32>(c), property) != 0;
}

/// Steers and is never seen: soft hyphens, joiners, direction marks, selectors, tags, controls.
bool is_unseen(char32_t c) {
  return is(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) || u_charType(static_cast<UChar32>(c)) == U_CONTROL_CHAR;
}

/// Stands over or under the letter before it, further out the more of them there are.
bool is_stacked(char32_t c) {
  constexpr int joins_letters = 9;  // and below: viramas and nuktas, which do not stack
  return u_getCombiningClass(static_cast<UChar32>(c)) > joins_letters;
}

bool is_emoji(const std::vector<char32_t>& points) {
  constexpr char32_t as_text = 0xfe0e;
  constexpr char32_t as_picture = 0xfe0f;
  const auto has = [&](char32_t c) { return std::ranges::find(points, c) != points.end(); };
  const char32_t base = points.front();
  if (!is(base, UCHAR_EMOJI) || has(as_text)) return false;
  return is(base, UCHAR_EMOJI_PRESENTATION) || has(as_picture);
}

}  // namespace

std::vector<Cluster> clusters(std::string_view text) {
  std::vector<Cluster> found;
  for (const auto grapheme : graphemes(text)) {
    const auto points = code_points(grapheme);
    Cluster cluster{grapheme, {}, is_emoji(points)};
    int stacked = 0;
    for (const char32_t c : points) {
      if (is_unseen(c) || (is_stacked(c) && ++stacked > most_stacked)) continue;
      cluster.letters.push_back(c);
    }
    found.push_back(std::move(cluster));
  }
  return found;
}

std::size_t visible_letters(std::string_view text) {
  const auto points = code_points(text);
  return points.size() - static_cast<std::size_t>(std::ranges::count_if(points, is_unseen));
}

}  // namespace kiosk
