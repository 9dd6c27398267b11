#include "parse/problem_text.h"

#include "base/format.h"
#include "base/text.h"
#include "parse/characters.h"
#include "parse/json.h"

#include <algorithm>

namespace kiosk {

std::string printable(std::string_view text) {
  std::string clean;
  for (const char32_t c : code_points(text)) append_utf8(clean, is_forbidden(c) || is_line_space(c) ? U'\ufffd' : c);
  return clean;
}

std::string_view word_of(Severity severity) {
  return severity == Severity::error ? "error" : "warning";
}

std::string to_text(const Problem& problem, std::string_view file, std::string_view severity) {
  std::string line(file);
  if (problem.line > 0) line += str(':', problem.line, ':', problem.column);
  line += str(": ", severity.empty() ? word_of(problem.severity) : severity, ": ");
  if (!problem.pointer.empty()) line += problem.pointer + ": ";
  line += problem.message;
  if (!problem.suggestion.empty()) line += ' ' + problem.suggestion;
  return printable(line + " [" + problem.code + ']');
}

Json to_json(const Problems& problems) {
  JsonArray list;
  for (const auto& problem : problems) {
    list.push_back(JsonObject{{"severity", word_of(problem.severity)},
                              {"code", problem.code},
                              {"line", problem.line},
                              {"column", problem.column},
                              {"pointer", problem.pointer},
                              {"slide", problem.slide},
                              {"message", problem.message},
                              {"suggestion", problem.suggestion}});
  }
  return list;
}

bool has_errors(const Problems& problems) {
  return std::ranges::any_of(problems, [](const Problem& p) { return p.severity == Severity::error; });
}

}  // namespace kiosk
