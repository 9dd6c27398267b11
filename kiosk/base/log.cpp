#include "base/log.h"

#include "base/last_words.h"

#include <array>
#include <climits>
#include <cstdlib>
#include <mutex>
#include <poll.h>
#include <unistd.h>
#include <utility>

namespace kiosk::log {
namespace {

struct State {
  std::mutex mutex;
  Level level = Level::info;  // this and the next: protected by mutex
  Sink sink;
};

State& state() {
  static State s;
  return s;
}

/// syslog(3) priorities, as sd-daemon(3) wants them before a line; none on a terminal.
std::string_view prefix(Level level) {
  static const bool journal = std::getenv("JOURNAL_STREAM") != nullptr;
  constexpr std::array<std::string_view, 4> priorities{"<7>", "<6>", "<4>", "<3>"};
  return journal ? priorities[static_cast<std::size_t>(level)] : std::string_view{};
}

std::string_view name(Level level) {
  constexpr std::array<std::string_view, 4> names{"debug", "info", "warning", "error"};
  return names[static_cast<std::size_t>(level)];
}

char printable(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7f ? ' ' : c;
}

void append_printable(std::string& line, std::string_view text) {
  for (const char c : text) line += printable(c);
}

/// A log that is closed, or that nobody takes away any more, must never stop the show: the line is lost instead. `line`
/// is at most PIPE_BUF long: what is ready to be written to takes as much at once, pipes included (pipe(7), POSIX).
void put(std::string_view line) {
  pollfd log{STDERR_FILENO, POLLOUT, 0};
  if (::poll(&log, 1, 0) != 1 || (log.revents & POLLOUT) == 0) return;
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line.data(), line.size());
}

void emit(Level level, std::string_view code, std::string_view text) {
  State& s = state();
  const std::lock_guard lock(s.mutex);
  if (level < s.level) return;
  if (s.sink) {
    s.sink(level, code, text);
    return;
  }
  std::string line{prefix(level)};
  line += name(level);
  line += ' ';
  append_printable(line, code);
  line += ": ";
  append_printable(line, text);
  line += '\n';
  if (line.size() > PIPE_BUF) line.replace(PIPE_BUF - 1, std::string::npos, "\n");
  put(line);
}

}  // namespace

void debug(std::string_view code, std::string_view text) {
  emit(Level::debug, code, text);
}
void info(std::string_view code, std::string_view text) {
  emit(Level::info, code, text);
}
void warn(std::string_view code, std::string_view text) {
  emit(Level::warning, code, text);
}
void error(std::string_view code, std::string_view text) {
  emit(Level::error, code, text);
}

void last_words(std::string_view code, std::string_view text) {
  std::array<char, 500> line{};
  std::size_t size = 0;
  for (const auto part :
       {prefix(Level::error), name(Level::error), std::string_view(" "), code, std::string_view(": "), text}) {
    for (const char c : part.substr(0, line.size() - 1 - size)) line[size++] = printable(c);
  }
  line[size++] = '\n';
  put({line.data(), size});
}

void set_level(Level level) {
  const std::lock_guard lock(state().mutex);
  state().level = level;
}

Sink set_sink(Sink sink) {
  const std::lock_guard lock(state().mutex);
  std::swap(state().sink, sink);
  return sink;
}

}  // namespace kiosk::log
