#include "parse/findings.h"

#include "base/format.h"
#include "base/text.h"
#include "parse/characters.h"

#include <algorithm>
#include <tuple>

namespace kiosk {

std::string pointer_token(std::string_view token) {
  std::string escaped;
  for (const char c : token) {
    if (c == '~') {
      escaped += "~0";
    } else if (c == '/') {
      escaped += "~1";
    } else {
      escaped += c;
    }
  }
  return escaped;
}

std::string in_quotes(std::string_view text) {
  constexpr std::size_t most_characters = 60;
  constexpr std::size_t most_bytes = 4 * most_characters;  // no need to look at a whole megabyte
  const auto points = code_points(text.substr(0, most_bytes));
  const auto shown = std::min(points.size(), most_characters);
  std::string words = "\"";
  for (const char32_t c : std::vector(points.begin(), points.begin() + static_cast<std::ptrdiff_t>(shown))) {
    append_utf8(words, is_forbidden(c) || is_line_space(c) ? U'\ufffd' : c);
  }
  return words + (shown < points.size() || text.size() > most_bytes ? "…\"" : "\"");
}

Findings::Findings(std::string_view bytes) {
  lines_.push_back(bytes.starts_with(byte_order_mark) ? byte_order_mark.size() : 0);  // no editor counts it
  for (std::size_t i = bytes.find('\n'); i != std::string_view::npos; i = bytes.find('\n', i + 1)) {
    lines_.push_back(i + 1);
  }
}

void Findings::error(std::string code, const Place& place, std::string message, std::string suggestion) {
  ++errors_;
  add(Severity::error, std::move(code), place, std::move(message), std::move(suggestion));
}

void Findings::warning(std::string code, const Place& place, std::string message, std::string suggestion) {
  add(Severity::warning, std::move(code), place, std::move(message), std::move(suggestion));
}

int Findings::line_of(std::size_t at) const {
  const auto next = std::upper_bound(lines_.begin(), lines_.end(), at);
  return std::max(1, static_cast<int>(next - lines_.begin()));
}

SourcePlace Findings::locate(const Place& place) const {
  const int line = line_of(place.at);
  const std::size_t start = lines_[static_cast<std::size_t>(line - 1)];
  return {line, static_cast<int>(std::max(place.at, start) - start) + 1, place.pointer};
}

void Findings::add(Severity severity, std::string code, const Place& place, std::string message,
                   std::string suggestion) {
  if (full()) {
    ++dropped_;
    return;
  }
  auto [line, column, pointer] = locate(place);
  problems_.push_back(
      {severity, std::move(code), line, column, std::move(pointer), std::move(message), std::move(suggestion), slide_});
}

Problems Findings::take() {
  std::ranges::stable_sort(problems_, {}, [](const Problem& p) { return std::tuple(p.line, p.column); });
  if (dropped_ > 0) {
    Problem more;
    more.severity = errors_ > 0 ? Severity::error : Severity::warning;
    more.code = "problems.more";
    more.message = str("There are ", dropped_, " problems more, which are not listed.");
    problems_.push_back(std::move(more));
  }
  return std::move(problems_);
}

}  // namespace kiosk
