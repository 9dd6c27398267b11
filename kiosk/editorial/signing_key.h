/// The key that signs what is published: a file of minisign, readable by its owner only, outside the database. Reads
/// and writes files; any thread.
#pragma once

#include "base/result.h"
#include "crypto/minisign.h"

#include <filesystem>
#include <optional>

namespace kiosk {

/// `file`, or where that is empty systemd's credential "signing-key"; nothing where there is no such credential.
/// Errors: key.unreadable (a file that is named must be there), key.open_to_others (its mode lets others than the owner
/// read or write it), crypto.key (none of minisign's, or one with a password).
Result<std::optional<SecretKey>> read_signing_key(const std::filesystem::path& file);

/// Makes a new key in `file`, mode 0600, which must not exist yet. Errors: key.exists, file.*.
Result<PublicKey> new_signing_key(const std::filesystem::path& file);

/// Makes the next key beside, in FILE.next: both public keys go into the screens' settings, and when every screen has
/// them, `finish_rotation` puts it in the place of the old one, which stays as FILE.old. Errors: key.rotating,
/// key.not_rotating, file.*.
Result<PublicKey> begin_rotation(const std::filesystem::path& file);
Result<PublicKey> finish_rotation(const std::filesystem::path& file);

}  // namespace kiosk
