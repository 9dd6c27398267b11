/// Accounts as the database holds them. Inside a transaction of the caller; these throw DatabaseFailure.
#pragma once

#include "editorial/database.h"
#include "editorial/people.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace kiosk {

/// What account_of reads, in its order.
inline constexpr std::string_view account_columns = "id, name, full_name, role, language, closed";
/// Of a row that begins with these.
Account account_of(const Rows& rows);

std::optional<Account> account_by_id(Database& database, std::int64_t id);
/// However it is written: the name has no case.
std::optional<Account> account_by_name(Database& database, std::string_view name);
bool no_accounts(Database& database);

bool is_login_name(std::string_view name);

}  // namespace kiosk
