/// Errors as values: every function that can fail returns a Result, and nothing of ours throws.
/// Values; safe to pass between threads.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace kiosk {

/// What went wrong. `code` is stable and dotted ("sync.http_status"): logs, status and tests go by it.
/// `message` is for a person: what was found, where, and what to do about it.
struct Error {
  std::string code;
  std::string message;
  bool operator==(const Error&) const = default;
};

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(std::string code, std::string message) {
  return tl::unexpected<Error>(Error{std::move(code), std::move(message)});
}

}  // namespace kiosk
