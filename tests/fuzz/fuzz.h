/// What the fuzz targets share. A target is one file with one function that takes any bytes and checks what must hold
/// whatever they are. libFuzzer calls it with millions of inputs (preset `fuzz`, `tests/run --long`); main.cpp calls it
/// with those of the corpus. One thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace kiosk::test {

inline std::string_view as_text(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

/// Ends the program where it does not hold: the fuzzer then keeps the input. (clang 14 has no std::source_location.)
inline void must(bool holds, const char* what, const char* file = __builtin_FILE(), int line = __builtin_LINE()) {
  if (holds) return;
  std::fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, what);
  std::abort();
}

/// The next line of `text`, which keeps the rest: for inputs of several parts.
inline std::string_view take_line(std::string_view& text) {
  const auto line = text.substr(0, text.find('\n'));
  text.remove_prefix(line.size() < text.size() ? line.size() + 1 : line.size());
  return line;
}

}  // namespace kiosk::test
