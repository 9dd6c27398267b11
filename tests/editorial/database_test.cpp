#include "editorial/database.h"

#include "editorial/office.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

namespace kiosk {
namespace {

using test::code_of;
using test::Folder;
using test::Office;

Result<std::int64_t> count_of_events(Database& database) {
  return database.read([&]() -> Result<std::int64_t> {
    const auto rows = database.ask("SELECT count(*) FROM events");
    rows->next();
    return rows->number(0);
  });
}

void add_event(Database& database) {
  database.run("INSERT INTO events (at, by, action, subject, detail) VALUES (?, ?, ?, ?, ?)", 1, "Kari", "save", "",
               "");
}

mode_t mode_of(const std::filesystem::path& file) {
  struct stat info {};
  REQUIRE(::stat(file.c_str(), &info) == 0);
  return info.st_mode & 0777;
}

TEST_CASE("the database and its log are for their owner only, whatever they were before") {
  const Folder folder;
  const auto file = folder.write("desk.db", "");
  ::chmod(file.c_str(), 0644);
  auto database = Database::open(file);
  REQUIRE(database);
  REQUIRE(database->in_transaction([&]() -> Result<void> {
    add_event(*database);
    return {};
  }));
  CHECK(mode_of(file) == 0600);
  CHECK(mode_of(folder / "desk.db-wal") == 0600);
}

TEST_CASE("a transaction that gives an error leaves nothing behind, and one within another only undoes its own part") {
  Office office;
  auto& database = office.database;
  const auto failing = [&]() -> Result<void> {
    add_event(database);
    return fail("test.error", "");
  };
  CHECK(code_of(database.in_transaction(failing)) == "test.error");
  CHECK(count_of_events(database).value() == 0);
  REQUIRE(database.in_transaction([&]() -> Result<void> {
    add_event(database);
    CHECK(code_of(database.in_transaction(failing)) == "test.error");
    CHECK(count_of_events(database).value() == 1);
    return {};
  }));
  CHECK(count_of_events(database).value() == 1);
  const auto inner_then_error = [&]() -> Result<void> {
    const auto inner = database.in_transaction([&]() -> Result<void> {
      add_event(database);
      return {};
    });
    CHECK(inner);
    return fail("test.error", "");
  };
  CHECK(code_of(database.in_transaction(inner_then_error)) == "test.error");
  CHECK(count_of_events(database).value() == 1);
}

TEST_CASE("what SQLite refuses is an error with its words, and the transaction is undone") {
  Office office;
  const auto failed = office.database.in_transaction([&]() -> Result<void> {
    add_event(office.database);
    office.database.run("INSERT INTO sessions (secret, account, begun, used) VALUES ('', 999, 0, 0)");
    return {};
  });
  CHECK(code_of(failed) == "database.failed");
  CHECK(failed.error().message.find("FOREIGN KEY") != std::string::npos);
  CHECK(count_of_events(office.database).value() == 0);
}

TEST_CASE("two connections see each other's commits, and neither's half") {
  Office office;
  auto other = office.open();
  REQUIRE(office.database.in_transaction([&]() -> Result<void> {
    add_event(office.database);
    CHECK(count_of_events(other).value() == 0);
    return {};
  }));
  CHECK(count_of_events(other).value() == 1);
}

TEST_CASE("a database of a newer program is left as it is") {
  Office office;
  office.database.run("PRAGMA user_version = 4711");
  const auto opened = Database::open(office.file);
  CHECK(code_of(opened) == "database.newer");
  CHECK(opened.error().message.find("4711") != std::string::npos);
}

TEST_CASE("what is no database, or a damaged one, is not opened") {
  const Folder folder;
  CHECK(code_of(Database::open(folder.write("text.db", std::string(5000, 'x')))) == "database.damaged");
  CHECK(code_of(Database::open(folder / "no such folder/desk.db")) == "database.open");
  CHECK(code_of(Database::open(folder.path())) != "");
  std::string bytes;
  {
    Office office;
    office.database.run("PRAGMA wal_checkpoint(TRUNCATE)");
    bytes = test::bytes_of(office.file);
  }
  REQUIRE(bytes.size() > 8192);
  bytes.replace(4096, bytes.size() - 4096, bytes.size() - 4096, '\x55');
  CHECK(code_of(Database::open(folder.write("damaged.db", bytes))) == "database.damaged");
}

TEST_CASE("bytes of any kind come back as they went in") {
  Office office;
  const std::string bytes("\0\xff\x80 and \0 more", 14);
  const auto back = office.database.in_transaction([&]() -> Result<std::string> {
    office.database.run("INSERT INTO screens (name, secret, added, snapshot) VALUES ('a', 'b', 0, CAST(? AS BLOB))",
                        bytes);
    const auto rows = office.database.ask("SELECT snapshot, status, reported FROM screens");
    rows->next();
    CHECK(rows->text(1).empty());
    CHECK_FALSE(rows->is_null(1));
    CHECK(rows->is_null(2));
    return rows->text(0);
  });
  CHECK(back.value() == bytes);
}

}  // namespace
}  // namespace kiosk
