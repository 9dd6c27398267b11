/// The command line of kiosk, before anything is done about it. Pure, but for --help and --version, which print.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <variant>

namespace kiosk {

enum class Command { show, check, render, status, config };

/// What the words say; settings are collected by name and laid over the files later. Times and durations are
/// well-formed.
struct Arguments {
  Command command = Command::show;
  std::map<std::string, std::string> flags;  ///< setting's name → words
  std::string config;
  std::string content;  ///< of check and render
  std::string at;
  std::string duration;
  std::string frame_log;
  std::string slide;
  std::string out;
  std::string report_language;
  bool both = false;
  bool json = false;
  bool strict = false;
  bool origin = false;
};

/// Or the exit code, where help was asked for and given (0), or where the words are wrong and that was said (EX_USAGE).
std::variant<Arguments, int> parse_arguments(int argc, char** argv);

/// "30s", "5m", "2h", "500ms", or seconds without a unit.
std::optional<std::chrono::milliseconds> parse_duration(const std::string& text);

}  // namespace kiosk
