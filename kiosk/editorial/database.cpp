#include "editorial/database.h"

#include "base/file.h"
#include "base/format.h"
#include "editorial/schema.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

namespace kiosk {
namespace {

namespace fs = std::filesystem;

const char* code_of(int status) {
  switch (status & 0xff) {
    case SQLITE_FULL:
      return "database.full";
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return "database.damaged";
    default:
      return "database.failed";
  }
}

DatabaseFailure failure_of(sqlite3* handle, std::string_view what) {
  return DatabaseFailure({code_of(sqlite3_extended_errcode(handle)), str(what, ": ", sqlite3_errmsg(handle))});
}

/// SQLite would make it readable to others. It is made at once or found there, never opened besides: closing it again
/// would end the locks of every connection of this process (SQLite's "How To Corrupt", 2.2).
Result<void> make_private(const fs::path& file) {
  const int made = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (made >= 0) {
    ::close(made);
    return sync_folder(file.has_parent_path() ? file.parent_path() : fs::path("."));
  }
  if (errno != EEXIST || ::chmod(file.c_str(), 0600) != 0) {
    return fail("database.open", str(file.string(), ": ", std::strerror(errno)));
  }
  return {};
}

}  // namespace

Rows::~Rows() {
  sqlite3_finalize(statement_);
}

bool Rows::next() {
  switch (sqlite3_step(statement_)) {
    case SQLITE_ROW:
      return true;
    case SQLITE_DONE:
      return false;
    default:
      throw failure_of(sqlite3_db_handle(statement_), sqlite3_sql(statement_));
  }
}

std::string Rows::text(int column) const {
  const void* const bytes = sqlite3_column_blob(statement_, column);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
  return bytes == nullptr ? std::string() : std::string(static_cast<const char*>(bytes), size);
}

std::int64_t Rows::number(int column) const {
  return sqlite3_column_int64(statement_, column);
}

bool Rows::is_null(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

void Rows::bind_null(int at) {
  sqlite3_bind_null(statement_, at);
}

void Rows::bind_number(int at, std::int64_t value) {
  sqlite3_bind_int64(statement_, at, value);
}

void Rows::bind_text(int at, std::string_view value) {
  // SQLITE_TRANSIENT, without its C cast: SQLite makes a copy.
  static const auto transient = reinterpret_cast<sqlite3_destructor_type>(-1);
  const char* const bytes = value.data() == nullptr ? "" : value.data();
  if (sqlite3_bind_text64(statement_, at, bytes, value.size(), transient, SQLITE_UTF8) != SQLITE_OK) {
    throw failure_of(sqlite3_db_handle(statement_), "a value of the statement");
  }
}

void Database::Close::operator()(sqlite3* handle) const {
  sqlite3_close(handle);
}

Database::Database(sqlite3* handle) : handle_(handle) {}
Database::~Database() = default;
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;

Result<Database> Database::open(const fs::path& file) {
  if (auto ready = make_private(file); !ready) return tl::unexpected(ready.error());
  sqlite3* handle = nullptr;
  const int status = sqlite3_open_v2(file.c_str(), &handle,
                                     SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  Database database(handle);
  if (status != SQLITE_OK) return fail("database.open", str(file.string(), ": ", sqlite3_errstr(status)));
  try {
    database.set_up();
    return database;
  } catch (const DatabaseFailure& failure) {
    return fail(failure.error().code, str(file.string(), ": ", failure.error().message));
  }
}

void Database::set_up() {
  constexpr int patience_ms = 10'000;
  sqlite3_busy_timeout(handle_.get(), patience_ms);
  // What a damaged or forged file could ask of SQLite is not done.
  for (const auto& [option, wanted] : {std::pair{SQLITE_DBCONFIG_DEFENSIVE, 1},
                                       {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
                                       {SQLITE_DBCONFIG_DQS_DDL, 0},
                                       {SQLITE_DBCONFIG_DQS_DML, 0}}) {
    sqlite3_db_config(handle_.get(), option, wanted, nullptr);
  }
  if (const auto version = schema_version(); version > newest_schema) {
    throw DatabaseFailure({"database.newer", str("it has schema ", version, ", and this program knows ", newest_schema,
                                                 ": run the newer program again")});
  }
  execute("PRAGMA journal_mode = WAL");
  execute("PRAGMA synchronous = FULL");
  execute("PRAGMA foreign_keys = ON");
  const auto check = ask("PRAGMA quick_check(1)");
  if (!check->next() || check->text(0) != "ok") throw DatabaseFailure({"database.damaged", check->text(0)});
  migrate();
}

std::int64_t Database::schema_version() {
  const auto rows = ask("PRAGMA user_version");
  rows->next();
  return rows->number(0);
}

void Database::migrate() {
  if (schema_version() == newest_schema) return;
  Transaction transaction(*this, true);
  for (auto version = schema_version(); version < newest_schema; ++version) {
    execute(migrations[static_cast<std::size_t>(version)]);
  }
  execute(str("PRAGMA user_version = ", newest_schema).c_str());
  transaction.commit();
}

std::unique_ptr<Rows> Database::prepare(std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(handle_.get(), sql.data(), static_cast<int>(sql.size()), &statement, nullptr) != SQLITE_OK) {
    throw failure_of(handle_.get(), sql);
  }
  return std::make_unique<Rows>(statement);
}

void Database::execute(const char* sql) {
  if (sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) throw failure_of(handle_.get(), sql);
}

Database::Transaction::Transaction(Database& database, bool writes)
    : db_(database), is_part_(sqlite3_get_autocommit(database.handle_.get()) == 0) {
  // A writer takes its lock at once: one that first reads could find, at its first write, that another was faster.
  db_.execute(is_part_ ? "SAVEPOINT part" : writes ? "BEGIN IMMEDIATE" : "BEGIN");
}

Database::Transaction::~Transaction() {
  if (done_) return;
  // Where SQLite has rolled back by itself, this fails, and nothing is left to do.
  sqlite3_exec(db_.handle_.get(), is_part_ ? "ROLLBACK TO part; RELEASE part" : "ROLLBACK", nullptr, nullptr, nullptr);
}

void Database::Transaction::commit() {
  db_.execute(is_part_ ? "RELEASE part" : "COMMIT");
  done_ = true;
}

}  // namespace kiosk
