#include "plugin/ledger/sql_transaction.h"

namespace intake {

namespace {

struct Begun {
  std::shared_ptr<SqlConnection> connection;
  SqlRows rows;
};

// The first statement shows whether a connection died while it lay in the pool: then it is said again on a new one.
Result<Begun> say_first(SqlDatabase& database, const char* sql, const SqlValues& values) {
  for (int tries = 0;; ++tries) {
    const auto connection = database.connection();
    if (!connection) return Result<Begun>::failure(connection.error());
    auto done = (*connection)->run(sql, values);
    if (done) return Begun{*connection, std::move(*done)};
    if ((*connection)->usable() || tries > 0) return Result<Begun>::failure(done.error());
  }
}

}  // namespace

Result<SqlRows> run_alone(SqlDatabase& database, const char* sql, const SqlValues& values) {
  auto done = say_first(database, sql, values);
  if (!done) return Result<SqlRows>::failure(done.error());
  return std::move(done->rows);
}

Result<SqlRows> write_alone(SqlDatabase& database, const char* sql, const SqlValues& values) {
  const auto writing = database.writing();
  return run_alone(database, sql, values);
}

Success in_transaction(SqlDatabase& database, const std::function<Success(SqlConnection&)>& work) {
  const auto writing = database.writing();
  const auto begun = say_first(database, database.dialect().begin, {});
  if (!begun) return Success::failure(begun.error());
  SqlConnection& connection = *begun->connection;
  Success done = work(connection);
  if (done) {
    const auto committed = connection.run("COMMIT", {});
    if (committed) return done;
    done = Success::failure(committed.error());
  }
  static_cast<void>(connection.run("ROLLBACK", {}));
  return done;
}

}  // namespace intake
