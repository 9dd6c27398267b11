#include "editorial/people.h"

#include "base/format.h"
#include "base/text.h"
#include "crypto/mac.h"
#include "crypto/password.h"
#include "crypto/random.h"
#include "crypto/sha256.h"
#include "editorial/instants.h"
#include "editorial/weak_passwords.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>

namespace kiosk {
namespace {

using namespace std::chrono_literals;

constexpr auto invitation_holds = 24h * 7;
constexpr auto session_sleeps = 12h;
constexpr auto session_ends = 24h * 7;
constexpr auto session_touched = 1min;  ///< how exactly its last use is known: a write for each page would be too much

constexpr int most_wrong = 5;
constexpr auto wrong_count_for = 15min;
constexpr auto wrong_wait = 1min;

constexpr std::size_t longest_full_name = 128;
constexpr std::string_view account_columns = "id, name, full_name, role, language, closed";

/// Of a row that begins with account_columns at `first`.
Account account_of(const Rows& rows, int first = 0) {
  return {rows.number(first),   rows.text(first + 1),
          rows.text(first + 2), static_cast<Role>(rows.number(first + 3)),
          rows.text(first + 4), rows.number(first + 5) != 0};
}

std::optional<Account> account_by(Database& db, std::string_view condition, const auto& value) {
  const auto rows = db.ask(str("SELECT ", account_columns, " FROM accounts WHERE ", condition), value);
  return rows->next() ? std::optional(account_of(*rows)) : std::nullopt;
}

bool no_accounts(Database& db) {
  return !db.ask("SELECT 1 FROM accounts LIMIT 1")->next();
}

bool is_login_name(std::string_view name) {
  constexpr std::string_view others = "._-@+";
  return name.size() >= 2 && name.size() <= 64 && std::ranges::all_of(name, [&](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  others.find(c) != others.npos;
         });
}

/// Without controls, and not too long for a page.
bool is_full_name(std::string_view name) {
  return !trimmed(name).empty() && name.size() <= longest_full_name && is_utf8(name) &&
         std::ranges::none_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

Result<void> check_names(std::string_view name, std::string_view full_name) {
  if (!is_login_name(name)) {
    return fail("people.name",
                "A name to log in with has 2 to 64 characters: letters from a to z, digits and . _ - @ +");
  }
  if (!is_full_name(full_name)) return fail("people.name", "Say the full name, as others should see it.");
  return {};
}

tl::unexpected<Error> no_invitation() {
  return fail("people.invitation", "This address was used already, or is too old. Ask for a new one.");
}

struct StoredInvitation {
  Role role;
  std::optional<std::int64_t> account;
};

std::optional<StoredInvitation> stored_invitation(Database& db, std::string_view secret, Instant now) {
  const auto rows = db.ask("SELECT role, account FROM invitations WHERE secret = ? AND until > ?", sha256_hex(secret),
                           to_stored(now));
  if (!rows->next()) return std::nullopt;
  return StoredInvitation{static_cast<Role>(rows->number(0)),
                          rows->is_null(1) ? std::nullopt : std::optional(rows->number(1))};
}

std::string add_invitation(Database& db, Role role, std::optional<std::int64_t> account, Instant now) {
  const auto secret = random_secret();
  db.run("DELETE FROM invitations WHERE until <= ?", to_stored(now));
  db.run("INSERT INTO invitations (secret, role, account, until) VALUES (?, ?, ?, ?)", sha256_hex(secret), role,
         account, to_stored(now + invitation_holds));
  return secret;
}

void end_sessions(Database& db, std::int64_t account) {
  db.run("DELETE FROM sessions WHERE account = ?", account);
}

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

/// Errors: people.missing; people.last_admin, where nobody would be left who could make another one.
Result<void> check_change(Database& db, std::int64_t account, bool may_end_an_admin) {
  const auto self = account_by(db, "id = ?", account);
  if (!self) return fail("people.missing", "There is no such account.");
  const bool ends_an_admin = may_end_an_admin && self->role == Role::admin && !self->closed;
  const auto others = db.ask("SELECT 1 FROM accounts WHERE role = ? AND closed = 0 AND id <> ?", Role::admin, account);
  if (!ends_an_admin || others->next()) return {};
  return fail("people.last_admin", "This is the last account that may look after people. Make another admin first.");
}

}  // namespace

Result<bool> People::nobody_yet() const {
  return db_.read([&]() -> Result<bool> { return no_accounts(db_); });
}

Result<std::vector<Account>> People::all() const {
  return db_.read([&]() -> Result<std::vector<Account>> {
    std::vector<Account> found;
    const auto rows = db_.ask(str("SELECT ", account_columns, " FROM accounts ORDER BY full_name, id"));
    while (rows->next()) found.push_back(account_of(*rows));
    return found;
  });
}

Result<std::string> People::invite(Role role, Instant now) {
  return db_.in_transaction([&]() -> Result<std::string> {
    // The address of the first start, printed again: only the newest may make the first account.
    if (no_accounts(db_)) db_.run("DELETE FROM invitations");
    return add_invitation(db_, role, std::nullopt, now);
  });
}

Result<std::string> People::invite_again(std::int64_t account, Instant now) {
  return db_.in_transaction([&]() -> Result<std::string> {
    const auto known = account_by(db_, "id = ?", account);
    if (!known) return fail("people.missing", "There is no such account.");
    db_.run("DELETE FROM invitations WHERE account = ?", account);
    return add_invitation(db_, known->role, account, now);
  });
}

Result<Invitation> People::invitation(std::string_view secret, Instant now) const {
  return db_.read([&]() -> Result<Invitation> {
    const auto stored = stored_invitation(db_, secret, now);
    if (!stored) return no_invitation();
    return Invitation{stored->role, stored->account ? account_by(db_, "id = ?", *stored->account) : std::nullopt};
  });
}

Result<Account> People::accept(std::string_view secret, std::string_view name, std::string_view full_name,
                               std::string_view password, Instant now) {
  const auto invited = invitation(secret, now);
  if (!invited) return tl::unexpected(invited.error());
  const bool is_new = !invited->account;
  if (auto fit = is_new ? check_names(name, full_name) : Result<void>{}; !fit) return tl::unexpected(fit.error());
  if (auto strong = check_password(password, is_new ? name : invited->account->name); !strong) {
    return tl::unexpected(strong.error());
  }
  // Before the transaction: others must not wait for a tenth of a second to write.
  const auto hash = hash_password(password);
  if (!hash) return tl::unexpected(hash.error());
  return db_.in_transaction([&]() -> Result<Account> {
    const auto stored = stored_invitation(db_, secret, now);
    if (!stored) return no_invitation();
    db_.run("DELETE FROM invitations WHERE secret = ?", sha256_hex(secret));
    if (stored->account) {
      db_.run("UPDATE accounts SET password = ? WHERE id = ?", *hash, *stored->account);
      end_sessions(db_, *stored->account);
      return *account_by(db_, "id = ?", *stored->account);
    }
    if (account_by(db_, "name = ?", name)) return fail("people.name_taken", "Somebody has this name already.");
    db_.run("INSERT INTO accounts (name, full_name, role, password) VALUES (?, ?, ?, ?)", name, trimmed(full_name),
            stored->role, *hash);
    return *account_by(db_, "name = ?", name);
  });
}

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
    auto account = account_by(db_, "name = ?", name);
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
    auto account = account_by(db_, "name = ?", name);
    if (!account) {
      const auto role = no_accounts(db_) ? Role::admin : Role::author;
      db_.run("INSERT INTO accounts (name, full_name, role) VALUES (?, ?, ?)", name, name, role);
      account = account_by(db_, "name = ?", name);
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

Result<void> People::set_role(std::int64_t account, Role role) {
  return db_.in_transaction([&]() -> Result<void> {
    if (auto allowed = check_change(db_, account, role != Role::admin); !allowed) return allowed;
    db_.run("UPDATE accounts SET role = ? WHERE id = ?", role, account);
    return {};
  });
}

Result<void> People::set_closed(std::int64_t account, bool closed) {
  return db_.in_transaction([&]() -> Result<void> {
    if (auto allowed = check_change(db_, account, closed); !allowed) return allowed;
    db_.run("UPDATE accounts SET closed = ? WHERE id = ?", closed, account);
    end_sessions(db_, account);
    db_.run("DELETE FROM invitations WHERE account = ?", account);
    return {};
  });
}

Result<void> People::set_language(std::int64_t account, std::string_view language) {
  if (language != "en" && language != "nb") return fail("people.language", "The desk speaks English and Norwegian.");
  return db_.in_transaction([&]() -> Result<void> {
    db_.run("UPDATE accounts SET language = ? WHERE id = ?", language, account);
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
