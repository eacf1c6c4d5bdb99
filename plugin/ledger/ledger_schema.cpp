#include "plugin/ledger/ledger_schema.h"

#include <algorithm>
#include <list>
#include <mutex>

namespace intake {

namespace {

// Statements are prepared by their address, so one that is put together here lives as long as the program.
const char* filled_in(std::string sql, const SqlDialect& dialect) {
  for (const auto& [hole, word] : {std::pair{"{id}", dialect.id_column}, std::pair{"{bytes}", dialect.bytes_type}}) {
    if (const std::size_t at = sql.find(hole); at != std::string::npos) sql.replace(at, std::string(hole).size(), word);
  }
  static std::mutex mutex;
  static std::list<std::string> kept;
  const std::lock_guard lock(mutex);
  return kept.emplace_back(std::move(sql)).c_str();
}

Result<std::size_t> version_of(SqlConnection& connection) {
  const auto made = connection.run("CREATE TABLE IF NOT EXISTS ledger_schema (version BIGINT NOT NULL)", {});
  if (!made) return Result<std::size_t>::failure(made.error());
  const auto found = connection.run("SELECT coalesce(max(version), 0) FROM ledger_schema", {});
  if (!found) return Result<std::size_t>::failure(found.error());
  return static_cast<std::size_t>(std::stoul(found->rows.at(0).at(0)));
}

Success take_steps(SqlConnection& connection, const SqlDialect& dialect, const std::vector<SchemaStep>& steps) {
  const auto version = version_of(connection);
  if (!version) return Success::failure(version.error());
  if (*version > steps.size()) return Success::failure("it was written by a newer version of intake-milter");
  for (std::size_t step = *version; step < steps.size(); ++step) {
    for (const char* sql : steps[step]) {
      if (const auto done = connection.run(filled_in(sql, dialect), {}); !done) return Success::failure(done.error());
    }
    const auto noted = connection.run("INSERT INTO ledger_schema VALUES ($1)", {static_cast<std::int64_t>(step + 1)});
    if (!noted) return Success::failure(noted.error());
  }
  return Done{};
}

}  // namespace

const std::vector<SchemaStep>& ledger_schema() {
  static const std::vector<SchemaStep> steps = {
      {
          "CREATE TABLE cases (token TEXT PRIMARY KEY, sender_hash TEXT NOT NULL, code_hash TEXT NOT NULL, language "
          "TEXT NOT "
          "NULL, route TEXT NOT NULL, given TEXT NOT NULL, reasons TEXT NOT NULL, first_at BIGINT NOT NULL, last_at "
          "BIGINT NOT "
          "NULL, asked BIGINT NOT NULL, last_question TEXT NOT NULL, last_asked_at BIGINT NOT NULL, completed_at "
          "BIGINT NOT "
          "NULL, closed_at BIGINT NOT NULL, version BIGINT NOT NULL)",
          "CREATE INDEX cases_of_sender ON cases (sender_hash, last_at)",
          "CREATE INDEX cases_last_at ON cases (last_at)",
          "CREATE TABLE messages (hash TEXT PRIMARY KEY, text_hash TEXT NOT NULL, token TEXT NOT NULL, related TEXT "
          "NOT NULL, "
          "status TEXT NOT NULL, ask TEXT NOT NULL, review TEXT NOT NULL, withheld TEXT NOT NULL, reply_queued BIGINT "
          "NOT "
          "NULL, at BIGINT NOT NULL)",
          "CREATE INDEX messages_text ON messages (text_hash)",
          "CREATE INDEX messages_of_case ON messages (token, at)",
          "CREATE TABLE outbox (id {id}, message_hash TEXT NOT NULL, token TEXT NOT NULL, sender_hash TEXT NOT NULL, "
          "kind TEXT "
          "NOT NULL, recipient TEXT NOT NULL, bytes {bytes} NOT NULL, message_id TEXT NOT NULL, state TEXT NOT NULL, "
          "attempts "
          "BIGINT NOT NULL, last_code BIGINT NOT NULL, due_since BIGINT NOT NULL, next_at BIGINT NOT NULL, created_at "
          "BIGINT NOT NULL, owner TEXT NOT "
          "NULL, leased_until BIGINT NOT NULL)",
          "CREATE INDEX outbox_due ON outbox (state, next_at)",
          // Replies are counted without a look at the mails themselves.
          "CREATE INDEX outbox_created ON outbox (created_at, kind)",
          "CREATE INDEX outbox_of_sender ON outbox (sender_hash, created_at, kind)",
          "CREATE INDEX outbox_of_message ON outbox (message_hash)",
          "CREATE INDEX outbox_of_case ON outbox (token)",
      },
  };
  return steps;
}

Success update_schema(SqlConnection& connection, const SqlDialect& dialect, const std::vector<SchemaStep>& steps) {
  if (const auto begun = connection.run(dialect.begin, {}); !begun) return Success::failure(begun.error());
  Success taken = Done{};
  if (*dialect.lock_schema != '\0') {
    if (const auto locked = connection.run(dialect.lock_schema, {}); !locked) taken = Success::failure(locked.error());
  }
  if (taken) taken = take_steps(connection, dialect, steps);
  if (taken) {
    const auto committed = connection.run("COMMIT", {});
    if (committed) return taken;
    taken = Success::failure(committed.error());
  }
  static_cast<void>(connection.run("ROLLBACK", {}));
  return taken;
}

}  // namespace intake
