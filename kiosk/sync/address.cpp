#include "sync/address.h"

#include "base/format.h"

#include <algorithm>
#include <charconv>
#include <vector>

namespace kiosk {
namespace {

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

/// As much of the front of `text` as lies before one of `ends`; `text` keeps the rest.
std::string_view take_until(std::string_view& text, std::string_view ends) {
  const auto taken = text.substr(0, text.find_first_of(ends));
  text.remove_prefix(taken.size());
  return taken;
}

/// "https" of "https:…"; empty for a relative reference.
std::string_view scheme_of(std::string_view reference) {
  const auto end = reference.find_first_of(":/?#");
  if (end == std::string_view::npos || reference[end] != ':') return {};
  const auto scheme = reference.substr(0, end);
  const bool valid = !scheme.empty() && is_letter(scheme.front()) && std::ranges::all_of(scheme, [](char c) {
    return is_letter(c) || is_digit(c) || c == '+' || c == '-' || c == '.';
  });
  return valid ? scheme : std::string_view{};
}

/// Encodes what may stand in no path or query; what is encoded already stays.
std::string encoded(std::string_view text) {
  constexpr std::string_view allowed = "-._~!$&'()*+,;=:@/?";
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool escape = c == '%' && i + 2 < text.size() && is_hex(text[i + 1]) && is_hex(text[i + 2]);
    if (escape || is_letter(c) || is_digit(c) || allowed.find(c) != std::string_view::npos) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += digits[byte >> 4];
      out += digits[byte & 0xf];
    }
  }
  return out;
}

std::string decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned value = 0;
    const bool escape = text[i] == '%' && i + 2 < text.size() && is_hex(text[i + 1]) && is_hex(text[i + 2]);
    if (!escape) {
      out += text[i];
      continue;
    }
    std::from_chars(text.data() + i + 1, text.data() + i + 3, value, 16);
    out += static_cast<char>(value);
    i += 2;
  }
  return out;
}

/// RFC 3986 § 5.2.4, for a path that begins with a slash.
std::string without_dot_segments(std::string_view path) {
  std::vector<std::string_view> kept;
  bool folder = false;
  while (!path.empty()) {
    path.remove_prefix(1);
    const auto segment = take_until(path, "/");
    folder = segment == "." || segment == "..";
    if (segment == ".." && !kept.empty()) kept.pop_back();
    if (!folder) kept.push_back(segment);
  }
  std::string out;
  for (const auto segment : kept) out.append("/").append(segment);
  if (folder || out.empty()) out += '/';
  return out;
}

bool is_host(std::string_view host) {
  return !host.empty() && host.size() <= 253 && std::ranges::all_of(host, [](char c) {
    return is_letter(c) || is_digit(c) || c == '-' || c == '.' || c == '_';
  });
}

/// "host", "host:8080", "[::1]:8080" into `url`.
bool read_authority(std::string_view text, Url& url) {
  std::string_view host;
  if (text.starts_with('[')) {
    text.remove_prefix(1);
    host = take_until(text, "]");
    const bool address = host.find(':') != std::string_view::npos &&
                         std::ranges::all_of(host, [](char c) { return is_hex(c) || c == ':' || c == '.'; });
    if (!address || text.empty()) return false;
    text.remove_prefix(1);
  } else {
    host = take_until(text, ":");
    if (!is_host(host)) return false;
  }
  url.host = lower(host);
  url.port = url.scheme == "https" ? 443 : 80;
  if (text.empty() || text == ":") return true;
  if (text.front() != ':') return false;
  text.remove_prefix(1);
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), url.port);
  return status == std::errc{} && end == text.data() + text.size() && url.port != 0;
}

/// The path of `reference` laid over that of `base` (RFC 3986 § 5.2.3).
std::string merged(const Url& base, std::string_view path) {
  if (path.starts_with('/')) return without_dot_segments(encoded(path));
  const auto folder = base.path.substr(0, base.path.rfind('/') + 1);
  return without_dot_segments(folder + encoded(path));
}

bool allowed_host(const Url& url, const Settings& settings) {
  const auto endpoint = parse_url(settings.content);
  if (endpoint && endpoint->host == url.host) return true;
  return std::ranges::any_of(settings.media_hosts, [&](const auto& host) { return lower(host) == url.host; });
}

Result<Place> picture_file(const std::filesystem::path& document, std::string_view src) {
  if (src.starts_with('/')) {
    return fail("sync.address", str("\"", src, "\" is no path relative to the document"));
  }
  const auto name = decoded(take_until(src, "?#"));
  if (name.find('\0') != std::string::npos) return fail("sync.address", "a file's name has no NUL in it");
  return Place((document.parent_path() / name).lexically_normal());
}

}  // namespace

std::optional<Url> parse_url(std::string_view text) {
  if (std::ranges::any_of(text, is_control)) return std::nullopt;
  Url url;
  url.scheme = lower(scheme_of(text));
  if (url.scheme != "http" && url.scheme != "https") return std::nullopt;
  text.remove_prefix(url.scheme.size() + 1);
  if (!text.starts_with("//")) return std::nullopt;
  text.remove_prefix(2);
  if (!read_authority(take_until(text, "/?#"), url)) return std::nullopt;
  url.path = without_dot_segments(encoded(take_until(text, "?#")));
  url.query = encoded(take_until(text, "#"));
  return url;
}

std::string to_string(const Url& url) {
  const bool ipv6 = url.host.find(':') != std::string::npos;
  std::string text = str(url.scheme, "://", ipv6 ? "[" + url.host + "]" : url.host);
  if (url.port != (url.scheme == "https" ? 443 : 80)) text += str(":", url.port);
  return text + url.path + url.query;
}

std::optional<Url> resolve(const Url& base, std::string_view reference) {
  if (!scheme_of(reference).empty()) return parse_url(reference);
  if (reference.starts_with("//")) return parse_url(str(base.scheme, ":", reference));
  if (std::ranges::any_of(reference, is_control)) return std::nullopt;
  Url url = base;
  const auto path = take_until(reference, "?#");
  const auto query = take_until(reference, "#");
  if (!path.empty()) url.path = merged(base, path);
  if (!path.empty() || !query.empty()) url.query = encoded(query);
  return url;
}

bool same_origin(const Url& a, const Url& b) {
  return a.scheme == b.scheme && a.host == b.host && a.port == b.port;
}

bool is_loopback(std::string_view host) {
  if (host == "localhost" || host == "::1") return true;
  return host.starts_with("127.") && std::ranges::count(host, '.') == 3 &&
         std::ranges::all_of(host, [](char c) { return is_digit(c) || c == '.'; });
}

Result<void> check_scheme(const Url& url, bool allow_http) {
  if (url.scheme == "https" || allow_http || is_loopback(url.host)) return {};
  return fail("sync.address",
              str(to_string(url), ": plain http goes to this machine only; use https (or set allow_http)"));
}

Result<Url> redirected(const Url& from, std::string_view target, bool allow_http) {
  auto url = parse_url(target);
  const bool downgrade = url && from.scheme == "https" && url->scheme != "https";
  if (url && !downgrade && check_scheme(*url, allow_http)) return std::move(*url);
  return fail("net.redirect", str(to_string(from), ": refused to be sent on to ",
                                  target.empty() ? std::string_view("nowhere") : target));
}

std::string to_string(const Place& place) {
  if (const auto* url = std::get_if<Url>(&place)) return to_string(*url);
  return std::get<std::filesystem::path>(place).string();
}

Result<Place> content_place(const Settings& settings) {
  if (settings.content.empty() || std::ranges::any_of(settings.content, is_control))
    return fail("sync.address", "the setting `content` names no document");
  const bool address = settings.content.find("://") != std::string::npos;
  if (!address) return Place(std::filesystem::path(settings.content));
  const auto url = parse_url(settings.content);
  if (!url) return fail("sync.address", str("\"", settings.content, "\" is neither an https address nor a file"));
  if (auto allowed = check_scheme(*url, settings.allow_http); !allowed) return tl::unexpected(allowed.error());
  return Place(*url);
}

Result<Url> report_address(const Settings& settings) {
  const auto url = parse_url(settings.report);
  if (!url) return fail("sync.address", str("the setting `report`: \"", settings.report, "\" is no https address"));
  return check_scheme(*url, settings.allow_http).map([&] { return *url; });
}

Result<Place> picture_place(const Place& document, std::string_view src, const Settings& settings) {
  if (src.empty() || std::ranges::any_of(src, is_control))
    return fail("sync.address", "an address that nobody can write");
  const auto* base = std::get_if<Url>(&document);
  const bool relative = scheme_of(src).empty() && !src.starts_with("//");
  if (base == nullptr && relative) return picture_file(std::get<std::filesystem::path>(document), src);
  const auto url = base != nullptr ? resolve(*base, src) : parse_url(src);
  if (!url) return fail("sync.address", str("\"", src, "\" is no https address and no relative one"));
  if (auto allowed = check_scheme(*url, settings.allow_http); !allowed) return tl::unexpected(allowed.error());
  if (!allowed_host(*url, settings)) {
    return fail("sync.address",
                str("pictures may not come from ", url->host, "; `media_hosts` says from where they may"));
  }
  return Place(*url);
}

}  // namespace kiosk
