/// What came from elsewhere as lines for a terminal or a log. Pure functions.
#pragma once

#include "model/problem.h"

#include <string>
#include <string_view>

namespace kiosk {

/// `content.json:12:7: error: /slides/2/dedline: The key "dedline" is not known here. Did you mean "deadline"?
/// [field.unknown]` on one line, whatever the document put into it. `file` may be an address.
std::string to_text(const Problem& problem, std::string_view file);

/// On one line, and with nothing in it that a terminal acts on: U+FFFD stands for each such character.
std::string printable(std::string_view text);

bool has_errors(const Problems& problems);

}  // namespace kiosk
