#include "crypto/password.h"

#include "crypto/random.h"

#include <doctest/doctest.h>
#include <set>

namespace kiosk {
namespace {

TEST_CASE("a password fits its own hash only, which says how it was made and is another one each time") {
  const auto hash = hash_password("correct horse").value();
  CHECK(hash.starts_with("$argon2id$v=19$m=65536,t=2,p=1$"));
  CHECK(hash != hash_password("correct horse").value());
  CHECK(password_fits(hash, "correct horse"));
  CHECK_FALSE(password_fits(hash, "correct horse "));
  CHECK_FALSE(password_fits(hash, ""));
  CHECK_FALSE(password_fits(std::nullopt, "correct horse"));
  CHECK_FALSE(password_fits("", ""));
  CHECK_FALSE(password_fits("plain", "plain"));
}

TEST_CASE("secrets are of 43 harmless characters, and never the same") {
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    const auto secret = random_secret();
    CHECK(secret.size() == 43);
    CHECK(secret.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") == secret.npos);
    CHECK(seen.insert(secret).second);
  }
  CHECK(random_bytes(16).size() == 16);
  CHECK(random_bytes(16) != random_bytes(16));
}

}  // namespace
}  // namespace kiosk
