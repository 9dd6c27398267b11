/// HMAC-SHA-256 (RFC 2104, FIPS 198-1): says that a message comes from somebody who has the key. Pure functions; any
/// thread.
#pragma once

#include <string>
#include <string_view>

namespace kiosk {

/// 32 bytes.
std::string mac(std::string_view key, std::string_view message);
/// As 64 small hexadecimal digits.
std::string mac_hex(std::string_view key, std::string_view message);

/// Takes as long wherever the two differ, so that a secret cannot be found out letter by letter.
bool same_secret(std::string_view a, std::string_view b);

}  // namespace kiosk
