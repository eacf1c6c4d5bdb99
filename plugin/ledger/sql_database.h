// Port to a database that speaks SQL: what the ledger needs of SQLite and of PostgreSQL, and where they differ.
// Statements are literals with $1, $2 ... for their values, so both prepare each once per connection. One thread at a
// time uses a connection. Failures are results in the database's own words, which never hold a value (no text of rows,
// no parameters).
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <variant>
#include <vector>

#include "plugin/result.h"

namespace intake {

// Bytes that need not be text.
struct SqlBytes {
  std::string bytes;
};
using SqlValue = std::variant<std::int64_t, std::string, SqlBytes>;
using SqlValues = std::vector<SqlValue>;

struct SqlRows {
  std::vector<std::vector<std::string>> rows;  // numbers in decimal, bytes as they are
  std::int64_t changed = 0;                    // rows inserted, updated or deleted
};

class SqlConnection {
 public:
  virtual ~SqlConnection() = default;
  virtual Result<SqlRows> run(const char* sql, const SqlValues& values) = 0;
  // False: the database went away; a new connection is needed.
  [[nodiscard]] virtual bool usable() const = 0;
};

struct SqlDialect {
  const char* begin;        // a transaction that will write
  bool one_writer;          // writers wait for each other: better one commit for many
  const char* lock_schema;  // keeps other programs from changing the schema; empty: `begin` does
  const char* lock_sender;  // $1: makes those wait who answer the same sender; empty: `begin` does
  const char* skip_leased;  // after a SELECT of rows to be leased
  const char* id_column;    // of a table that numbers its rows itself
  const char* bytes_type;
  std::vector<const char*> after_erasing;   // so that what was overwritten is gone from the files
  std::vector<const char*> after_deleting;  // so that what was deleted is gone from the files
};

class SqlDatabase {
 public:
  virtual ~SqlDatabase() = default;
  // A connection for the caller alone while it is held; waits for a free one.
  virtual Result<std::shared_ptr<SqlConnection>> connection() = 0;
  // Held while something is written, where only one can write: who waits here is woken at once, who waits in the
  // database sleeps and looks again.
  virtual std::unique_lock<std::mutex> writing() = 0;
  [[nodiscard]] virtual const SqlDialect& dialect() const = 0;
};

}  // namespace intake
