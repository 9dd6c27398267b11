/// What nobody can guess: random bytes of the system's own generator (getrandom(2)), and secrets made of them. Any
/// thread.
#pragma once

#include <cstddef>
#include <string>

namespace kiosk {

std::string random_bytes(std::size_t count);

/// 256 random bits as 43 characters of base64url (RFC 4648 § 5), for a cookie, an address or a header.
std::string random_secret();

}  // namespace kiosk
