/// Figures for Prometheus, in its text format: https://prometheus.io/docs/instrumenting/exposition_formats/
/// A value that grows; one thread.
#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace kiosk {

class Prometheus {
 public:
  /// `prefix` stands before every name: "kiosk_".
  explicit Prometheus(std::string_view prefix) : prefix_(prefix) {}

  /// `labels` as they stand between the braces: screen="lobby". The lines of one name are to follow each other.
  void gauge(std::string_view name, std::string_view help, double value, std::string_view labels = {});
  void counter(std::string_view name, std::string_view help, double value, std::string_view labels = {});
  std::string text() && { return std::move(text_); }

  /// name="value", with what a value must not have as it is escaped.
  static std::string label(std::string_view name, std::string_view value);

 private:
  void add(std::string_view name, std::string_view type, std::string_view help, double value, std::string_view labels);

  const std::string prefix_;
  std::string last_name_;
  std::string text_;
};

}  // namespace kiosk
