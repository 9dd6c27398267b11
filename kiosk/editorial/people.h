/// Who may use the desk: accounts, the one-time addresses that they begin with, and sessions. Over one Database; its
/// thread.
///
/// There is no default password: an account begins with an invitation, a secret that is good once and for a time. The
/// database holds hashes of passwords (Argon2id), invitations and sessions only.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "editorial/database.h"
#include "model/text.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

/// Each may do what those before it may: an author writes, an editor publishes, an admin looks after people, screens
/// and settings.
enum class Role { author, editor, admin };

struct Account {
  std::int64_t id = 0;
  std::string name;       ///< to log in with: 2 to 64 characters, unique without regard to case
  std::string full_name;  ///< as others see it
  Role role = Role::author;
  Language language = "en";  ///< of the desk's own words: "en" or "nb"
  bool closed = false;       ///< may not log in any more; what it did stays
  bool operator==(const Account&) const = default;
};

struct Session {
  Account account;
  std::string token;     ///< the cookie's value; the database has its hash only
  std::string form_key;  ///< 32 bytes that this session's form tokens are made with
};

/// A secret that lets one person in once: to make an account of `role`, or to set a new password for `account`.
struct Invitation {
  Role role = Role::author;
  std::optional<Account> account;
};

class People {
 public:
  explicit People(Database& database) : db_(database) {}

  /// True until the first account is made.
  Result<bool> nobody_yet() const;
  Result<std::vector<Account>> all() const;

  /// Returns the secret for the address. Good for 7 days; an older one for the same account, or an unused first one,
  /// ends.
  Result<std::string> invite(Role role, Instant now);
  Result<std::string> invite_again(std::int64_t account, Instant now);
  /// Errors: people.invitation (unknown, used or too old).
  Result<Invitation> invitation(std::string_view secret, Instant now) const;
  /// Makes the account, or sets the account's password and ends its sessions; the secret is used up. Errors:
  /// people.invitation, people.name (form), people.name_taken, people.password (shorter than 12 characters, longer than
  /// 256, the name, or one of the most usual ones).
  Result<Account> accept(std::string_view secret, std::string_view name, std::string_view full_name,
                         std::string_view password, Instant now);

  /// Errors: people.wrong (which of the two, is not said; as slow as a right one), people.wait (too many wrong ones for
  /// this name or from this address, or its /64 of IPv6: after 5 within 15 minutes, one try a minute).
  Result<Session> log_in(std::string_view name, std::string_view password, std::string_view address, Instant now);
  /// A session without a password, for the account that a proxy in front names; one that is not there yet is made, as
  /// an author, the very first as admin. Errors: people.name, people.closed.
  Result<Session> enter_by_proxy(std::string_view name, Instant now);
  /// Nothing where there is none, or it ended: 12 hours after its last use, 7 days after its begin.
  Result<std::optional<Session>> session(std::string_view token, Instant now);
  Result<void> log_out(std::string_view token);

  Result<void> set_role(std::int64_t account, Role role);      ///< Error: people.last_admin
  Result<void> set_closed(std::int64_t account, bool closed);  ///< and ends its sessions. Error: people.last_admin
  Result<void> set_language(std::int64_t account, std::string_view language);

 private:
  Database& db_;
};

/// A token for one form: `use_form` takes it once (a form that is sent again does nothing again), and only from the
/// session that it was made for.
std::string form_token(const Session& session);
/// Errors: people.form (forged, of another session), people.form_used.
Result<void> use_form(Database& database, const Session& session, std::string_view token, Instant now);

}  // namespace kiosk
