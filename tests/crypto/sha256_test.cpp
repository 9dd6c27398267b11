#include "crypto/sha256.h"

#include <doctest/doctest.h>

namespace kiosk {
namespace {

TEST_CASE("SHA-256 gives the hashes of the standard's examples") {
  // FIPS 180-4 examples, NIST "SHA256.pdf".
  CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(sha256_hex(std::string(1'000'000, 'a')) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("SHA-256 of pieces is that of the whole, and taking it starts anew") {
  Sha256 hash;
  hash.add("a");
  hash.add("");
  hash.add("bc");
  CHECK(hash.take_hex() == sha256_hex("abc"));
  CHECK(hash.take_hex() == sha256_hex(""));
}

TEST_CASE("only 64 small hexadecimal digits may become a file's name") {
  const std::string good(64, 'a');
  CHECK(is_sha256_hex(good));
  CHECK_FALSE(is_sha256_hex(""));
  CHECK_FALSE(is_sha256_hex(good + "a"));
  CHECK_FALSE(is_sha256_hex(std::string(64, 'A')));
  CHECK_FALSE(is_sha256_hex(std::string(61, 'a') + "/.."));
}

}  // namespace
}  // namespace kiosk
