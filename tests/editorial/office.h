/// A desk's records in a folder of their own, with the people who work there, for tests.
#pragma once

#include "editorial/database.h"
#include "editorial/people.h"
#include "support/folder.h"

#include <doctest/doctest.h>
#include <string>
#include <string_view>

namespace kiosk::test {

using namespace std::chrono_literals;

inline constexpr Instant monday{std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} + 8h};
inline constexpr std::string_view good_password = "four plain words here";

/// "" where it went well.
template <class T>
std::string code_of(const Result<T>& result) {
  return result ? "" : result.error().code;
}

struct Office {
  Folder folder{memory_disk()};
  std::filesystem::path file = folder / "desk.db";
  Database database = open();
  Account kari = account("kari", "Kari Nordmann", Role::admin);
  Account ola = account("ola", "Ola Nordmann", Role::editor);

  Database open() const {
    auto opened = Database::open(file);
    REQUIRE_MESSAGE(opened, (opened ? "" : opened.error().message));
    return std::move(*opened);
  }
  /// Without a password, which would take its time.
  Account account(std::string_view name, std::string_view full_name, Role role) {
    auto made = database.in_transaction([&]() -> Result<Account> {
      const auto rows = database.ask("INSERT INTO accounts (name, full_name, role) VALUES (?, ?, ?) RETURNING id", name,
                                     full_name, role);
      rows->next();
      return Account{rows->number(0), std::string(name), std::string(full_name), role};
    });
    REQUIRE(made);
    return *made;
  }
};

}  // namespace kiosk::test
