#include "base/format.h"
#include "crypto/mac.h"
#include "crypto/password.h"
#include "crypto/random.h"
#include "crypto/sha256.h"
#include "editorial/accounts.h"
#include "editorial/instants.h"
#include "editorial/people.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>

namespace kiosk {
namespace {

using namespace std::chrono_literals;

constexpr auto session_sleeps = 12h;
constexpr auto session_ends = 24h * 7;
constexpr auto session_touched = 1min;  ///< how exactly its last use is known: a write for each page would be too much

constexpr int most_wrong = 5;
constexpr auto wrong_count_for = 15min;
constexpr auto wrong_wait = 1min;

Session begin_session(Database& db, const Account& account, Instant now) {
  const auto token = random_secret();
  db.run("DELETE FROM sessions WHERE used <= ? OR begun <= ?", to_stored(now - session_sleeps),
         to_stored(now - session_ends));
  db.run("INSERT INTO sessions (secret, account, begun, used) VALUES (?, ?, ?, ?)", sha256_hex(token), account.id,
         to_stored(now), to_stored(now));
  return {account, token, mac(token, "forms")};
}

/// Under what a wrong login is counted: the name, however it is written, and the address.
struct Tries {
  std::string name;
  std::string address;
};

/// One who has an address of IPv6 has 2^64 of them (RFC 6177): they count as one.
std::string network_of(const std::string& address) {
  in6_addr numbers{};
  if (::inet_pton(AF_INET6, address.c_str(), &numbers) != 1 || IN6_IS_ADDR_V4MAPPED(&numbers)) return address;
  std::fill(std::begin(numbers.s6_addr) + 8, std::end(numbers.s6_addr), std::uint8_t{0});
  std::array<char, INET6_ADDRSTRLEN> text{};
  return ::inet_ntop(AF_INET6, &numbers, text.data(), text.size()) == nullptr ? address : text.data();
}

Tries tries_of(std::string_view name, std::string_view address) {
  std::string small(name.substr(0, 64));
  std::ranges::transform(small, small.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + ('a' - 'A')) : c; });
  return {str("name ", small), str("address ", network_of(std::string(address)))};
}

bool must_wait(Database& db, std::string_view who, Instant now) {
  const auto rows = db.ask("SELECT count(*), max(at) FROM wrong_logins WHERE who = ? AND at > ?", who,
                           to_stored(now - wrong_count_for));
  return rows->next() && rows->number(0) >= most_wrong && from_stored(rows->number(1)) + wrong_wait > now;
}

}  // namespace

Result<Session> People::log_in(std::string_view name, std::string_view password, std::string_view address,
                               Instant now) {
  struct Known {
    std::optional<Account> account;
    std::optional<std::string> hash;
  };
  const auto tries = tries_of(name, address);
  const auto known = db_.read([&]() -> Result<Known> {
    if (must_wait(db_, tries.name, now) || must_wait(db_, tries.address, now)) {
      return fail("people.wait", "Too many wrong passwords. Wait a minute, then try once more.");
    }
    auto account = account_by_name(db_, name);
    if (!account || account->closed) return Known{};
    const auto rows = db_.ask("SELECT password FROM accounts WHERE id = ?", account->id);
    const bool has_password = rows->next() && !rows->is_null(0);
    return Known{std::move(account), has_password ? std::optional(rows->text(0)) : std::nullopt};
  });
  if (!known) return tl::unexpected(known.error());
  const bool right = password_fits(known->hash, password);
  const auto session = db_.in_transaction([&]() -> Result<std::optional<Session>> {
    db_.run("DELETE FROM wrong_logins WHERE at <= ?", to_stored(now - wrong_count_for));
    if (right) {
      db_.run("DELETE FROM wrong_logins WHERE who = ?", tries.name);
      return begin_session(db_, *known->account, now);
    }
    for (const auto& who : {tries.name, tries.address}) {
      db_.run("INSERT INTO wrong_logins (who, at) VALUES (?, ?)", who, to_stored(now));
    }
    return std::nullopt;
  });
  if (!session) return tl::unexpected(session.error());
  if (!*session) return fail("people.wrong", "The name or the password is wrong.");
  return **session;
}

Result<Session> People::enter_by_proxy(std::string_view name, Instant now) {
  if (!is_login_name(name)) return fail("people.name", "The proxy in front names a user that cannot be one.");
  return db_.in_transaction([&]() -> Result<Session> {
    auto account = account_by_name(db_, name);
    if (!account) {
      const auto role = no_accounts(db_) ? Role::admin : Role::author;
      // The address that was printed for the first account is not for a second one.
      if (role == Role::admin) db_.run("DELETE FROM invitations");
      db_.run("INSERT INTO accounts (name, full_name, role) VALUES (?, ?, ?)", name, name, role);
      account = account_by_name(db_, name);
    }
    if (account->closed) return fail("people.closed", "This account was closed.");
    return begin_session(db_, *account, now);
  });
}

Result<std::optional<Session>> People::session(std::string_view token, Instant now) {
  struct Found {
    Account account;
    Instant used;
  };
  const auto secret = sha256_hex(token);
  const auto found = db_.read([&]() -> Result<std::optional<Found>> {
    const auto rows = db_.ask(str("SELECT ", account_columns,
                                  ", used FROM sessions JOIN accounts ON id = account "
                                  "WHERE secret = ? AND used > ? AND begun > ? AND closed = 0"),
                              secret, to_stored(now - session_sleeps), to_stored(now - session_ends));
    if (!rows->next()) return std::nullopt;
    return Found{account_of(*rows), from_stored(rows->number(6))};
  });
  if (!found) return tl::unexpected(found.error());
  if (!*found) return std::nullopt;
  if (now - (*found)->used >= session_touched) {
    const auto touched = db_.in_transaction([&]() -> Result<void> {
      db_.run("UPDATE sessions SET used = ? WHERE secret = ?", to_stored(now), secret);
      return {};
    });
    if (!touched) return tl::unexpected(touched.error());
  }
  return Session{(*found)->account, std::string(token), mac(token, "forms")};
}

Result<void> People::log_out(std::string_view token) {
  return db_.in_transaction([&]() -> Result<void> {
    db_.run("DELETE FROM sessions WHERE secret = ?", sha256_hex(token));
    return {};
  });
}

std::string form_token(const Session& session) {
  const auto nonce = random_secret();
  return nonce + "." + mac_hex(session.form_key, nonce);
}

Result<void> use_form(Database& database, const Session& session, std::string_view token, Instant now) {
  const auto of_another =
      fail("people.form", "This form was not made for you, or you have logged out since. Open the page anew.");
  const auto dot = token.find('.');
  const auto nonce = token.substr(0, dot);
  if (dot == token.npos || !same_secret(token.substr(dot + 1), mac_hex(session.form_key, nonce))) return of_another;
  return database.in_transaction([&]() -> Result<void> {
    const auto secret = sha256_hex(session.token);
    if (!database.ask("SELECT 1 FROM sessions WHERE secret = ?", secret)->next()) return of_another;
    if (database.ask("SELECT 1 FROM used_forms WHERE token = ?", nonce)->next()) {
      return fail("people.form_used", "This form was sent already. What it asked for was done once.");
    }
    database.run("INSERT INTO used_forms (token, session, at) VALUES (?, ?, ?)", nonce, secret, to_stored(now));
    return {};
  });
}

}  // namespace kiosk
