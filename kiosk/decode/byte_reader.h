/// Reads numbers out of untrusted bytes; past the end there are zeros and `ok()` turns false, once and for all.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace kiosk {

class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes, bool big_endian = true) : rest_(bytes), big_endian_(big_endian) {}

  bool ok() const { return ok_; }
  std::string_view rest() const { return rest_; }

  std::string_view take(std::size_t count) {
    if (count > rest_.size()) {
      ok_ = false;
      rest_ = {};
      return {};
    }
    const auto taken = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return taken;
  }
  void skip(std::size_t count) { take(count); }

  std::uint32_t u8() { return number(1); }
  std::uint32_t u16() { return number(2); }
  std::uint32_t u24() { return number(3); }
  std::uint32_t u32() { return number(4); }

 private:
  std::uint32_t number(std::size_t count) {
    const auto bytes = take(count);
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      const auto byte = static_cast<unsigned char>(bytes[big_endian_ ? i : bytes.size() - 1 - i]);
      value = (value << 8) | byte;
    }
    return value;
  }

  std::string_view rest_;
  bool big_endian_;
  bool ok_ = true;
};

}  // namespace kiosk
