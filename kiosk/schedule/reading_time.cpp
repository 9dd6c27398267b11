#include "schedule/reading_time.h"

#include "base/text.h"
#include "schedule/shown_text.h"

#include <algorithm>
#include <cstdint>

namespace kiosk {
namespace {

constexpr std::int64_t base = 3'000;  // these in milliseconds
constexpr std::int64_t per_word = 330;
constexpr std::int64_t per_picture = 1'000;
constexpr std::int64_t per_code = 2'000;
constexpr Millis shortest_read{8'000};
constexpr Millis longest_read{30'000};

std::int64_t codes_of(const Slide& slide) {
  if (const auto* links = std::get_if<LinksSlide>(&slide.content))
    return static_cast<std::int64_t>(links->items.size());
  const auto* publication = std::get_if<PublicationSlide>(&slide.content);
  return slide.url.empty() && (publication == nullptr || publication->doi.empty()) ? 0 : 1;
}

}  // namespace

Millis reading_time(const Slide& slide, std::string_view language) {
  if (slide.seconds) {
    return std::clamp(Millis{static_cast<std::int64_t>(*slide.seconds * 1000)}, shortest_stay, longest_stay);
  }
  std::int64_t words = 0;
  for_each_shown_text(slide, [&](const Text& text) { words += count_words(text.in(language)); });
  const auto pictures = static_cast<std::int64_t>(pictures_of(slide).size());
  const Millis time{base + per_word * words + per_picture * pictures + per_code * codes_of(slide)};
  return std::clamp(time, shortest_read, longest_read);
}

}  // namespace kiosk
