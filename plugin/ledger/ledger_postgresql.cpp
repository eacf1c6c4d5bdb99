#include "plugin/ledger/ledger_postgresql.h"

#include <libpq-fe.h>

#include <unordered_map>

#include "plugin/ledger/connection_pool.h"
#include "plugin/ledger/ledger_schema.h"

namespace intake {

namespace {

constexpr int most_connections = 8;  // messages that end together on one gateway; the server has 100 for all
// Before what the administrator wrote, so that his words win. The MTA waits, but not for ever: statement_timeout.
constexpr const char* connect_defaults =
    "connect_timeout=10 keepalives_idle=30 application_name=intake-milter "
    "options='-c statement_timeout=20s -c lock_timeout=10s -c idle_in_transaction_session_timeout=60s "
    "-c client_min_messages=error -c synchronous_commit=on' ";
constexpr unsigned bytea_type = 17;  // pg_type.dat: never changes

struct ConnectionDeleter {
  void operator()(PGconn* connection) const { PQfinish(connection); }
};
struct ResultDeleter {
  void operator()(PGresult* result) const { PQclear(result); }
};
using Answer = std::unique_ptr<PGresult, ResultDeleter>;

constexpr const char* hex_digits = "0123456789abcdef";

// "\x00ff", the form of bytea in text (PostgreSQL 8.4).
std::string bytea_text(const std::string& bytes) {
  std::string out = "\\x";
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out.append({hex_digits[byte >> 4U], hex_digits[byte & 15U]});
  }
  return out;
}

std::string bytes_of_bytea(const char* text) {
  std::size_t size = 0;
  unsigned char* bytes = PQunescapeBytea(reinterpret_cast<const unsigned char*>(text), &size);
  std::string out(bytes == nullptr ? "" : reinterpret_cast<const char*>(bytes), size);
  PQfreemem(bytes);
  return out;
}

struct TextOf {
  std::string operator()(std::int64_t number) const { return std::to_string(number); }
  std::string operator()(const std::string& text) const { return text; }
  std::string operator()(const SqlBytes& value) const { return bytea_text(value.bytes); }
};

SqlRows rows_of(const PGresult* answer) {
  SqlRows rows;
  for (int row = 0; row < PQntuples(answer); ++row) {
    std::vector<std::string>& fields = rows.rows.emplace_back();
    for (int column = 0; column < PQnfields(answer); ++column) {
      const char* text = PQgetvalue(answer, row, column);
      fields.push_back(PQftype(answer, column) == bytea_type ? bytes_of_bytea(text) : std::string(text));
    }
  }
  const std::string changed = PQcmdTuples(const_cast<PGresult*>(answer));
  rows.changed = changed.empty() ? 0 : std::stoll(changed);
  return rows;
}

class PostgresqlConnection : public SqlConnection {
 public:
  explicit PostgresqlConnection(PGconn* connection) : connection_(connection) {}

  Result<SqlRows> run(const char* sql, const SqlValues& values) override {
    const auto known = prepared_.find(sql);
    const std::string name = known != prepared_.end() ? known->second : "s" + std::to_string(prepared_.size());
    if (known == prepared_.end()) {
      const Answer prepared(PQprepare(connection_.get(), name.c_str(), sql, 0, nullptr));
      if (PQresultStatus(prepared.get()) != PGRES_COMMAND_OK) return failure(prepared.get());
      prepared_.emplace(sql, name);
    }
    return execute(name, values);
  }

  [[nodiscard]] bool usable() const override { return PQstatus(connection_.get()) == CONNECTION_OK; }

 private:
  Result<SqlRows> execute(const std::string& name, const SqlValues& values) {
    std::vector<std::string> texts;
    std::vector<const char*> pointers;
    for (const SqlValue& value : values) texts.push_back(std::visit(TextOf{}, value));
    for (const std::string& text : texts) pointers.push_back(text.c_str());
    const Answer answer(PQexecPrepared(connection_.get(), name.c_str(), static_cast<int>(pointers.size()),
                                       pointers.data(), nullptr, nullptr, 0));
    const ExecStatusType status = PQresultStatus(answer.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) return failure(answer.get());
    return rows_of(answer.get());
  }

  // The SQLSTATE and nothing else: the text of an error may hold a value of the row.
  Result<SqlRows> failure(const PGresult* answer) const {
    const char* state = answer == nullptr ? nullptr : PQresultErrorField(answer, PG_DIAG_SQLSTATE);
    return Result<SqlRows>::failure(state == nullptr ? std::string("the ledger: no connection to PostgreSQL")
                                                     : std::string("the ledger: PostgreSQL error ") + state);
  }

  std::unique_ptr<PGconn, ConnectionDeleter> connection_;
  std::unordered_map<const char*, std::string> prepared_;  // by address: statements are literals
};

class PostgresqlDatabase : public SqlDatabase {
 public:
  explicit PostgresqlDatabase(const std::string& connection)
      : pool_(
            std::make_shared<ConnectionPool>([connection] { return open_connection(connection); }, most_connections)) {
    // A plain VACUUM lets nobody wait; what it frees is overwritten by what comes next.
    dialect_.after_deleting = {"VACUUM messages", "VACUUM outbox", "VACUUM cases"};
  }

  Result<std::shared_ptr<SqlConnection>> connection() override { return pool_->take(); }
  std::unique_lock<std::mutex> writing() override { return {}; }
  [[nodiscard]] const SqlDialect& dialect() const override { return dialect_; }

 private:
  static Result<std::unique_ptr<SqlConnection>> open_connection(const std::string& words) {
    using Opened = Result<std::unique_ptr<SqlConnection>>;
    const bool uri = words.compare(0, 10, "postgres:/") == 0 || words.compare(0, 12, "postgresql:/") == 0;
    PGconn* raw = PQconnectdb((uri ? words : connect_defaults + words).c_str());
    auto connection = std::make_unique<PostgresqlConnection>(raw);
    if (PQstatus(raw) != CONNECTION_OK) {
      std::string reason = raw == nullptr ? "out of memory" : PQerrorMessage(raw);
      while (!reason.empty() && reason.back() == '\n') reason.pop_back();
      return Opened::failure(reason);
    }
    return Opened(std::move(connection));
  }

  SqlDialect dialect_{"BEGIN",
                      false,
                      "SELECT pg_advisory_xact_lock(4711, 1)",
                      "SELECT pg_advisory_xact_lock(4711, hashtext($1))",
                      "FOR UPDATE SKIP LOCKED",
                      "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
                      "BYTEA",
                      {},
                      {}};
  std::shared_ptr<ConnectionPool> pool_;
};

}  // namespace

Result<std::shared_ptr<SqlDatabase>> open_postgresql(const std::string& connection) {
  using Opened = Result<std::shared_ptr<SqlDatabase>>;
  const auto cannot = [](const std::string& reason) {
    return Opened::failure("ledger.postgresql: the database cannot be opened: " + reason);
  };
  auto database = std::make_shared<PostgresqlDatabase>(connection);
  const auto open = database->connection();
  if (!open) return cannot(open.error());
  const Success updated = update_schema(**open, database->dialect(), ledger_schema());
  if (!updated) return cannot(updated.error());
  return std::shared_ptr<SqlDatabase>(std::move(database));
}

}  // namespace intake
