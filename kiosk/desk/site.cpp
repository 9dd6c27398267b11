#include "desk/site.h"

#include "base/format.h"
#include "base/text.h"
#include "desk/assets.h"
#include "desk/page.h"
#include "desk/session_cookie.h"

#include <algorithm>

namespace kiosk {
namespace {

/// Nothing may be loaded or run but what this site serves, and nobody may put it into a frame.
constexpr std::string_view content_security_policy =
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

void add_security_headers(HttpResponse& response) {
  const auto add = [&response](std::string_view name, std::string_view value) {
    const bool there =
        std::ranges::any_of(response.headers, [name](const auto& header) { return header.first == name; });
    if (!there) response.headers.emplace_back(name, value);
  };
  add("Content-Security-Policy", content_security_policy);
  add("X-Content-Type-Options", "nosniff");
  add("Referrer-Policy", "same-origin");  // with no-referrer, browsers would send "null" as the Origin
  add("Cross-Origin-Opener-Policy", "same-origin");
  add("Cross-Origin-Resource-Policy", "same-origin");
  add("Cache-Control", "no-store");
}

std::vector<Route> all_routes() {
  std::vector<Route> routes;
  for (const auto part : {login_routes(), slides_routes(), new_routes(), edit_routes(), history_routes(),
                          pictures_routes(), notices_routes(), publications_routes(), screens_routes(), people_routes(),
                          events_routes(), institute_routes()}) {
    routes.insert(routes.end(), part.begin(), part.end());
  }
  return routes;
}

/// What stands at the stars of `pattern`, or nothing where `path` is another one.
std::optional<std::vector<std::string>> matched(std::string_view pattern, std::string_view path) {
  const auto wanted = split(pattern, '/');
  const auto given = split(path, '/');
  if (wanted.size() != given.size()) return std::nullopt;
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (wanted[i] == "*" && !given[i].empty()) {
      parts.emplace_back(given[i]);
    } else if (wanted[i] != given[i]) {
      return std::nullopt;
    }
  }
  return parts;
}

/// Whether a form was sent by a page of this site: browsers say so themselves (Fetch Metadata), and older ones say at
/// least from where (RFC 6454). Who says neither is no browser with somebody's cookie in it, but is refused all the
/// same.
bool is_of_this_site(const HttpRequest& request) {
  if (const auto site = request.header("sec-fetch-site"); !site.empty()) return site == "same-origin";
  const auto origin = request.header("origin");
  const auto host = request.header("host");
  const auto scheme = origin.find("://");
  return !host.empty() && scheme != std::string_view::npos && origin.substr(scheme + 3) == host;
}

Language language_for(const HttpRequest& request, const std::optional<Session>& session) {
  if (session) return session->account.language;
  if (const auto asked = request.query_value("language"); !asked.empty()) return Language(asked);
  // The browser's first wish is enough: the desk has two languages.
  const auto wish = request.header("accept-language").substr(0, 2);
  return wish == "nb" || wish == "nn" || wish == "no" ? "nb" : "en";
}

}  // namespace

Site::Site(Database& database, PictureBox& pictures, SiteOptions options)
    : db_(database), pictures_(pictures), options_(std::move(options)) {}

HttpResponse Site::answer(const HttpRequest& request, Instant now) {
  HttpResponse response = answer_unguarded(request, now);
  add_security_headers(response);
  return response;
}

HttpResponse Site::answer_unguarded(const HttpRequest& request, Instant now) {
  if (constexpr std::string_view assets = "/assets/"; request.path.starts_with(assets)) {
    auto asset = asset_response(std::string_view(request.path).substr(assets.size()));
    return asset ? std::move(*asset) : plain_response(404, "not here\n");
  }
  Entrance entrance = enter(request, db_, options_, now);
  Visit visit{request,
              now,
              db_,
              pictures_,
              options_,
              Translator(language_for(request, entrance.session)),
              std::move(entrance.session)};
  HttpResponse response = answer_visit(visit);
  if (!entrance.cookie.empty()) response.headers.emplace_back("Set-Cookie", entrance.cookie);
  return response;
}

HttpResponse Site::answer_visit(Visit& visit) {
  auto settings = desk_settings(db_);
  if (!settings) return failed(visit, settings.error());
  visit.settings = std::move(*settings);
  if (auto zone = Zone::find(visit.settings.institute.time_zone)) visit.zone = std::move(*zone);

  static const auto routes = all_routes();
  const std::string_view method = visit.request.method == "HEAD" ? "GET" : std::string_view(visit.request.method);
  bool known = false;
  for (const auto& route : routes) {
    auto parts = matched(route.path, visit.request.path);
    if (!parts) continue;
    known = true;
    if (route.method != method) continue;
    visit.parts = std::move(*parts);
    return pass(route, visit);
  }
  const auto& tr = visit.tr;
  if (known) return message_page(visit, 405, tr("That did not work"), tr("This address takes no such request."));
  if (!visit.session) return log_in_first(visit);
  return message_page(visit, 404, tr("This is not here"), tr("The address is wrong, or what was here is gone."));
}

HttpResponse Site::pass(const Route& route, Visit& visit) {
  const auto& tr = visit.tr;
  const bool writes = route.method == "POST";
  if (writes && !is_of_this_site(visit.request)) {
    return message_page(visit, 403, tr("You may not do this"), tr("This form was not sent by a page of this desk."));
  }
  if (route.door == Door::open) return route.answer(visit);
  if (!visit.session) return log_in_first(visit);
  const Role least = route.door == Door::admin ? Role::admin : route.door == Door::editor ? Role::editor : Role::author;
  if (!visit.may(least)) {
    return message_page(
        visit, 403, tr("You may not do this"),
        tr("Your role is {0}. Ask somebody with the role {1}.", role_name(visit.who().role, tr), role_name(least, tr)));
  }
  if (writes) {
    const auto used = use_form(db_, *visit.session, visit.request.value("_token"), visit.now);
    if (!used) return send_again_page(visit, used.error());
  }
  return route.answer(visit);
}

}  // namespace kiosk
