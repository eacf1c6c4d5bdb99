#include "plugin/ledger/ledger_sqlite.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <unordered_map>

#include "plugin/ledger/connection_pool.h"
#include "plugin/ledger/ledger_schema.h"

namespace intake {

namespace {

// Another process may hold the file for a backup; the MTA waits meanwhile, far less than its own time limit.
constexpr int busy_milliseconds = 10'000;
constexpr int most_connections = 4;  // readers beside the one writer

struct DatabaseDeleter {
  void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
struct StatementDeleter {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

struct Bind {
  sqlite3_stmt* statement;
  int place;
  int operator()(std::int64_t number) const { return sqlite3_bind_int64(statement, place, number); }
  int operator()(const std::string& text) const {
    return sqlite3_bind_text64(statement, place, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
  }
  int operator()(const SqlBytes& value) const {
    const char* data = value.bytes.empty() ? "" : value.bytes.data();
    return sqlite3_bind_blob64(statement, place, data, value.bytes.size(), SQLITE_STATIC);
  }
};

class SqliteConnection : public SqlConnection {
 public:
  explicit SqliteConnection(sqlite3* database) : database_(database) {}

  Result<SqlRows> run(const char* sql, const SqlValues& values) override {
    sqlite3_stmt* statement = prepared(sql);
    if (statement == nullptr) return failure();
    Result<SqlRows> rows = step(statement, values);
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    return rows;
  }

  [[nodiscard]] bool usable() const override { return true; }

 private:
  sqlite3_stmt* prepared(const char* sql) {
    const auto known = statements_.find(sql);
    if (known != statements_.end()) return known->second.get();
    sqlite3_stmt* raw = nullptr;
    if (sqlite3_prepare_v3(database_.get(), sql, -1, SQLITE_PREPARE_PERSISTENT, &raw, nullptr) != SQLITE_OK)
      return nullptr;
    statements_.emplace(sql, raw);
    return raw;
  }

  // A value stands where its $number does: SQLite takes $1 for a name and counts in order of appearance.
  bool bind(sqlite3_stmt* statement, const SqlValues& values) const {
    for (std::size_t i = 0; i < values.size(); ++i) {
      const int place = sqlite3_bind_parameter_index(statement, ("$" + std::to_string(i + 1)).c_str());
      if (place > 0 && std::visit(Bind{statement, place}, values[i]) != SQLITE_OK) return false;
    }
    return true;
  }

  Result<SqlRows> step(sqlite3_stmt* statement, const SqlValues& values) {
    if (!bind(statement, values)) return failure();
    SqlRows rows;
    int code = SQLITE_ROW;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) rows.rows.push_back(row_of(statement));
    if (code != SQLITE_DONE) return failure();
    rows.changed = sqlite3_changes64(database_.get());
    return rows;
  }

  static std::vector<std::string> row_of(sqlite3_stmt* statement) {
    std::vector<std::string> row;
    for (int column = 0; column < sqlite3_column_count(statement); ++column) {
      const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, column));
      const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
      row.push_back(bytes == nullptr ? std::string() : std::string(bytes, size));
    }
    return row;
  }

  // The code's own words: the message of a failed statement could name what is in the row.
  Result<SqlRows> failure() const {
    return Result<SqlRows>::failure(std::string("the ledger: ") +
                                    sqlite3_errstr(sqlite3_extended_errcode(database_.get())));
  }

  std::unique_ptr<sqlite3, DatabaseDeleter> database_;
  // By address: statements are literals.
  std::unordered_map<const char*, std::unique_ptr<sqlite3_stmt, StatementDeleter>> statements_;
};

constexpr SqlDialect sqlite_dialect_base() {
  return {"BEGIN IMMEDIATE", true, "", "", "", "INTEGER PRIMARY KEY", "BLOB", {}, {}};
}

class SqliteDatabase : public SqlDatabase {
 public:
  explicit SqliteDatabase(const std::filesystem::path& file)
      : dialect_(sqlite_dialect_base()),
        pool_(std::make_shared<ConnectionPool>([file] { return open_connection(file); }, most_connections)) {
    // The log keeps old pages until it begins anew.
    dialect_.after_erasing = {"PRAGMA wal_checkpoint(TRUNCATE)"};
    dialect_.after_deleting = {"PRAGMA incremental_vacuum", "PRAGMA wal_checkpoint(TRUNCATE)"};
  }

  Result<std::shared_ptr<SqlConnection>> connection() override { return pool_->take(); }
  std::unique_lock<std::mutex> writing() override { return std::unique_lock(write_mutex_); }
  [[nodiscard]] const SqlDialect& dialect() const override { return dialect_; }

 private:
  static Result<std::unique_ptr<SqlConnection>> open_connection(const std::filesystem::path& file) {
    using Opened = Result<std::unique_ptr<SqlConnection>>;
    sqlite3* raw = nullptr;
    constexpr int how = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    const int code = sqlite3_open_v2(file.c_str(), &raw, how, nullptr);
    auto connection = std::make_unique<SqliteConnection>(raw);
    if (code != SQLITE_OK) return Opened::failure(sqlite3_errstr(code));
    sqlite3_busy_timeout(raw, busy_milliseconds);
    std::vector<const char*> settings = {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL",
                                         "PRAGMA secure_delete = ON"};
    // Only before the first page is written; later it would want to write, and wait for whoever does.
    std::error_code ignored;
    if (std::filesystem::file_size(file, ignored) == 0)
      settings.insert(settings.begin(), "PRAGMA auto_vacuum = INCREMENTAL");
    for (const char* setting : settings) {
      if (const auto set = connection->run(setting, {}); !set) return Opened::failure(set.error());
    }
    return Opened(std::move(connection));
  }

  SqlDialect dialect_;
  std::mutex write_mutex_;
  std::shared_ptr<ConnectionPool> pool_;
};

// An empty file is an empty database; made here so that only we may read it. SQLite gives its other files the same
// rights.
void make_private(const std::filesystem::path& file) {
  const int fd = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd >= 0) close(fd);
}

}  // namespace

Result<std::shared_ptr<SqlDatabase>> open_sqlite(const std::filesystem::path& file) {
  using Opened = Result<std::shared_ptr<SqlDatabase>>;
  const auto cannot = [&](const std::string& reason) {
    return Opened::failure("the ledger " + file.string() + " cannot be opened: " + reason +
                           "; check that its folder exists and that this user may write there");
  };
  make_private(file);
  auto database = std::make_shared<SqliteDatabase>(file);
  const auto connection = database->connection();
  if (!connection) return cannot(connection.error());
  const Success updated = update_schema(**connection, database->dialect(), ledger_schema());
  if (!updated) return cannot(updated.error());
  return std::shared_ptr<SqlDatabase>(std::move(database));
}

}  // namespace intake
