/// One line per event on stderr, as `level code: text`, with the sd-daemon(3) priority prefix under systemd.
/// Any thread may log. Control characters of the text are dropped, so that one event stays one line whatever the
/// network put into it (CWE-117).
#pragma once

#include "base/result.h"

#include <functional>
#include <string>
#include <string_view>

namespace kiosk::log {

enum class Level { debug, info, warning, error };

void debug(std::string_view code, std::string_view text);
void info(std::string_view code, std::string_view text);
void warn(std::string_view code, std::string_view text);
void error(std::string_view code, std::string_view text);
inline void warn(const Error& e) {
  warn(e.code, e.message);
}
inline void error(const Error& e) {
  error(e.code, e.message);
}

/// Lines below `level` are dropped. Default: info.
void set_level(Level level);

using Sink = std::function<void(Level, std::string_view code, std::string_view text)>;
/// Sends lines to `sink` instead of stderr and returns the sink before it; an empty sink means stderr. For tests.
Sink set_sink(Sink sink);

}  // namespace kiosk::log
