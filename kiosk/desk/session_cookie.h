/// Who somebody is: by the cookie of a session, or by the name that a trusted proxy gives. Over one Database; its
/// thread.
#pragma once

#include "desk/http.h"
#include "desk/site.h"
#include "editorial/people.h"

#include <optional>
#include <string>
#include <string_view>

namespace kiosk {

/// Only over https or from this very machine, for this host and all its paths, never seen by a script, and never sent
/// along from another site (RFC 6265bis § 4.1.3.2).
inline constexpr std::string_view session_cookie_name = "__Host-desk";
std::string session_cookie(std::string_view token);
std::string ended_session_cookie();

struct Entrance {
  std::optional<Session> session;
  std::string cookie;  ///< to be set, or ""
};
Entrance enter(const HttpRequest& request, Database& database, const SiteOptions& options, Instant now);

/// The address that wrong passwords are counted for: behind the trusted proxy, the one that it names last.
std::string client_address(const HttpRequest& request, const SiteOptions& options);

}  // namespace kiosk
