/// Signatures (Ed25519, RFC 8032) in the files of minisign 0.11: the program `minisign` verifies what is signed here,
/// and what it signs is verified here. Pure functions; any thread.
///
/// A signature file is four lines, read to the letter: an untrusted comment; algorithm, key id and signature in base64;
/// a trusted comment; and a second signature, of the first one and that comment. Algorithm "ED" signs the BLAKE2b-512
/// of the file, "Ed" (older) the file itself; both are taken.
#pragma once

#include "base/result.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace kiosk {

/// Names a key: eight random bytes. Anyone may claim any.
using KeyId = std::array<std::uint8_t, 8>;

/// As minisign prints it: 16 hexadecimal digits, "36F6C299CBF0ECEF".
std::string to_string(const KeyId& id);

struct PublicKey {
  KeyId id{};
  std::array<std::uint8_t, 32> point{};
  bool operator==(const PublicKey&) const = default;
};

/// Of the 56 characters that minisign prints: "RWTv7PDL…". Error: crypto.key.
Result<PublicKey> parse_public_key(std::string_view text);
std::string to_string(const PublicKey& key);

/// Wipes itself.
struct SecretKey {
  KeyId id{};
  std::array<std::uint8_t, 64> bytes{};  ///< seed and public key (RFC 8032 § 5.1.5)

  SecretKey() = default;
  SecretKey(const SecretKey&) = default;
  SecretKey& operator=(const SecretKey&) = default;
  ~SecretKey();
};

SecretKey make_secret_key();
PublicKey public_key_of(const SecretKey& key);

/// From a key file of minisign; `password` where it is encrypted (which takes seconds and a gigabyte, as it is meant
/// to). Errors: crypto.key, crypto.password.
Result<SecretKey> read_secret_key(std::string_view file, std::string_view password = {});
/// A key file without a password, as `minisign -G -W` writes it.
std::string secret_key_file(const SecretKey& key);

enum class Prehash { yes, no };

/// The signature file of `bytes`. `trusted_comment` is one line.
std::string sign(std::string_view bytes, const SecretKey& key, std::string_view trusted_comment,
                 Prehash prehash = Prehash::yes);

/// Above the longest comments that minisign writes.
inline constexpr std::size_t most_signature_bytes = std::size_t{16} << 10;

/// Who signed `bytes`, by one of `keys`, with both signatures of the file. Errors: crypto.signature_form (no signature
/// file of minisign), crypto.unknown_key (signed, by none of these), crypto.bad_signature.
Result<KeyId> verify(std::string_view bytes, std::string_view signature_file, std::span<const PublicKey> keys);

}  // namespace kiosk
