/// The desk's records in one SQLite file (WAL, synchronous=FULL: what was answered survives a loss of power). A thin
/// layer: statements with typed values, transactions, and the schema with its migrations.
///
/// One connection for one thread; several threads each open their own. Inside this folder a failure of SQLite is a
/// DatabaseFailure, which nothing but `in_transaction` and `read` lets out, as a Result.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <exception>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

struct sqlite3;
struct sqlite3_stmt;

namespace kiosk {

/// What SQLite said. Thrown in editorial/ only.
class DatabaseFailure : public std::exception {
 public:
  explicit DatabaseFailure(Error error) : error_(std::move(error)) {}
  const char* what() const noexcept override { return error_.message.c_str(); }
  const Error& error() const { return error_; }

 private:
  Error error_;
};

/// A statement that runs: bound when it is made, then asked row by row. Ends with its object.
class Rows {
 public:
  explicit Rows(sqlite3_stmt* statement) : statement_(statement) {}
  ~Rows();
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;

  /// The next row, or false after the last one.
  bool next();
  std::string text(int column) const;
  std::int64_t number(int column) const;
  bool is_null(int column) const;

  template <class Value>
  void bind(int at, const Value& value) {
    if constexpr (std::is_same_v<Value, std::nullopt_t>) {
      bind_null(at);
    } else if constexpr (std::is_integral_v<Value> || std::is_enum_v<Value>) {
      bind_number(at, static_cast<std::int64_t>(value));
    } else if constexpr (requires { value.has_value(); }) {
      value ? bind(at, *value) : bind_null(at);
    } else {
      bind_text(at, value);
    }
  }

 private:
  void bind_null(int at);
  void bind_number(int at, std::int64_t value);
  void bind_text(int at, std::string_view value);

  sqlite3_stmt* statement_;
};

class Database {
 public:
  /// Opens or makes it, mode 0600, and brings an older schema up to this program's. Errors: database.open,
  /// database.newer (written by a newer program: nothing is changed), database.damaged.
  static Result<Database> open(const std::filesystem::path& file);
  ~Database();
  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;

  /// Runs `sql` with `values` for its question marks. Throws DatabaseFailure.
  template <class... Values>
  std::unique_ptr<Rows> ask(std::string_view sql, const Values&... values) {
    auto rows = prepare(sql);
    int at = 0;
    (rows->bind(++at, values), ...);
    return rows;
  }
  /// The same where no rows are wanted.
  template <class... Values>
  void run(std::string_view sql, const Values&... values) {
    auto rows = ask(sql, values...);
    while (rows->next()) {
    }
  }

  /// All that `body` does, or nothing of it: where it returns an error or throws, the database is as before. `body`
  /// returns a Result. Within another transaction it is a part of that one: undone alone, or with the whole. Errors:
  /// body's, database.failed, database.full.
  template <class Body>
  auto in_transaction(Body&& body) -> std::invoke_result_t<Body> {
    return guarded(true, std::forward<Body>(body));
  }
  /// For questions only: one state of the database throughout.
  template <class Body>
  auto read(Body&& body) -> std::invoke_result_t<Body> {
    return guarded(false, std::forward<Body>(body));
  }

 private:
  struct Close {
    void operator()(sqlite3* handle) const;
  };

  /// Rolls back at its end, unless it was committed.
  class Transaction {
   public:
    Transaction(Database& database, bool writes);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

   private:
    Database& db_;
    const bool is_part_;  ///< of one that is under way
    bool done_ = false;
  };

  explicit Database(sqlite3* handle);
  void set_up();
  void migrate();
  std::int64_t schema_version();
  std::unique_ptr<Rows> prepare(std::string_view sql);
  void execute(const char* sql);

  template <class Body>
  auto guarded(bool writes, Body&& body) -> std::invoke_result_t<Body> {
    try {
      Transaction transaction(*this, writes);
      auto result = body();
      if (result) transaction.commit();
      return result;
    } catch (const DatabaseFailure& failure) {
      return tl::unexpected<Error>(failure.error());
    }
  }

  std::unique_ptr<sqlite3, Close> handle_;
};

}  // namespace kiosk
