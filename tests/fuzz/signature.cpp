// Signatures and keys in minisign's files: of all inputs only those verify that were signed here, to the letter; and a
// key that is read is written as it stood.
#include "crypto/minisign.h"
#include "fuzz/fuzz.h"

#include <algorithm>
#include <array>
#include <string>

namespace kiosk {
namespace {

using test::must;

constexpr std::string_view signed_bytes = "{\"version\": 1}";
constexpr std::string_view comment = "timestamp:1771574400\tfile:content.json";

/// Made for this test, and of no other worth.
const SecretKey& key() {
  static const SecretKey made =
      read_secret_key(
          "untrusted comment: minisign secret key\n"
          "RWQAAEIyAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA7ABpDXXvy61HiEB6aZUP1IwM0ThAfxEHZesU"
          "WN3uHwFNXD2Nti1wk5OkKDz/aNE4ydkk/XywDFepzOSLFNVWhdcbSRNmEj5xAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n")
          .value();
  return made;
}

/// All but the first line, which anyone may change.
std::string_view bound_part(std::string_view file) {
  return file.substr(std::min(file.size(), file.find('\n')));
}

void check_signature(std::string_view file) {
  static const std::array keys{public_key_of(key())};
  static const std::array known{sign(signed_bytes, key(), comment), sign(signed_bytes, key(), comment, Prehash::no)};
  if (!verify(signed_bytes, file, keys)) return;
  must(std::ranges::any_of(known, [&](const auto& one) { return bound_part(one) == bound_part(file); }),
       "nothing verifies but what was signed");
  must(!verify(std::string(signed_bytes) + ' ', file, keys), "and nothing else verifies with it");
}

void check_keys(std::string_view text) {
  if (const auto point = parse_public_key(text)) must(to_string(*point) == text, "a public key has one form");
  // An encrypted key costs seconds by intention; its form differs from an open one's in these letters.
  if (text.find("\nRWRTY0Iy") != std::string_view::npos) return;
  const auto secret = read_secret_key(text);
  if (!secret) return;
  const auto again = read_secret_key(secret_key_file(*secret));
  must(again && again->id == secret->id && again->bytes == secret->bytes, "a secret key is written as it was read");
}

}  // namespace
}  // namespace kiosk

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kiosk;
  const auto text = test::as_text(data, size);
  check_signature(text);
  check_keys(text);
  return 0;
}
