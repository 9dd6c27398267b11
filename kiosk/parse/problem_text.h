/// Problems, and what else came from elsewhere, for a terminal, a log, and programs. Pure functions.
#pragma once

#include "model/problem.h"

#include <string>
#include <string_view>

namespace kiosk {

struct Json;

/// `content.json:12:7: error: /slides/2/dedline: The key "dedline" is not known here. Did you mean "deadline"?
/// [field.unknown]` on one line, whatever the document put into it. `file` may be an address; `severity` is the word for
/// "error" or "warning", where it is to be another one.
std::string to_text(const Problem& problem, std::string_view file, std::string_view severity = {});
/// "error" or "warning".
std::string_view word_of(Severity severity);

/// On one line, and with nothing in it that a terminal acts on: U+FFFD stands for each such character.
std::string printable(std::string_view text);

/// One object for each, as `kiosk check --json` and status.json have them.
Json to_json(const Problems& problems);

bool has_errors(const Problems& problems);

}  // namespace kiosk
