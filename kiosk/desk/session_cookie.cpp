#include "desk/session_cookie.h"

#include "base/format.h"
#include "base/log.h"
#include "base/text.h"

#include <algorithm>

namespace kiosk {
namespace {

constexpr std::string_view attributes = "; Path=/; Secure; HttpOnly; SameSite=Strict";

bool comes_by_proxy(const HttpRequest& request, const SiteOptions& options) {
  return !options.proxy_address.empty() && request.peer == options.proxy_address;
}

bool same_name(std::string_view a, std::string_view b) {
  const auto small = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::ranges::equal(a, b, {}, small, small);
}

}  // namespace

std::string session_cookie(std::string_view token) {
  return str(session_cookie_name, '=', token, attributes);
}

std::string ended_session_cookie() {
  return str(session_cookie_name, "=; Max-Age=0", attributes);
}

Entrance enter(const HttpRequest& request, Database& database, const SiteOptions& options, Instant now) {
  People people(database);
  Entrance entrance;
  if (const auto token = request.cookie(session_cookie_name); !token.empty()) {
    auto session = people.session(token, now);
    if (session) entrance.session = std::move(*session);
  }
  if (!comes_by_proxy(request, options)) return entrance;
  const auto name = request.header(options.proxy_header);
  if (name.empty()) return entrance;
  if (entrance.session && same_name(entrance.session->account.name, name)) return entrance;
  auto session = people.enter_by_proxy(name, now);
  if (!session) {
    log::warn(session.error());
    return {};
  }
  return {*session, session_cookie(session->token)};
}

std::string client_address(const HttpRequest& request, const SiteOptions& options) {
  if (!comes_by_proxy(request, options)) return request.peer;
  const auto named = split(request.header("x-forwarded-for"), ',');
  const auto last = trimmed(named.back());
  return last.empty() ? request.peer : std::string(last);
}

}  // namespace kiosk
