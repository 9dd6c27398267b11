/// What the people in front of the screen cannot see or read, told to who wrote the slide. Values.
#pragma once

#include "locale/messages.h"
#include "model/problem.h"

#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

struct Finding {
  std::string code;  ///< stable, "layout.cut"
  Severity severity = Severity::warning;
  Message message;
  std::vector<Argument> arguments;  ///< of the message; the numbers among them are for programs too
  bool operator==(const Finding&) const = default;
};

/// A sentence or two for who reads `language`: the writer, not the audience.
inline std::string to_text(const Finding& finding, std::string_view language) {
  return message(finding.message, language, finding.arguments);
}

}  // namespace kiosk
