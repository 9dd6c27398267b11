#include "locale/clusters.h"

#include "base/text.h"
#include "locale/breaks.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <unicode/uchar.h>

namespace kiosk {
namespace {

bool is(char32_t c, UProperty property) {
  return u_hasBinaryProperty(static_cast<UChar32>(c), property) != 0;
}

/// Steers and is never seen: soft hyphens, joiners, direction marks, selectors, tags, controls.
bool is_unseen(char32_t c) {
  return is(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) || u_charType(static_cast<UChar32>(c)) == U_CONTROL_CHAR;
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
    std::ranges::remove_copy_if(points, std::back_inserter(cluster.letters), is_unseen);
    found.push_back(std::move(cluster));
  }
  return found;
}

std::size_t visible_letters(std::string_view text) {
  const auto points = code_points(text);
  return points.size() - static_cast<std::size_t>(std::ranges::count_if(points, is_unseen));
}

}  // namespace kiosk
