/// What a server names a state of a file by: an ETag or a Last-Modified, which is sent back to ask whether it still
/// holds. Pure.
#pragma once

#include <algorithm>
#include <string_view>

namespace kiosk {

/// It is sent back, and written down, as it came: so only where it can stand in one line of a request and of a file.
inline bool can_be_sent_back(std::string_view validator) {
  constexpr std::size_t longest = 1024;
  return validator.size() <= longest &&
         std::ranges::all_of(validator, [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7f; });
}

}  // namespace kiosk
