/// Dates as HTTP writes them (RFC 9110 § 5.6.7). Pure functions.
#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace kiosk {

/// "Fri, 20 Feb 2026 08:41:00 GMT".
std::string to_http_date(std::chrono::sys_seconds t);

/// Reads that form and the two obsolete ones that a server must still understand.
std::optional<std::chrono::sys_seconds> parse_http_date(const std::string& text);

}  // namespace kiosk
