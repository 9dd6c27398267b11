#include "editorial/people.h"

#include "editorial/office.h"
#include "editorial/weak_passwords.h"

#include <doctest/doctest.h>

namespace kiosk {
namespace {

using namespace std::chrono_literals;
using test::code_of;
using test::Folder;
using test::good_password;
using test::monday;
using test::Office;

constexpr std::string_view home = "192.0.2.1";

/// A desk at which nobody was yet.
struct NewDesk {
  Folder folder;
  Database database = std::move(*Database::open(folder / "desk.db"));
  People people{database};
};

Account with_password(People& people, std::string_view name, Role role = Role::author) {
  const auto secret = people.invite(role, monday);
  REQUIRE(secret);
  auto account = people.accept(*secret, name, "Somebody", good_password, monday);
  REQUIRE(account);
  return *account;
}

bool has_session(People& people, std::string_view token, Instant now) {
  const auto session = people.session(token, now);
  REQUIRE(session);
  return session->has_value();
}

TEST_CASE("the first account begins with the newest of the addresses that were printed") {
  NewDesk desk;
  CHECK(desk.people.nobody_yet().value());
  const auto printed_before = desk.people.invite(Role::admin, monday).value();
  const auto printed = desk.people.invite(Role::admin, monday).value();
  CHECK(code_of(desk.people.invitation(printed_before, monday)) == "people.invitation");
  CHECK(desk.people.invitation(printed, monday)->role == Role::admin);
  CHECK_FALSE(desk.people.invitation(printed, monday)->account.has_value());
  const auto first = desk.people.accept(printed, "kari", " Kari Nordmann ", good_password, monday);
  REQUIRE(first);
  CHECK(first->role == Role::admin);
  CHECK(first->full_name == "Kari Nordmann");
  CHECK_FALSE(desk.people.nobody_yet().value());
  CHECK(desk.people.all().value() == std::vector{*first});
}

TEST_CASE("an invitation is good once, and for seven days") {
  Office office;
  People people(office.database);
  const auto first = people.invite(Role::author, monday).value();
  const auto second = people.invite(Role::editor, monday).value();
  CHECK(people.invitation(first, monday + 24h * 7 - 1s));
  CHECK(code_of(people.invitation(first, monday + 24h * 7)) == "people.invitation");
  REQUIRE(people.accept(first, "per", "Per", good_password, monday));
  CHECK(code_of(people.accept(first, "pål", "Pål", good_password, monday)) == "people.invitation");
  CHECK(code_of(people.invitation("", monday)) == "people.invitation");
  CHECK(people.invitation(second, monday)->role == Role::editor);
}

TEST_CASE("a name that is wrong or taken does not use the invitation up") {
  Office office;
  People people(office.database);
  const auto secret = people.invite(Role::author, monday).value();
  for (const std::string name : {"x", "", "per hansen", "<b>", "pær", "a/b"}) {
    CAPTURE(name);
    CHECK(code_of(people.accept(secret, name, "Per", good_password, monday)) == "people.name");
  }
  CHECK(code_of(people.accept(secret, std::string(65, 'a'), "Per", good_password, monday)) == "people.name");
  for (const std::string full_name : {"", "  ", "Per\nHansen", "\xff"}) {
    CHECK(code_of(people.accept(secret, "per", full_name, good_password, monday)) == "people.name");
  }
  CHECK(code_of(people.accept(secret, "KARI", "Kari", good_password, monday)) == "people.name_taken");
  CHECK(code_of(people.accept(secret, "per", "Per", "short", monday)) == "people.password");
  CHECK(people.accept(secret, "per", "Per", good_password, monday));
}

TEST_CASE("passwords that anybody would try first are refused, and others of twelve characters are taken") {
  for (const std::string weak :
       {"elevenchars", "password1234", "Passord12345", "Sommer202420", "passwordpassword", "qwertyuiopas",
        "123456789012", "210987654321", "aaaaaaaaaaaa", "abababababab", "1q2w3e4r5t6y", "kari.nordmann",
        "KARI.NORDMANN", "admin-123456", "asdfghjklzxc", "øøøøøøøøøøø"}) {
    CAPTURE(weak);
    CHECK(code_of(check_password(weak, "kari.nordmann")) == "people.password");
  }
  CHECK(code_of(check_password(std::string(200, 'a') + "bcdefghijk" + std::string(47, 'x'), "x")) == "people.password");
  for (const std::string fine : {"korrekt hest batteri", "blåbærsyltetøy", "test!8472910382745", "gV7#kQ2!pL9z"}) {
    CAPTURE(fine);
    CHECK(check_password(fine, "kari.nordmann"));
  }
}

TEST_CASE("a new password ends the sessions and the invitations that were before") {
  Office office;
  People people(office.database);
  const auto per = with_password(people, "per");
  const auto session = people.log_in("per", good_password, home, monday).value();
  const auto old = people.invite_again(per.id, monday).value();
  const auto secret = people.invite_again(per.id, monday).value();
  CHECK(code_of(people.invitation(old, monday)) == "people.invitation");
  CHECK(people.invitation(secret, monday)->account == per);
  CHECK(people.accept(secret, "ignored", "Ignored", "another good password", monday).value() == per);
  CHECK_FALSE(has_session(people, session.token, monday));
  CHECK(code_of(people.log_in("per", good_password, home, monday)) == "people.wrong");
  CHECK(people.log_in("per", "another good password", home, monday));
}

TEST_CASE("who logs in gets a session, which others cannot guess, and which its end ends") {
  Office office;
  People people(office.database);
  const auto per = with_password(people, "per", Role::editor);
  const auto session = people.log_in("PER", good_password, home, monday);
  REQUIRE(session);
  CHECK(session->account == per);
  CHECK(session->token.size() >= 43);
  const auto again = people.session(session->token, monday + 1h).value();
  REQUIRE(again.has_value());
  CHECK(again->account == per);
  CHECK(again->form_key == session->form_key);
  CHECK_FALSE(has_session(people, session->token + "x", monday));
  CHECK_FALSE(has_session(people, "", monday));
  CHECK(people.log_in("per", good_password, home, monday)->token != session->token);
  REQUIRE(people.log_out(session->token));
  CHECK_FALSE(has_session(people, session->token, monday));
}

TEST_CASE("the database holds no password, no cookie and no invitation that could be used") {
  Office office;
  People people(office.database);
  const auto per = with_password(people, "per");
  const auto session = people.log_in("per", good_password, home, monday).value();
  const auto secret = people.invite_again(per.id, monday).value();
  office.database.run("PRAGMA wal_checkpoint(TRUNCATE)");
  const auto bytes = test::bytes_of(office.file);
  CHECK(bytes.find("argon2id") != std::string::npos);
  for (const std::string_view kept_nowhere :
       {good_password, std::string_view(session.token), std::string_view(secret), std::string_view(session.form_key)}) {
    CHECK(bytes.find(kept_nowhere) == std::string::npos);
  }
}

TEST_CASE("a session ends twelve hours after its last use, and seven days after its begin") {
  Office office;
  People people(office.database);
  const auto session = people.enter_by_proxy("kari", monday).value();
  CHECK(has_session(people, session.token, monday + 11h));
  CHECK(has_session(people, session.token, monday + 22h));
  CHECK_FALSE(has_session(people, session.token, monday + 34h + 1min));
  auto now = monday;
  const auto other = people.enter_by_proxy("kari", monday).value();
  while (has_session(people, other.token, now)) now += 6h;
  CHECK(now == monday + 24h * 7);
}

TEST_CASE("after five wrong passwords there is one try a minute, for the name from anywhere and for the address") {
  Office office;
  People people(office.database);
  with_password(people, "per");
  auto now = monday;
  for (int i = 0; i < 5; ++i) {
    CHECK(code_of(people.log_in(i % 2 == 0 ? "per" : "Per", "wrong", home, now)) == "people.wrong");
  }
  CHECK(code_of(people.log_in("per", good_password, "192.0.2.77", now)) == "people.wait");
  CHECK(code_of(people.log_in("nobody", "wrong", home, now)) == "people.wait");
  CHECK(code_of(people.log_in("nobody", "wrong", "192.0.2.77", now)) == "people.wrong");
  now += 61s;
  CHECK(code_of(people.log_in("per", "wrong", "192.0.2.78", now)) == "people.wrong");
  CHECK(code_of(people.log_in("per", good_password, "192.0.2.79", now)) == "people.wait");
  now += 61s;
  CHECK(people.log_in("per", good_password, "192.0.2.79", now));
  CHECK(people.log_in("per", good_password, "192.0.2.79", now));
  now += 15min;
  CHECK(code_of(people.log_in("per", "wrong", home, now)) == "people.wrong");
  CHECK(people.log_in("per", good_password, home, now));
}

TEST_CASE("all addresses of one network of IPv6 count as one, each of IPv4 as its own") {
  Office office;
  People people(office.database);
  const auto tried = [&](const std::string& address) {
    static int number = 0;
    return code_of(people.log_in("name" + std::to_string(++number), "wrong", address, monday));
  };
  for (int i = 1; i <= 5; ++i) {
    CHECK(tried("2001:db8:1:2::" + std::to_string(i)) == "people.wrong");
    CHECK(tried("::ffff:192.0.2." + std::to_string(i)) == "people.wrong");
  }
  CHECK(tried("2001:db8:1:2:ffff::7") == "people.wait");
  CHECK(tried("2001:db8:1:3::1") == "people.wrong");
  CHECK(tried("::ffff:192.0.2.6") == "people.wrong");
}

TEST_CASE("ten thousand tries from one address reach no more passwords than a minute each allows") {
  Office office;
  People people(office.database);
  int reached = 0;
  for (int i = 0; i < 10'000; ++i) {
    // A hundred names, ten tries a second.
    const auto tried = people.log_in("name" + std::to_string(i % 100), "wrong", home, monday + i * 100ms);
    if (code_of(tried) == "people.wrong") ++reached;
  }
  CHECK(reached >= 5);
  CHECK(reached <= 5 + 17);
}

TEST_CASE("who has no password, or is closed out, does not get in, and is not told why") {
  Office office;
  People people(office.database);
  CHECK(code_of(people.log_in("kari", "", home, monday)) == "people.wrong");
  const auto per = with_password(people, "per");
  const auto session = people.log_in("per", good_password, home, monday).value();
  REQUIRE(people.set_closed(per.id, true));
  CHECK_FALSE(has_session(people, session.token, monday));
  CHECK(code_of(people.log_in("per", good_password, home, monday)) == "people.wrong");
  CHECK(code_of(people.enter_by_proxy("per", monday)) == "people.closed");
  REQUIRE(people.set_closed(per.id, false));
  CHECK(people.log_in("per", good_password, home, monday));
}

TEST_CASE("the proxy's first user becomes admin, every other one author") {
  NewDesk desk;
  const auto printed = desk.people.invite(Role::admin, monday).value();
  const auto first = desk.people.enter_by_proxy("kari@example.org", monday).value();
  CHECK(first.account.role == Role::admin);
  CHECK(code_of(desk.people.invitation(printed, monday)) == "people.invitation");
  CHECK(desk.people.enter_by_proxy("ola", monday)->account.role == Role::author);
  CHECK(desk.people.enter_by_proxy("KARI@example.org", monday)->account == first.account);
  CHECK(code_of(desk.people.enter_by_proxy("a\r\nb", monday)) == "people.name");
  CHECK(desk.people.all()->size() == 2);
}

TEST_CASE("the last open admin stays one") {
  Office office;
  People people(office.database);
  CHECK(code_of(people.set_role(office.kari.id, Role::editor)) == "people.last_admin");
  CHECK(code_of(people.set_closed(office.kari.id, true)) == "people.last_admin");
  REQUIRE(people.set_role(office.ola.id, Role::admin));
  REQUIRE(people.set_closed(office.ola.id, true));
  CHECK(code_of(people.set_role(office.kari.id, Role::author)) == "people.last_admin");
  REQUIRE(people.set_closed(office.ola.id, false));
  CHECK(people.set_role(office.kari.id, Role::author));
  CHECK(code_of(people.set_role(4711, Role::admin)) == "people.missing");
}

TEST_CASE("each chooses the language of the desk's words") {
  Office office;
  People people(office.database);
  REQUIRE(people.set_language(office.ola.id, "nb"));
  CHECK(people.enter_by_proxy("ola", monday)->account.language == "nb");
  CHECK(code_of(people.set_language(office.ola.id, "xx")) == "people.language");
}

TEST_CASE("a form is taken once, and only from the session that it was made for") {
  Office office;
  People people(office.database);
  const auto kari = people.enter_by_proxy("kari", monday).value();
  const auto ola = people.enter_by_proxy("ola", monday).value();
  const auto token = form_token(kari);
  CHECK(token != form_token(kari));
  CHECK(code_of(use_form(office.database, ola, token, monday)) == "people.form");
  CHECK(use_form(office.database, kari, token, monday));
  CHECK(code_of(use_form(office.database, kari, token, monday)) == "people.form_used");
  auto forged = form_token(kari);
  forged[3] = forged[3] == 'a' ? 'b' : 'a';
  for (const auto& wrong : {std::string(), std::string("."), forged, forged.substr(0, 43), token + "0"}) {
    CHECK(code_of(use_form(office.database, kari, wrong, monday)) == "people.form");
  }
  const auto later = form_token(kari);
  REQUIRE(people.log_out(kari.token));
  CHECK(code_of(use_form(office.database, kari, later, monday)) == "people.form");
}

}  // namespace
}  // namespace kiosk
