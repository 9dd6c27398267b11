#include "base/prometheus.h"

#include "base/format.h"

#include <cstdint>

namespace kiosk {
namespace {

/// Seconds since 1970 need their ten digits: never 1.77e+09.
std::string number(double value) {
  const bool whole = value >= 0 && value < 1e15 && value == static_cast<double>(static_cast<std::uint64_t>(value));
  return whole ? std::to_string(static_cast<std::uint64_t>(value)) : std::to_string(value);
}

}  // namespace

void Prometheus::gauge(std::string_view name, std::string_view help, double value, std::string_view labels) {
  add(name, "gauge", help, value, labels);
}

void Prometheus::counter(std::string_view name, std::string_view help, double value, std::string_view labels) {
  add(name, "counter", help, value, labels);
}

std::string Prometheus::label(std::string_view name, std::string_view value) {
  // Backslash, quote and line feed are the three that a value must not have as they are.
  std::string escaped;
  for (const char c : value) {
    if (c == '\\' || c == '"') escaped += '\\';
    escaped += c == '\n' ? ' ' : c;
  }
  return str(name, "=\"", escaped, '"');
}

void Prometheus::add(std::string_view name, std::string_view type, std::string_view help, double value,
                     std::string_view labels) {
  if (last_name_ != name) {
    text_ += str("# HELP ", prefix_, name, " ", help, "\n# TYPE ", prefix_, name, " ", type, "\n");
    last_name_ = name;
  }
  text_ += str(prefix_, name);
  if (!labels.empty()) text_ += str("{", labels, "}");
  text_ += str(" ", number(value), "\n");
}

}  // namespace kiosk
