/// What is wrong with a text that is no JSON, in plain words. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kiosk {

/// How far reading came.
struct SyntaxFault {
  std::size_t read = 0;         ///< bytes taken
  std::size_t token = 0;        ///< where the next value, key or bracket after the last good one begins
  bool at_end = false;          ///< all bytes were taken, and more were needed
  bool document_ended = false;  ///< the outermost value was complete before
};

struct SyntaxError {
  std::string code;
  std::size_t at = 0;
  std::string message;
  std::string suggestion;
};

SyntaxError explain_syntax(std::string_view bytes, const SyntaxFault& fault);

}  // namespace kiosk
