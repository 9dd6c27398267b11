#include "model/settings.h"

#include <charconv>

namespace kiosk {

Size parse_size(std::string_view text) {
  Size size;
  const char* const end = text.data() + text.size();
  const auto [cross, first] = std::from_chars(text.data(), end, size.width);
  if (first != std::errc{} || cross == end || *cross != 'x') return {};
  const auto [last, second] = std::from_chars(cross + 1, end, size.height);
  if (second != std::errc{} || last != end) return {};
  const auto fits = [](int side) { return side >= 320 && side <= 16384; };
  return fits(size.width) && fits(size.height) ? size : Size{};
}

}  // namespace kiosk
