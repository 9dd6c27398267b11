#include "base/format.h"
#include "desk/page.h"

#include <array>
#include <charconv>

namespace kiosk {
namespace {

constexpr std::array roles{Role::author, Role::editor, Role::admin};

std::string role_help(Role role, const Translator& tr) {
  switch (role) {
    case Role::author:
      return tr("Writes slides, and publishes them where no second person has to look first.");
    case Role::editor:
      return tr("Writes and publishes slides, changes their order, and shows urgent notices.");
    case Role::admin:
      return tr("Does all this, and looks after people, screens and settings.");
  }
  return {};
}

std::int64_t account_of(const Visit& visit) {
  const auto& part = visit.parts[0];
  std::int64_t id = 0;
  std::from_chars(part.data(), part.data() + part.size(), id);
  return id;
}

Role role_sent(const Visit& visit) {
  const auto value = visit.request.value("role");
  return value == "2" ? Role::admin : value == "1" ? Role::editor : Role::author;
}

Html role_select(const Account& account, const Translator& tr) {
  Html options;
  for (const auto role : roles) {
    Attributes attributes{{"value", static_cast<int>(role)}};
    if (role == account.role) attributes.emplace_back("selected", true);
    options += tag("option", attributes, {role_name(role, tr)});
  }
  return tag("select", {{"name", "role"}, {"aria-label", tr("Role of {0}", account.full_name)}}, {options});
}

Html row(const Visit& visit, const Account& account) {
  const auto& tr = visit.tr;
  const auto address = str("/people/", account.id);
  const auto about = tag("span", {{"class", "unseen"}}, {": " + account.full_name});
  Html actions = post_form(visit, address + "/invite", {{"class", "inline"}},
                           tag("button", {{"type", "submit"}, {"class", "quiet"}}, {tr("New password"), about}));
  actions += post_form(visit, address + (account.closed ? "/open" : "/close"), {{"class", "inline"}},
                       tag("button", {{"type", "submit"}, {"class", account.closed ? "quiet" : "danger-quiet"}},
                           {account.closed ? tr("Open again") : tr("Close the account"), about}));
  Html name = tag("strong", {account.full_name}) + tag("p", {{"class", "help"}}, {account.name});
  if (account.closed) name += tag("span", {{"class", "pill down"}}, {tr("Closed")});
  return tag("li", {{"class", "person-row"}},
             {tag("div", {name}),
              post_form(visit, address + "/role", {{"class", "inline"}},
                        role_select(account, tr) + submit(tr("Change"), "small")),
              tag("div", {{"class", "buttons"}}, {actions})});
}

Html invite_form(const Visit& visit) {
  const auto& tr = visit.tr;
  Html choices;
  for (const auto role : roles) {
    const auto id = str("role-", static_cast<int>(role));
    Attributes attributes{{"type", "radio"}, {"name", "role"}, {"id", id}, {"value", static_cast<int>(role)}};
    if (role == Role::author) attributes.emplace_back("checked", true);
    choices += tag("div", {{"class", "tick"}},
                   {tag("input", attributes),
                    tag("label", {{"for", id}},
                        {role_name(role, tr), " ", tag("span", {{"class", "help"}}, {role_help(role, tr)})})});
  }
  return post_form(visit, "/people/invite", {{"class", "card"}},
                   tag("h2", {tr("Invite somebody")}) +
                       tag("fieldset", {{"class", "field"}}, {tag("legend", {tr("Role")}), choices}) +
                       tag("p", {submit(tr("Make an address"))}));
}

HttpResponse list(Visit& visit) {
  const auto& tr = visit.tr;
  const auto people = People(visit.db).all();
  if (!people) return failed(visit, people.error());
  Html rows;
  for (const auto& account : *people) rows += row(visit, account);
  const Html body = tag("h1", {tr("People")}) +
                    tag("p", {{"class", "lead"}},
                        {tr("Who may use this desk. What somebody did stays in the histories, also after their account "
                            "is closed.")}) +
                    tag("ul", {{"class", "person-rows"}}, {rows}) + invite_form(visit);
  return page(visit, {.title = tr("People"), .section = "/people", .body = body});
}

/// The address is shown this once: the desk keeps no more than a hash of it.
HttpResponse show_invitation(const Visit& visit, const std::string& secret) {
  const auto& tr = visit.tr;
  const auto host = visit.request.header("host");
  const auto& proto = visit.request.header("x-forwarded-proto");
  const bool local = host.starts_with("localhost") || host.starts_with("127.") || host.starts_with("[::1]");
  const auto address = str(local && proto != "https" ? "http" : "https", "://", host, "/welcome/", secret);
  const Html body =
      tag("h1", {tr("Give this address to the person")}) +
      tag("p", {{"class", "lead"}},
          {tr("It is shown only now. It works once, within 7 days: whoever opens it chooses a password.")}) +
      tag("p", {{"class", "secret"}}, {address}) + tag("p", {link("/people", tr("Done"), "button primary")});
  return page(visit, {.title = tr("Give this address to the person"), .section = "/people", .body = body});
}

HttpResponse invite(Visit& visit) {
  const auto secret = People(visit.db).invite(role_sent(visit), visit.now);
  return secret ? show_invitation(visit, *secret) : failed(visit, secret.error());
}

HttpResponse invite_again(Visit& visit) {
  const auto secret = People(visit.db).invite_again(account_of(visit), visit.now);
  return secret ? show_invitation(visit, *secret) : failed(visit, secret.error());
}

HttpResponse set_role(Visit& visit) {
  const auto done = People(visit.db).set_role(account_of(visit), role_sent(visit));
  return done ? go_on("/people", words("The role was changed.")) : failed(visit, done.error());
}

HttpResponse close(Visit& visit) {
  const auto done = People(visit.db).set_closed(account_of(visit), true);
  return done ? go_on("/people", words("The account was closed.")) : failed(visit, done.error());
}

HttpResponse open(Visit& visit) {
  const auto done = People(visit.db).set_closed(account_of(visit), false);
  return done ? go_on("/people", words("The account is open again.")) : failed(visit, done.error());
}

constexpr std::array routes{
    Route{"GET", "/people", Door::admin, list},
    Route{"POST", "/people/invite", Door::admin, invite},
    Route{"POST", "/people/*/invite", Door::admin, invite_again},
    Route{"POST", "/people/*/role", Door::admin, set_role},
    Route{"POST", "/people/*/close", Door::admin, close},
    Route{"POST", "/people/*/open", Door::admin, open},
};

}  // namespace

std::span<const Route> people_routes() {
  return routes;
}

}  // namespace kiosk
