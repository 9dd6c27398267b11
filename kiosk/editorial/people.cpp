#include "editorial/people.h"

#include "base/format.h"
#include "base/text.h"
#include "crypto/password.h"
#include "crypto/random.h"
#include "crypto/sha256.h"
#include "editorial/accounts.h"
#include "editorial/instants.h"
#include "editorial/weak_passwords.h"

#include <algorithm>

namespace kiosk {
namespace {

using namespace std::chrono_literals;

constexpr auto invitation_holds = 24h * 7;
constexpr std::size_t longest_full_name = 128;

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

/// Errors: people.missing; people.last_admin, where nobody would be left who could make another one.
Result<void> check_change(Database& db, std::int64_t account, bool may_end_an_admin) {
  const auto self = account_by_id(db, account);
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
    const auto known = account_by_id(db_, account);
    if (!known) return fail("people.missing", "There is no such account.");
    db_.run("DELETE FROM invitations WHERE account = ?", account);
    return add_invitation(db_, known->role, account, now);
  });
}

Result<Invitation> People::invitation(std::string_view secret, Instant now) const {
  return db_.read([&]() -> Result<Invitation> {
    const auto stored = stored_invitation(db_, secret, now);
    if (!stored) return no_invitation();
    return Invitation{stored->role, stored->account ? account_by_id(db_, *stored->account) : std::nullopt};
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
      return *account_by_id(db_, *stored->account);
    }
    if (account_by_name(db_, name)) return fail("people.name_taken", "Somebody has this name already.");
    db_.run("INSERT INTO accounts (name, full_name, role, password) VALUES (?, ?, ?, ?)", name, trimmed(full_name),
            stored->role, *hash);
    return *account_by_name(db_, name);
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

}  // namespace kiosk
