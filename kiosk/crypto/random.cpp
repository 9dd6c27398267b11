#include "crypto/random.h"

#include <sodium/randombytes.h>
#include <sodium/utils.h>

namespace kiosk {

std::string random_bytes(std::size_t count) {
  std::string bytes(count, '\0');
  randombytes_buf(bytes.data(), bytes.size());
  return bytes;
}

std::string random_secret() {
  constexpr std::size_t bits = 256;
  const auto bytes = random_bytes(bits / 8);
  std::string text(sodium_base64_ENCODED_LEN(bits / 8, sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  text.pop_back();  // the NUL
  return text;
}

}  // namespace kiosk
