/// What a request asks of a file beyond its bytes: only if it changed, or only a part (RFC 9110 §§ 13 and 14).
/// Values; pure functions.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace kiosk {

/// The header fields as they came; none where the request has no such field.
struct Conditions {
  std::optional<std::string> if_match = std::nullopt;
  std::optional<std::string> if_none_match = std::nullopt;
  std::optional<std::string> if_modified_since = std::nullopt;
  std::optional<std::string> if_unmodified_since = std::nullopt;
  std::optional<std::string> if_range = std::nullopt;
  std::optional<std::string> range = std::nullopt;  ///< only of a GET: no other method has ranges
};

/// What identifies this state of the file. Both are missing while the file is too young to tell its states apart.
struct Validators {
  std::optional<std::string> etag = std::nullopt;  ///< a strong one, quotes included
  std::optional<std::chrono::sys_seconds> modified = std::nullopt;
};

struct FileAnswer {
  int status = 200;         ///< 200, 206, 304, 412 or 416
  std::uint64_t first = 0;  ///< of the bytes to send, from the file's start
  std::uint64_t size = 0;   ///< how many to send; 0 for 304, 412 and 416
  bool operator==(const FileAnswer&) const = default;
};

/// In the order of RFC 9110 § 13.2.2. A range that makes no sense, or several of them, is answered with the whole file,
/// as § 14.2 allows. `size` is the file's, in bytes.
FileAnswer judge(const Conditions& conditions, const Validators& validators, std::uint64_t size);

}  // namespace kiosk
