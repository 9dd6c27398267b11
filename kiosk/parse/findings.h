/// Gathers the problems of one text while it is read, each with its line and column. For one thread.
#pragma once

#include "model/problem.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

/// `token` as a part of a JSON Pointer: ~ and / are escaped (RFC 6901 § 3).
std::string pointer_token(std::string_view token);

/// May stand at the start of a text in UTF-8.
inline constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

/// `text` in quotes for a message: cut after 60 characters, and what cannot be printed is shown as �.
std::string in_quotes(std::string_view text);

class Findings {
 public:
  explicit Findings(std::string_view bytes);

  struct Place {
    std::size_t at = 0;  ///< offset in the bytes
    std::string pointer;
  };
  void error(std::string code, const Place& place, std::string message, std::string suggestion = {});
  void warning(std::string code, const Place& place, std::string message, std::string suggestion = {});

  /// How many errors there were, those beyond the cap too.
  int errors() const { return errors_; }
  /// True when no further problem will be kept: a suggestion need not be looked for. A document of nothing but mistakes
  /// must not become a report that is larger than itself.
  bool full() const { return problems_.size() >= most; }
  /// The slide that the problems from now on belong to; "" for none.
  void set_slide(std::string id) { slide_ = std::move(id); }
  /// 1-based.
  int line_of(std::size_t at) const;
  SourcePlace locate(const Place& place) const;

  /// What was found, in the order of the text.
  Problems take();

 private:
  static constexpr std::size_t most = 500;
  void add(Severity severity, std::string code, const Place& place, std::string message, std::string suggestion);

  std::vector<std::size_t> lines_;  // offset of the first byte of each line
  Problems problems_;
  std::string slide_;
  int errors_ = 0;
  int dropped_ = 0;
};

}  // namespace kiosk
