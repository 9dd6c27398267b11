#include "base/format.h"
#include "desk/page.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>

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

/// As the command line says it too.
std::string_view role_word(Role role) {
  static constexpr std::array<std::string_view, 3> list{"author", "editor", "admin"};
  return list.at(static_cast<std::size_t>(role));
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
  const Html body =
      tag("div", {{"class", "heading"}}, {tag("h1", {tr("People")}), link("/events", tr("Who did what"), "button")}) +
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

/// The login name of the account that the address names, for the record.
Result<Account> account_asked_for(const Visit& visit) {
  const auto people = People(visit.db).all();
  if (!people) return tl::unexpected(people.error());
  const auto found = std::ranges::find(*people, account_of(visit), &Account::id);
  if (found == people->end()) return fail("people.missing", "There is no such account.");
  return *found;
}

HttpResponse invite(Visit& visit) {
  const auto role = role_sent(visit);
  const auto secret = People(visit.db).invite(role, visit.now);
  if (!secret) return failed(visit, secret.error());
  if (auto noted = note(visit, "invite", "", role_word(role)); !noted) return failed(visit, noted.error());
  return show_invitation(visit, *secret);
}

HttpResponse invite_again(Visit& visit) {
  const auto account = account_asked_for(visit);
  if (!account) return failed(visit, account.error());
  const auto secret = People(visit.db).invite_again(account->id, visit.now);
  if (!secret) return failed(visit, secret.error());
  if (auto noted = note(visit, "new_password", account->name); !noted) return failed(visit, noted.error());
  return show_invitation(visit, *secret);
}

/// Does it, and records it.
HttpResponse change(const Visit& visit, std::string_view action, std::string_view detail, std::string_view said,
                    const std::function<Result<void>(People&, std::int64_t)>& change_it) {
  const auto account = account_asked_for(visit);
  if (!account) return failed(visit, account.error());
  People people(visit.db);
  if (auto done = change_it(people, account->id); !done) return failed(visit, done.error());
  if (auto noted = note(visit, action, account->name, detail); !noted) return failed(visit, noted.error());
  return go_on("/people", said);
}

HttpResponse set_role(Visit& visit) {
  const auto role = role_sent(visit);
  return change(visit, "role", role_word(role), words("The role was changed."),
                [role](People& people, std::int64_t id) { return people.set_role(id, role); });
}

HttpResponse close(Visit& visit) {
  return change(visit, "close", "", words("The account was closed."),
                [](People& people, std::int64_t id) { return people.set_closed(id, true); });
}

HttpResponse open(Visit& visit) {
  return change(visit, "open", "", words("The account is open again."),
                [](People& people, std::int64_t id) { return people.set_closed(id, false); });
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
