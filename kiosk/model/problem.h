/// What a reader found wrong with something that a person wrote. Values.
#pragma once

#include <string>
#include <vector>

namespace kiosk {

enum class Severity { warning, error };

struct Problem {
  Severity severity = Severity::error;
  std::string code;        ///< stable, "field.missing"
  int line = 0;            ///< 1-based; 0 where there is no place
  int column = 0;          ///< 1-based, in bytes
  std::string pointer;     ///< JSON Pointer (RFC 6901), "/slides/3/title"
  std::string message;     ///< a sentence: what is there, and what was expected
  std::string suggestion;  ///< "Did you mean \"deadline\"?" or what else to do; may be empty
  std::string slide;       ///< id of the slide it belongs to; may be empty
  bool operator==(const Problem&) const = default;
};

using Problems = std::vector<Problem>;

/// Where something stands in what a person wrote, for problems that show only later.
struct SourcePlace {
  int line = 0;    ///< as of Problem
  int column = 0;  ///< as of Problem
  std::string pointer;
  bool operator==(const SourcePlace&) const = default;
};

}  // namespace kiosk
