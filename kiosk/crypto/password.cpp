#include "crypto/password.h"

#include <sodium/core.h>
#include <sodium/crypto_pwhash_argon2id.h>

namespace kiosk {
namespace {

// libsodium's own limits for answering while somebody waits: four times the memory that OWASP's password cheat sheet
// asks for at least.
constexpr auto passes = crypto_pwhash_argon2id_OPSLIMIT_INTERACTIVE;
constexpr auto memory = crypto_pwhash_argon2id_MEMLIMIT_INTERACTIVE;

/// Without it libsodium takes its slow, portable code.
void choose_fast_code() {
  static const int once = sodium_init();
  static_cast<void>(once);
}

}  // namespace

Result<std::string> hash_password(std::string_view password) {
  choose_fast_code();
  std::string hash(crypto_pwhash_argon2id_STRBYTES, '\0');
  if (crypto_pwhash_argon2id_str(hash.data(), password.data(), password.size(), passes, memory) != 0) {
    return fail("crypto.memory", "not enough memory to hash a password");
  }
  hash.resize(hash.find('\0'));
  return hash;
}

bool password_fits(const std::optional<std::string>& hash, std::string_view password) {
  if (!hash) {
    static_cast<void>(hash_password(password));
    return false;
  }
  choose_fast_code();
  return crypto_pwhash_argon2id_str_verify(hash->c_str(), password.data(), password.size()) == 0;
}

}  // namespace kiosk
