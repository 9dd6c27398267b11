#include "base/format.h"
#include "desk/page.h"
#include "desk/remarks.h"
#include "desk/session_cookie.h"

namespace kiosk {
namespace {

/// What was sent without a session is kept in the form that asks for the password, so that nobody loses a text to a
/// session that ended while they wrote: names of fields that are kept begin with this.
constexpr std::string_view kept = "kept:";

Html kept_fields(const HttpRequest& request) {
  Html fields;
  const bool again = request.path == "/login";
  for (const auto& [name, value] : request.form) {
    if (again ? name.starts_with(kept) : name != "_token") fields += hidden(again ? name : str(kept, name), value);
  }
  return fields;
}

/// Who has no account to remember it chose the language in the address.
std::string in_same_language(const Visit& visit, const std::string& path) {
  const auto language = visit.request.query_value("language");
  return language.empty() ? path : str(path, "?language=", url_escaped(language));
}

HttpResponse login_page(const Visit& visit, const std::string& then, const Error* error) {
  const auto& tr = visit.tr;
  const bool something_kept = !visit.request.form.empty() && visit.request.path != "/login";
  Html above;
  if (something_kept) {
    above = tag("p", {{"class", "box"}},
                {tr("You were logged out in the meantime. What you wrote is kept: log in, and it goes on.")});
  }
  if (error != nullptr) above += tag("p", {{"class", "box wrong"}, {"role", "alert"}}, {words_of(*error, tr)});
  const Html form = post_form(
      visit, in_same_language(visit, "/login"), {{"class", "stack"}},
      hidden("then", then) + kept_fields(visit.request) +
          plain_field(
              "name", "text", tr("User name"), "", visit.request.path == "/login" ? visit.request.value("name") : "",
              {{"autocomplete", "username"}, {"autocapitalize", "none"}, {"spellcheck", "false"}, {"required", true}}) +
          plain_field("password", "password", tr("Password"), "", "",
                      {{"autocomplete", "current-password"}, {"required", true}}) +
          submit(tr("Log in")) +
          tag("p", {{"class", "help"}},
              {tr("Forgot your password? An administrator can give you a new address to begin with.")}));
  const Html body = tag("div", {{"class", "narrow"}}, {tag("h1", {tr("Log in")}), above, form});
  return page(visit, {.title = tr("Log in"), .body = body, .status = error != nullptr ? 403 : 200});
}

/// Where the kept form goes on, with a token of the new session.
HttpResponse go_on_with_kept(const Visit& visit, const std::string& then) {
  const auto& tr = visit.tr;
  Html fields;
  for (const auto& [name, value] : visit.request.form) {
    if (name.starts_with(kept)) fields += hidden(std::string_view(name).substr(kept.size()), value);
  }
  const Html body = tag("h1", {tr("You are logged in again")}) +
                    tag("p", {{"class", "lead"}}, {tr("What you wrote before is still here.")}) +
                    post_form(visit, then, {}, fields + submit(tr("Go on with it")));
  return page(visit, {.title = tr("You are logged in again"), .body = body});
}

HttpResponse show_login(Visit& visit) {
  if (visit.session) return see_other("/slides");
  const bool nobody = People(visit.db).nobody_yet().value_or(false);
  if (nobody) {
    return message_page(
        visit, 200, visit.tr("Nobody has an account here yet"),
        visit.tr("When this desk was started for the first time, it printed an address to begin with. Open that one."),
        "/login");
  }
  return login_page(visit, safe_path(visit.request.query_value("then")), nullptr);
}

HttpResponse log_in(Visit& visit) {
  const auto then = safe_path(visit.request.value("then"));
  auto session = People(visit.db).log_in(visit.request.value("name"), visit.request.value("password"),
                                         client_address(visit.request, visit.options), visit.now);
  if (!session) return login_page(visit, then, &session.error());
  const bool goes_on =
      std::ranges::any_of(visit.request.form, [](const auto& pair) { return pair.first.starts_with(kept); });
  visit.session = *session;
  visit.tr = Translator(session->account.language);
  auto response = goes_on ? go_on_with_kept(visit, then) : see_other(then);
  response.headers.emplace_back("Set-Cookie", session_cookie(session->token));
  return response;
}

HttpResponse log_out(Visit& visit) {
  if (auto done = People(visit.db).log_out(visit.session->token); !done) return failed(visit, done.error());
  auto response = see_other("/login");
  response.headers.emplace_back("Set-Cookie", ended_session_cookie());
  return response;
}

HttpResponse set_language(Visit& visit) {
  const auto language = visit.request.value("language");
  if (std::ranges::find(desk_languages, language) != desk_languages.end()) {
    if (auto done = People(visit.db).set_language(visit.who().id, language); !done) return failed(visit, done.error());
  }
  return see_other(safe_path(visit.request.value("then")));
}

HttpResponse welcome_page(const Visit& visit, const Invitation& invitation, const Error* error) {
  const auto& tr = visit.tr;
  const auto& sent = visit.request;
  Html fields;
  if (invitation.account) {
    fields = tag("p", {{"class", "lead"}}, {tr("A new password for {0}.", invitation.account->full_name)}) +
             hidden("name", invitation.account->name) + hidden("full_name", invitation.account->full_name);
  } else {
    fields =
        plain_field("full_name", "text", tr("Your full name"), tr("As your colleagues see it beside what you did."),
                    sent.value("full_name"), {{"autocomplete", "name"}, {"required", true}}) +
        plain_field(
            "name", "text", tr("User name"), tr("To log in with: short, without spaces."), sent.value("name"),
            {{"autocomplete", "username"}, {"autocapitalize", "none"}, {"spellcheck", "false"}, {"required", true}});
  }
  Html above;
  if (error != nullptr) above = tag("p", {{"class", "box wrong"}, {"role", "alert"}}, {words_of(*error, tr)});
  const Html form =
      post_form(visit, in_same_language(visit, sent.path), {{"class", "stack"}},
                fields +
                    plain_field("password", "password", tr("Password"),
                                tr("At least 12 characters. A few words that only you would put together are good."),
                                "", {{"autocomplete", "new-password"}, {"minlength", 12}, {"required", true}}) +
                    submit(tr("Begin")));
  const auto heading = invitation.account ? tr("Choose a password") : tr("Welcome");
  return page(visit, {.title = heading,
                      .body = tag("div", {{"class", "narrow"}}, {tag("h1", {heading}), above, form}),
                      .status = error != nullptr ? 422 : 200});
}

HttpResponse show_welcome(Visit& visit) {
  const auto invitation = People(visit.db).invitation(visit.parts[0], visit.now);
  if (!invitation) return failed(visit, invitation.error());
  return welcome_page(visit, *invitation, nullptr);
}

HttpResponse accept(Visit& visit) {
  People people(visit.db);
  const auto invitation = people.invitation(visit.parts[0], visit.now);
  if (!invitation) return failed(visit, invitation.error());
  const auto& sent = visit.request;
  const auto account =
      people.accept(visit.parts[0], sent.value("name"), sent.value("full_name"), sent.value("password"), visit.now);
  if (!account) return welcome_page(visit, *invitation, &account.error());
  if (auto set = people.set_language(account->id, visit.tr.language()); !set) return failed(visit, set.error());
  const auto session =
      people.log_in(account->name, sent.value("password"), client_address(sent, visit.options), visit.now);
  if (!session) return see_other("/login");
  auto response = go_on("/slides", words("Welcome! This is where the slides of the screens are made."));
  response.headers.emplace_back("Set-Cookie", session_cookie(session->token));
  return response;
}

HttpResponse show_start(Visit&) {
  return see_other("/slides");
}

constexpr std::array routes{
    Route{"GET", "/", Door::open, show_start},
    Route{"GET", "/login", Door::open, show_login},
    Route{"POST", "/login", Door::open, log_in},
    Route{"POST", "/logout", Door::author, log_out},
    Route{"POST", "/language", Door::author, set_language},
    Route{"GET", "/welcome/*", Door::open, show_welcome},
    Route{"POST", "/welcome/*", Door::open, accept},
};

}  // namespace

HttpResponse log_in_first(const Visit& visit) {
  if (visit.request.method == "POST") return login_page(visit, safe_path(visit.request.path), nullptr);
  return see_other("/login?then=" + url_escaped(visit.request.path));
}

std::span<const Route> login_routes() {
  return routes;
}

}  // namespace kiosk
