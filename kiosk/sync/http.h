/// The network as sync sees it: one GET, bounded in bytes and in time. net/ implements it over libcurl; one thread at a
/// time.
#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>

namespace kiosk {

struct Request {
  std::string url;
  std::string if_none_match;       ///< an ETag as it was sent; empty: not asked
  std::string if_modified_since;   ///< a Last-Modified as it was sent; empty: not asked
  std::chrono::seconds hold{0};    ///< asks to hold the answer so long while there is nothing new (RFC 7240 § 4.3)
  std::uint64_t max_bytes = 0;     ///< of the body, after decompression
  Millis deadline{30'000};         ///< for all of it, redirects too
  std::chrono::seconds stall{15};  ///< given up when less than 256 bytes a second come for so long
  std::stop_token cancel;
  std::function<void()> alive;  ///< called about once a second while the answer is waited for; may be empty
};

struct Response {
  int status = 0;
  std::string body;  ///< empty where the status is an error's
  std::string etag;
  std::string last_modified;
  std::string final_url;  ///< after redirects: what a relative address in the body is relative to
  bool holds = false;     ///< the server does what `hold` asks for
  std::optional<std::chrono::seconds> retry_after;
  std::optional<Instant> date;  ///< when the server says it answered (RFC 9110 § 6.6.1)
};

class Http {
 public:
  virtual ~Http() = default;
  /// Any answer of a server, also 404 and 500, is a Response. Errors: net.unreachable, net.timeout, net.cut_short,
  /// net.too_large, net.tls, net.pin, net.redirect, net.forbidden_address, net.cancelled, net.failed.
  virtual Result<Response> get(const Request& request) = 0;
};

}  // namespace kiosk
