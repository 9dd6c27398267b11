/// One request while it is answered, and what pages answer it. Internal to the site; its thread.
#pragma once

#include "desk/site.h"
#include "desk/words.h"
#include "editorial/institute.h"
#include "editorial/people.h"
#include "locale/zone.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

struct Visit {
  const HttpRequest& request;
  Instant now;
  Database& db;
  PictureBox& pictures;
  const SiteOptions& options;
  Translator tr;
  std::optional<Session> session = {};
  DeskSettings settings = {};
  Zone zone = Zone::utc();              ///< the institute's
  std::vector<std::string> parts = {};  ///< of the path: what stood at the route's stars

  /// Behind a door that is not open there is always somebody.
  const Account& who() const { return session->account; }
  bool may(Role role) const { return session && session->account.role >= role; }
};

/// Who may come in: anybody, or who is logged in with at least a role.
enum class Door { open, author, editor, admin };

struct Route {
  std::string_view method;  ///< GET (also for HEAD) or POST
  std::string_view path;    ///< a * stands for one part: "/slides/*/history"
  Door door = Door::author;
  HttpResponse (*answer)(Visit& visit) = nullptr;
};

// Each is in the file of the same name, page_….cpp.
std::span<const Route> login_routes();
std::span<const Route> slides_routes();
std::span<const Route> new_routes();
std::span<const Route> edit_routes();
std::span<const Route> history_routes();
std::span<const Route> pictures_routes();
std::span<const Route> notices_routes();
std::span<const Route> publications_routes();
std::span<const Route> screens_routes();
std::span<const Route> people_routes();
std::span<const Route> events_routes();
std::span<const Route> institute_routes();

}  // namespace kiosk
