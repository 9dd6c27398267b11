#include "app/terminal.h"

#include "base/format.h"
#include "base/text.h"

#include <cstdlib>
#include <iostream>
#include <sys/ioctl.h>
#include <unistd.h>

namespace kiosk {

int terminal_width(int descriptor) {
  winsize size{};
  if (::isatty(descriptor) == 0 || ::ioctl(descriptor, TIOCGWINSZ, &size) != 0) return 0;
  return size.ws_col;
}

Language language_of_terminal() {
  for (const char* variable : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* const value = std::getenv(variable);
    if (value == nullptr || *value == '\0') continue;
    const auto language = std::string(value).substr(0, 2);
    return is_language(language) ? language : "en";
  }
  return "en";
}

std::string wrapped(std::string_view line, int width, int indent) {
  if (width <= indent) return std::string(line);
  std::string text;
  int column = 0;
  for (const auto word : split(line, ' ')) {
    const auto columns = static_cast<int>(code_points(word).size());
    if (column > 0 && column + 1 + columns > width) {
      text += '\n' + std::string(static_cast<std::size_t>(indent), ' ');
      column = indent;
    } else if (!text.empty()) {
      text += ' ';
      ++column;
    }
    text += word;
    column += columns;
  }
  return text;
}

ProgressLine::ProgressLine(std::string who, std::size_t total)
    : who_(std::move(who)), total_(total), visible_(terminal_width(STDERR_FILENO) > 0) {}

ProgressLine::~ProgressLine() {
  clear();
}

void ProgressLine::step() {
  ++done_;
  if (visible_) std::cerr << str('\r', who_, ": ", done_, " of ", total_) << std::flush;
}

void ProgressLine::clear() {
  constexpr std::string_view clear_line = "\r\x1b[K";  // ECMA-48, EL
  if (visible_ && done_ > 0) std::cerr << clear_line << std::flush;
}

}  // namespace kiosk
