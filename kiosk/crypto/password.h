/// Passwords, kept as Argon2id hashes (RFC 9106), each with its own salt, in the text form that says how it was made:
/// "$argon2id$v=19$m=65536,t=2,p=1$…". Slow by intent (some 0.1 s and 64 MiB for each call). Any thread.
#pragma once

#include "base/result.h"

#include <optional>
#include <string>
#include <string_view>

namespace kiosk {

/// Error: crypto.memory.
Result<std::string> hash_password(std::string_view password);

/// Whether the hash is that of the password. Without a hash it never is, and that takes as long to say.
bool password_fits(const std::optional<std::string>& hash, std::string_view password);

}  // namespace kiosk
