#include "crypto/minisign.h"

#include "base/text.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <sodium/crypto_generichash.h>
#include <sodium/crypto_pwhash_scryptsalsa208sha256.h>
#include <sodium/crypto_sign_ed25519.h>
#include <sodium/randombytes.h>
#include <sodium/utils.h>
#include <vector>

namespace kiosk {
namespace {

using namespace std::string_view_literals;
using Bytes = std::span<const std::uint8_t>;
using Ed25519 = std::array<std::uint8_t, crypto_sign_ed25519_BYTES>;

constexpr std::string_view untrusted_prefix = "untrusted comment: ";
constexpr std::string_view trusted_prefix = "trusted comment: ";
constexpr std::string_view of_the_file = "Ed";
constexpr std::string_view of_its_hash = "ED";

// The parts of a secret key file, in their order.
constexpr std::string_view secret_head = "EdScB2";  // sign with Ed25519, encrypt with scrypt, check with BLAKE2b
constexpr std::string_view secret_head_open = "Ed\0\0B2"sv;
constexpr std::size_t salt_bytes = crypto_pwhash_scryptsalsa208sha256_SALTBYTES;
constexpr std::size_t secret_bytes = 8 + 64 + 32;  // key id, key, checksum

Bytes as_bytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
std::string_view as_text(Bytes bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string to_base64(std::string_view bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), as_bytes(bytes).data(), bytes.size(), sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();  // the NUL
  return text;
}

/// Exactly `size` bytes, in the one way that base64 writes them (RFC 4648 § 3.5); else nothing.
std::optional<std::string> from_base64(std::string_view text, std::size_t size) {
  std::vector<std::uint8_t> bytes(size);
  std::size_t written = 0;
  const int status = sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &written, nullptr,
                                       sodium_base64_VARIANT_ORIGINAL);
  // libsodium reads without an end pointer to the last character, or fails. Some bytes beyond ASCII it takes for "/".
  if (status != 0 || written != size || to_base64(as_text(bytes)) != text) return std::nullopt;
  return std::string(as_text(bytes));
}

template <std::size_t size>
std::array<std::uint8_t, size> array_of(std::string_view bytes) {
  std::array<std::uint8_t, size> array{};
  std::ranges::copy(as_bytes(bytes.substr(0, size)), array.begin());
  return array;
}

std::string hash_of(std::string_view bytes) {
  std::array<std::uint8_t, crypto_generichash_BYTES_MAX> hash{};
  crypto_generichash(hash.data(), hash.size(), as_bytes(bytes).data(), bytes.size(), nullptr, 0);
  return std::string(as_text(hash));
}

std::string ed25519_sign(std::string_view bytes, const SecretKey& key) {
  Ed25519 signature{};
  crypto_sign_ed25519_detached(signature.data(), nullptr, as_bytes(bytes).data(), bytes.size(), key.bytes.data());
  return std::string(as_text(signature));
}

bool ed25519_verifies(std::string_view signature, std::string_view bytes, const PublicKey& key) {
  return crypto_sign_ed25519_verify_detached(as_bytes(signature).data(), as_bytes(bytes).data(), bytes.size(),
                                             key.point.data()) == 0;
}

/// The four lines of a signature file.
struct Parts {
  std::string algorithm;
  KeyId id{};
  std::string signature;
  std::string_view trusted_comment;
  std::string global_signature;  ///< of the signature and the trusted comment
};

std::optional<Parts> parts_of(std::string_view file) {
  if (file.size() > most_signature_bytes || !file.ends_with('\n')) return std::nullopt;
  file.remove_suffix(1);
  const auto lines = split(file, '\n');
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t'; };
  if (lines.size() != 4 || std::ranges::any_of(file, is_control)) return std::nullopt;
  if (!lines[0].starts_with(untrusted_prefix) || !lines[2].starts_with(trusted_prefix)) return std::nullopt;
  const auto first = from_base64(lines[1], 2 + 8 + crypto_sign_ed25519_BYTES);
  auto second = from_base64(lines[3], crypto_sign_ed25519_BYTES);
  if (!first || !second) return std::nullopt;
  Parts parts{first->substr(0, 2), array_of<8>(first->substr(2)), first->substr(10),
              lines[2].substr(trusted_prefix.size()), std::move(*second)};
  if (parts.algorithm != of_the_file && parts.algorithm != of_its_hash) return std::nullopt;
  return parts;
}

std::uint64_t little_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < 8; ++i) value |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
  return value;
}

/// Over `secret` lies what scrypt makes of the password; minisign's own limits are the most that is spent on it.
Result<void> decrypt(std::string& secret, std::string_view password, std::string_view salt, std::uint64_t opslimit,
                     std::uint64_t memlimit) {
  if (opslimit > crypto_pwhash_scryptsalsa208sha256_OPSLIMIT_SENSITIVE ||
      memlimit > crypto_pwhash_scryptsalsa208sha256_MEMLIMIT_SENSITIVE) {
    return fail("crypto.key", "the key file asks for more memory or time than minisign's do");
  }
  std::array<std::uint8_t, secret_bytes> stream{};
  if (crypto_pwhash_scryptsalsa208sha256(stream.data(), stream.size(), password.data(), password.size(),
                                         as_bytes(salt).data(), opslimit, memlimit) != 0) {
    return fail("crypto.key", "not enough memory to decrypt the key");
  }
  for (std::size_t i = 0; i < secret.size(); ++i) secret[i] = static_cast<char>(secret[i] ^ stream[i]);
  sodium_memzero(stream.data(), stream.size());
  return {};
}

std::string checksum_of(std::string_view id_and_key) {
  const std::string checked = std::string(of_the_file) + std::string(id_and_key);
  std::array<std::uint8_t, crypto_generichash_BYTES> hash{};
  crypto_generichash(hash.data(), hash.size(), as_bytes(checked).data(), checked.size(), nullptr, 0);
  return std::string(as_text(hash));
}

}  // namespace

SecretKey::~SecretKey() {
  sodium_memzero(bytes.data(), bytes.size());
}

std::string to_string(const KeyId& id) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string text;
  for (auto byte = id.rbegin(); byte != id.rend(); ++byte) {
    text += digits[*byte >> 4];
    text += digits[*byte & 0xf];
  }
  return text;
}

Result<PublicKey> parse_public_key(std::string_view text) {
  const auto bytes = from_base64(text, 2 + 8 + crypto_sign_ed25519_PUBLICKEYBYTES);
  if (!bytes || !bytes->starts_with(of_the_file)) return fail("crypto.key", "this is no public key of minisign");
  return PublicKey{array_of<8>(bytes->substr(2)), array_of<32>(bytes->substr(10))};
}

std::string to_string(const PublicKey& key) {
  return to_base64(std::string(of_the_file).append(as_text(key.id)).append(as_text(key.point)));
}

SecretKey make_secret_key() {
  SecretKey key;
  std::array<std::uint8_t, crypto_sign_ed25519_PUBLICKEYBYTES> point{};
  randombytes_buf(key.id.data(), key.id.size());
  crypto_sign_ed25519_keypair(point.data(), key.bytes.data());
  return key;
}

PublicKey public_key_of(const SecretKey& key) {
  return {key.id, array_of<32>(as_text(key.bytes).substr(crypto_sign_ed25519_SEEDBYTES))};
}

Result<SecretKey> read_secret_key(std::string_view file, std::string_view password) {
  const auto lines = split(file, '\n');
  const auto bytes = lines.size() >= 2 && lines[0].starts_with(untrusted_prefix)
                         ? from_base64(lines[1], secret_head.size() + salt_bytes + 16 + secret_bytes)
                         : std::nullopt;
  const bool open = bytes && bytes->starts_with(secret_head_open);
  if (!open && !(bytes && bytes->starts_with(secret_head))) {
    return fail("crypto.key", "this is no secret key file of minisign");
  }
  const std::string_view after_head = std::string_view(*bytes).substr(secret_head.size());
  std::string secret(after_head.substr(salt_bytes + 16));
  if (!open) {
    auto opened =
        decrypt(secret, password, after_head.substr(0, salt_bytes), little_endian(after_head.substr(salt_bytes)),
                little_endian(after_head.substr(salt_bytes + 8)));
    if (!opened) return tl::unexpected(opened.error());
    // Without a password minisign writes no checksum.
    if (checksum_of(secret.substr(0, 8 + 64)) != secret.substr(8 + 64)) {
      return fail("crypto.password", "wrong password for this key");
    }
  }
  SecretKey key;
  key.id = array_of<8>(secret);
  key.bytes = array_of<64>(std::string_view(secret).substr(8));
  sodium_memzero(secret.data(), secret.size());
  return key;
}

std::string secret_key_file(const SecretKey& key) {
  std::string bytes(secret_head_open);
  bytes.append(salt_bytes + 16, '\0').append(as_text(key.id)).append(as_text(key.bytes)).append(32, '\0');
  return std::string(untrusted_prefix) + "minisign secret key " + to_string(key.id) + "\n" + to_base64(bytes) + "\n";
}

std::string sign(std::string_view bytes, const SecretKey& key, std::string_view trusted_comment, Prehash prehash) {
  const bool hashed = prehash == Prehash::yes;
  const auto signature = ed25519_sign(hashed ? hash_of(bytes) : bytes, key);
  const auto global = ed25519_sign(signature + std::string(trusted_comment), key);
  const std::string algorithm(hashed ? of_its_hash : of_the_file);
  return std::string(untrusted_prefix) + "signature of the key " + to_string(key.id) + "\n" +
         to_base64(algorithm + std::string(as_text(key.id)) + signature) + "\n" + std::string(trusted_prefix) +
         std::string(trusted_comment) + "\n" + to_base64(global) + "\n";
}

Result<KeyId> verify(std::string_view bytes, std::string_view signature_file, std::span<const PublicKey> keys) {
  const auto parts = parts_of(signature_file);
  if (!parts) return fail("crypto.signature_form", "this is no signature file of minisign");
  const auto key = std::ranges::find(keys, parts->id, &PublicKey::id);
  if (key == keys.end()) return fail("crypto.unknown_key", "signed by an unknown key, " + to_string(parts->id));
  const bool hashed = parts->algorithm == of_its_hash;
  const auto commented = parts->signature + std::string(parts->trusted_comment);
  if (!ed25519_verifies(parts->signature, hashed ? hash_of(bytes) : bytes, *key) ||
      !ed25519_verifies(parts->global_signature, commented, *key)) {
    return fail("crypto.bad_signature", "the signature of the key " + to_string(parts->id) + " is of something else");
  }
  return parts->id;
}

}  // namespace kiosk
