/// Addresses: how a picture's `src` becomes a place to fetch it from, and which places are allowed. Pure functions.
///
/// Allowed are https, and http to this machine (or to any, where `allow_http` says so). Pictures come from the
/// endpoint's own host or one of `media_hosts`; those of a document that is a local file also from files beside it.
#pragma once

#include "base/result.h"
#include "model/settings.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace kiosk {

/// An absolute http or https address, in the one form that comparing needs.
struct Url {
  std::string scheme;  ///< "http" or "https"
  std::string host;    ///< in small letters; an IPv6 address without its brackets
  std::uint16_t port = 0;
  std::string path = "/";  ///< begins with a slash, without dot segments
  std::string query;       ///< with its question mark, or empty
  bool operator==(const Url&) const = default;
};

/// Nothing for other schemes, relative addresses, user names in them, and what RFC 3986 does not know. Characters that
/// an address may not have, as people type them (a space, "å"), are percent-encoded; control characters are refused.
std::optional<Url> parse_url(std::string_view text);
std::string to_string(const Url& url);

/// RFC 3986 § 5.2. Nothing where the outcome is not what parse_url takes.
std::optional<Url> resolve(const Url& base, std::string_view reference);

/// Whether what belongs to one may be sent to the other: same scheme, host and port (RFC 6454 § 5).
bool same_origin(const Url& a, const Url& b);

/// "localhost", 127.0.0.0/8 in four numbers, ::1.
bool is_loopback(std::string_view host);

/// https, or http where it is allowed. Errors: sync.address.
Result<void> check_scheme(const Url& url, bool allow_http);

/// Where an answer from `from` may send us on to: to https, or to http where that is allowed and we were there already.
/// `target` is absolute. Errors: net.redirect.
Result<Url> redirected(const Url& from, std::string_view target, bool allow_http);

/// Where a document or a picture is.
using Place = std::variant<Url, std::filesystem::path>;
std::string to_string(const Place& place);

/// Where the content is that the settings name. Errors: sync.address.
Result<Place> content_place(const Settings& settings);

/// Where this screen tells how it is (the setting `report`). Errors: sync.address.
Result<Url> report_address(const Settings& settings);

/// Where the picture `src` of the document at `document` is (its address after redirects); `settings.content` says
/// whose pictures are allowed. Errors: sync.address.
Result<Place> picture_place(const Place& document, std::string_view src, const Settings& settings);

}  // namespace kiosk
