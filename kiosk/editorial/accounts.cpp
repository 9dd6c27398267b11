#include "editorial/accounts.h"

#include "base/format.h"

#include <algorithm>

namespace kiosk {
namespace {

std::optional<Account> account_in(const std::unique_ptr<Rows>& rows) {
  return rows->next() ? std::optional(account_of(*rows)) : std::nullopt;
}

}  // namespace

Account account_of(const Rows& rows) {
  return {rows.number(0), rows.text(1),       rows.text(2), static_cast<Role>(rows.number(3)),
          rows.text(4),   rows.number(5) != 0};
}

std::optional<Account> account_by_id(Database& db, std::int64_t id) {
  return account_in(db.ask(str("SELECT ", account_columns, " FROM accounts WHERE id = ?"), id));
}

std::optional<Account> account_by_name(Database& db, std::string_view name) {
  return account_in(db.ask(str("SELECT ", account_columns, " FROM accounts WHERE name = ?"), name));
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

}  // namespace kiosk
