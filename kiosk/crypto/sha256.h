/// SHA-256 (FIPS 180-4): what names documents and pictures in the store, and tells whether a file is the one that was
/// meant. One object per thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace kiosk {

/// 64 small hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

/// True for 64 small hexadecimal digits: what may become a file's name.
bool is_sha256_hex(std::string_view text);

/// The same, for bytes that come in pieces.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;

  void add(std::string_view bytes);
  /// The hash of all bytes added, and starts anew.
  std::string take_hex();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace kiosk
