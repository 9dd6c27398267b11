/// Building strings from parts, for messages. Pure.
#pragma once

#include <string>
#include <string_view>
#include <type_traits>

namespace kiosk {

namespace detail {
inline void append(std::string& to, std::string_view part) {
  to += part;
}
inline void append(std::string& to, char part) {
  to += part;
}
void append(std::string& to, double part);
template <class N>
requires std::is_integral_v<N>
void append(std::string& to, N part) {
  to += std::to_string(part);
}
}  // namespace detail

/// str("slide ", 3, " of ", 7) is "slide 3 of 7". Fractions are written as short as they can be read back: 0.5, 12.
template <class... Parts>
std::string str(const Parts&... parts) {
  std::string text;
  (detail::append(text, parts), ...);
  return text;
}

}  // namespace kiosk
