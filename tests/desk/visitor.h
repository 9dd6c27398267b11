/// People at a desk without a server: requests to a Site as a browser would send them, for tests.
#pragma once

#include "desk/session_cookie.h"
#include "desk/site.h"
#include "editorial/press.h"

#include <doctest/doctest.h>
#include <regex>
#include <string>

namespace kiosk::test {

/// A desk's records, pages and people, with no network between them.
struct SiteDesk : Press {
  int handed_over = 0;
  Result<void> hand_over_result;
  Instant now = monday;
  Site site{database, box, options()};

  SiteOptions options() {
    SiteOptions made;
    made.published = [this] {
      ++handed_over;
      return hand_over_result;
    };
    return made;
  }

  HttpResponse answer(const HttpRequest& request) { return site.answer(request, now); }

  /// An account with a session; `name` is unused so far. Without a password, which would take its time.
  Session session_of(std::string_view name, Role role) {
    People people(database);
    const auto entered = people.enter_by_proxy(name, now);
    REQUIRE(entered);
    REQUIRE(people.set_role(entered->account.id, role));
    const auto session = people.session(entered->token, now);
    REQUIRE((session && *session));
    return **session;
  }
  /// An author who can log in with test::good_password.
  void account_of(std::string_view name) {
    People people(database);
    const auto secret = people.invite(Role::author, now);
    REQUIRE(secret);
    REQUIRE(people.accept(*secret, name, name, good_password, now));
  }
};

inline std::string header_of(const HttpResponse& response, std::string_view name) {
  for (const auto& [key, value] : response.headers) {
    if (key == name) return value;
  }
  return "";
}

/// The first form token on a page.
inline std::string token_on(const HttpResponse& page) {
  static const std::regex token(R"re(name="_token" value="([^"]+)")re");
  std::smatch found;
  return std::regex_search(page.body, found, token) ? found[1].str() : "";
}

/// Somebody's browser.
class Visitor {
 public:
  explicit Visitor(SiteDesk& desk) : desk_(desk) {}
  Visitor(SiteDesk& desk, const Session& session) : desk_(desk), cookie_(session_cookie_pair(session.token)) {}

  HttpResponse get(const std::string& path, Pairs query = {}) {
    HttpRequest request = made("GET", path);
    request.query = std::move(query);
    return desk_.answer(request);
  }
  /// With a token from `page`, or from the list of slides where that is empty.
  HttpResponse post(const std::string& path, Pairs form, std::string token = {}) {
    if (token.empty()) token = token_on(get("/slides"));
    form.emplace_back("_token", token);
    return post_bare(path, std::move(form));
  }
  HttpResponse post_bare(const std::string& path, Pairs form) {
    HttpRequest request = made("POST", path);
    request.headers["sec-fetch-site"] = "same-origin";
    request.form = std::move(form);
    return desk_.answer(request);
  }
  HttpRequest made(std::string method, std::string path) const {
    HttpRequest request;
    request.method = std::move(method);
    request.path = std::move(path);
    request.peer = "127.0.0.1";
    request.headers = {{"host", "desk.example"}};
    if (!cookie_.empty()) request.headers["cookie"] = cookie_;
    return request;
  }
  void set_cookie(std::string cookie) { cookie_ = std::move(cookie); }

  static std::string session_cookie_pair(std::string_view token) {
    const auto whole = session_cookie(token);
    return whole.substr(0, whole.find(';'));
  }

 private:
  SiteDesk& desk_;
  std::string cookie_;
};

}  // namespace kiosk::test
