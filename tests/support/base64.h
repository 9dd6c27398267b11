/// Base64 (RFC 4648 § 4) for tests that look into signature files. Pure functions.
#pragma once

#include <string>
#include <string_view>

namespace kiosk::test {

inline constexpr std::string_view base64_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

inline std::string to_base64(std::string_view bytes) {
  std::string text;
  unsigned pending = 0;
  int bits = 0;
  for (const char c : bytes) {
    pending = (pending << 8 | static_cast<unsigned char>(c)) & 0xffff;
    for (bits += 8; bits >= 6; bits -= 6) text += base64_digits[(pending >> (bits - 6)) & 63];
  }
  if (bits > 0) text += base64_digits[(pending << (6 - bits)) & 63];
  while (text.size() % 4 != 0) text += '=';
  return text;
}

inline std::string from_base64(std::string_view text) {
  std::string bytes;
  unsigned pending = 0;
  int bits = 0;
  for (const char c : text.substr(0, text.find('='))) {
    pending = (pending << 6 | static_cast<unsigned>(base64_digits.find(c))) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>((pending >> bits) & 0xff);
  }
  return bytes;
}

}  // namespace kiosk::test
