/// The desk's pages: a request and the time → an answer. Each thread that answers has a Site of its own, with its own
/// connection to the database.
#pragma once

#include "base/clock.h"
#include "desk/http.h"
#include "editorial/database.h"
#include "editorial/pictures.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace kiosk {

struct Route;
struct Visit;

/// The address of an invitation is this and its secret.
inline constexpr std::string_view welcome_path = "/welcome/";

struct SiteOptions {
  /// The address (in numbers) of the one proxy in front, whose word counts for where a request comes from
  /// (X-Forwarded-For); empty: nobody's does.
  std::string proxy_address = {};
  /// The header, in small letters, in which that proxy names the user; empty: it does not, and people log in.
  std::string proxy_header = {};
  /// Called after the database has a new publication: writes the folder that screens read. A Result's error is shown to
  /// the person who published, with the word that it will be tried again.
  std::function<Result<void>()> published = [] { return Result<void>{}; };
};

class Site {
 public:
  /// All must outlive it.
  Site(Database& database, PictureBox& pictures, SiteOptions options);

  /// Never fails: what goes wrong is a page that says so. Checks session, origin, form token and role before anything
  /// else, and adds the security headers to every answer.
  HttpResponse answer(const HttpRequest& request, Instant now);

 private:
  HttpResponse answer_unguarded(const HttpRequest& request, Instant now);
  HttpResponse answer_visit(Visit& visit);
  /// The answer of a route, for those who may have it.
  HttpResponse pass(const Route& route, Visit& visit);

  Database& db_;
  PictureBox& pictures_;
  const SiteOptions options_;
};

}  // namespace kiosk
