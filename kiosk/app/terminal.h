/// Output for people: lines that fit their terminal, and how far long work has come. Main thread only.
#pragma once

#include "model/text.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace kiosk {

/// Columns of the terminal behind this descriptor; 0 where there is none, as in a pipe.
int terminal_width(int descriptor);

/// The language of who reads there, by LC_ALL, LC_MESSAGES or LANG (POSIX, "Environment Variables"); "en" for C.
Language language_of_terminal();

/// `line` with breaks between its words, so that none is wider than `width` columns; what follows the first break is
/// indented. A word that is too wide by itself stays whole, so that a file's name can be copied. Width 0 breaks
/// nothing.
std::string wrapped(std::string_view line, int width, int indent);

/// "kiosk check: 12 of 60" on standard error, over and over on one line, where that is a terminal.
class ProgressLine {
 public:
  ProgressLine(std::string who, std::size_t total);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void step();
  /// Before anything else is written to the terminal.
  void clear();

 private:
  const std::string who_;
  const std::size_t total_;
  const bool visible_;
  std::size_t done_ = 0;
};

}  // namespace kiosk
