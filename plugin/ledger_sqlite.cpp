#include "plugin/ledger_sqlite.h"

#include <sqlite3.h>
#include <sys/stat.h>

#include <mutex>

namespace intake {

namespace {

constexpr int busy_milliseconds = 5000;  // another process may hold the file for a backup; the MTA waits meanwhile
constexpr int schema_version = 1;

constexpr const char* schema_1 = R"(
CREATE TABLE cases (token TEXT PRIMARY KEY, sender_hash TEXT NOT NULL, given TEXT NOT NULL, first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL, asked INTEGER NOT NULL, last_question TEXT NOT NULL, last_asked_at INTEGER NOT NULL,
  version INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE messages (hash TEXT PRIMARY KEY, token TEXT NOT NULL, reply_queued INTEGER NOT NULL, withheld TEXT NOT NULL,
  at INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE outbox (id INTEGER PRIMARY KEY, sender_hash TEXT NOT NULL, recipient TEXT NOT NULL, bytes BLOB NOT NULL,
  message_id TEXT NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL, next_at INTEGER NOT NULL, created_at INTEGER NOT NULL,
  owner TEXT NOT NULL, leased_until INTEGER NOT NULL);
CREATE INDEX outbox_due ON outbox (state, next_at);
CREATE INDEX outbox_created ON outbox (created_at);
PRAGMA user_version = 1;
)";

struct DatabaseDeleter {
  void operator()(sqlite3* database) const { sqlite3_close(database); }
};
struct StatementDeleter {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

// One statement with its values; steps row by row.
class Statement {
 public:
  Statement(sqlite3* database, const char* sql) : database_(database) {
    sqlite3_stmt* raw = nullptr;
    code_ = sqlite3_prepare_v2(database, sql, -1, &raw, nullptr);
    statement_.reset(raw);
  }
  Statement& bind(const std::string& text) {
    if (code_ == SQLITE_OK) code_ = sqlite3_bind_text(statement_.get(), ++bound_, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
    return *this;
  }
  Statement& bind(std::int64_t number) {
    if (code_ == SQLITE_OK) code_ = sqlite3_bind_int64(statement_.get(), ++bound_, number);
    return *this;
  }
  // True while there is a row.
  bool step() {
    if (code_ != SQLITE_OK && code_ != SQLITE_ROW) return false;
    code_ = sqlite3_step(statement_.get());
    return code_ == SQLITE_ROW;
  }
  bool run() {
    step();
    return code_ == SQLITE_DONE;
  }
  [[nodiscard]] bool failed() const { return code_ != SQLITE_OK && code_ != SQLITE_ROW && code_ != SQLITE_DONE; }
  [[nodiscard]] std::int64_t number(int column) const { return sqlite3_column_int64(statement_.get(), column); }
  [[nodiscard]] std::string text(int column) const {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
    return bytes == nullptr ? std::string() : std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column)));
  }
  [[nodiscard]] std::string error() const { return std::string("the ledger: ") + sqlite3_errmsg(database_); }

 private:
  sqlite3* database_;
  std::unique_ptr<sqlite3_stmt, StatementDeleter> statement_;
  int code_ = SQLITE_OK;
  int bound_ = 0;
};

std::string words_of(const std::vector<Item>& items) {
  std::string out;
  for (const Item item : items) out.append(out.empty() ? "" : ",").append(name_of(item));
  return out;
}

std::vector<Item> items_of(const std::string& words) {
  std::vector<Item> items;
  for (const Item item : all_items) {
    if (("," + words + ",").find("," + std::string(name_of(item)) + ",") != std::string::npos) items.push_back(item);
  }
  return items;
}

class SqliteLedger : public Ledger {
 public:
  explicit SqliteLedger(sqlite3* database) : database_(database) {}

  Result<std::optional<Case>> find_case(const std::string& token) override {
    const std::lock_guard lock(mutex_);
    Statement query(database_.get(), "SELECT token, sender_hash, given, first_at, last_at, asked, last_question, last_asked_at, version FROM cases WHERE token = ?");
    if (query.bind(token).step()) {
      return std::optional<Case>(Case{query.text(0), query.text(1), items_of(query.text(2)), query.number(3), query.number(4),
                                      static_cast<int>(query.number(5)), query.text(6), query.number(7), query.number(8)});
    }
    if (query.failed()) return Result<std::optional<Case>>::failure(query.error());
    return std::optional<Case>();
  }

  Result<std::optional<SeenMessage>> find_message(const std::string& hash) override {
    const std::lock_guard lock(mutex_);
    Statement query(database_.get(), "SELECT token, reply_queued, withheld FROM messages WHERE hash = ?");
    if (query.bind(hash).step()) return std::optional<SeenMessage>(SeenMessage{query.text(0), query.number(1) != 0, query.text(2)});
    if (query.failed()) return Result<std::optional<SeenMessage>>::failure(query.error());
    return std::optional<SeenMessage>();
  }

  Result<int> replies_since(const std::string& sender_hash, std::int64_t since) override {
    const std::lock_guard lock(mutex_);
    Statement query(database_.get(), "SELECT count(*) FROM outbox WHERE created_at > ? AND (? = '' OR sender_hash = ?)");
    if (!query.bind(since).bind(sender_hash).bind(sender_hash).step()) return Result<int>::failure(query.error());
    return static_cast<int>(query.number(0));
  }

  Result<FilingOutcome> file(const Filing& filing) override {
    const std::lock_guard lock(mutex_);
    if (!execute("BEGIN IMMEDIATE")) return failure<FilingOutcome>();
    bool fresh = true;
    const bool stored = insert_message(filing) && (!(fresh = sqlite3_changes(database_.get()) > 0) || write_case(filing));
    const bool stale = stored && fresh && sqlite3_changes(database_.get()) == 0;
    if (stale) {
      execute("ROLLBACK");
      return FilingOutcome::stale;
    }
    if (!stored || (fresh && filing.reply && !insert_reply(filing)) || !execute("COMMIT")) {
      Result<FilingOutcome> failed = failure<FilingOutcome>();
      execute("ROLLBACK");
      return failed;
    }
    return FilingOutcome::done;
  }

  Result<std::vector<LeasedReply>> lease(const std::string& owner, std::int64_t now, std::int64_t until, int most) override {
    const std::lock_guard lock(mutex_);
    Statement query(database_.get(),
                    "UPDATE outbox SET owner = ?, leased_until = ? WHERE id IN (SELECT id FROM outbox WHERE state = 'pending' AND next_at <= ? "
                    "AND leased_until <= ? ORDER BY next_at LIMIT ?) RETURNING id, recipient, bytes, attempts, created_at");
    query.bind(owner).bind(until).bind(now).bind(now).bind(std::int64_t{most});
    std::vector<LeasedReply> replies;
    while (query.step()) {
      replies.push_back({query.number(0), query.text(1), query.text(2), static_cast<int>(query.number(3)), query.number(4)});
    }
    if (query.failed()) return Result<std::vector<LeasedReply>>::failure(query.error());
    return replies;
  }

  // What was sent is erased; that something was sent, and when, stays for the rate limits.
  Success settle_sent(std::int64_t id, std::int64_t now) override {
    return settle("UPDATE outbox SET state = 'sent', recipient = '', bytes = '', owner = '', next_at = ? WHERE id = ?", now, id);
  }
  Success settle_retry(std::int64_t id, std::int64_t next_at) override {
    return settle("UPDATE outbox SET attempts = attempts + 1, owner = '', leased_until = 0, next_at = ? WHERE id = ?", next_at, id);
  }
  Success settle_failed(std::int64_t id) override {
    return settle("UPDATE outbox SET state = 'failed', owner = '', leased_until = ? WHERE id = ?", 0, id);
  }

 private:
  bool execute(const char* sql) { return sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr) == SQLITE_OK; }

  template <typename Value>
  Result<Value> failure() const {
    return Result<Value>::failure(std::string("the ledger: ") + sqlite3_errmsg(database_.get()));
  }

  bool insert_message(const Filing& filing) {
    Statement insert(database_.get(), "INSERT OR IGNORE INTO messages VALUES (?, ?, ?, ?, ?)");
    return insert.bind(filing.message_hash).bind(filing.the_case.token).bind(std::int64_t{filing.reply_queued}).bind(filing.withheld).bind(filing.at).run();
  }

  // Changes no row where another message changed the case since it was read.
  bool write_case(const Filing& filing) {
    const Case& c = filing.the_case;
    Statement write(database_.get(),
                    c.version == 0
                        ? "INSERT OR IGNORE INTO cases VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 1)"
                        : "UPDATE cases SET given = ?3, last_at = ?5, asked = ?6, last_question = ?7, last_asked_at = ?8, version = version + 1 "
                          "WHERE token = ?1 AND sender_hash = ?2 AND first_at = ?4 AND version = ?9");
    write.bind(c.token).bind(c.sender_hash).bind(words_of(c.given)).bind(c.first_at).bind(c.last_at).bind(std::int64_t{c.asked}).bind(c.last_question).bind(c.last_asked_at);
    if (c.version != 0) write.bind(c.version);
    return write.run();
  }

  bool insert_reply(const Filing& filing) {
    const OutgoingReply& reply = *filing.reply;
    Statement insert(database_.get(),
                     "INSERT INTO outbox (sender_hash, recipient, bytes, message_id, state, attempts, next_at, created_at, owner, leased_until) "
                     "VALUES (?, ?, ?, ?, 'pending', 0, ?, ?, '', 0)");
    return insert.bind(filing.the_case.sender_hash).bind(reply.recipient).bind(reply.bytes).bind(reply.message_id).bind(reply.not_before).bind(filing.at).run();
  }

  Success settle(const char* sql, std::int64_t first, std::int64_t id) {
    const std::lock_guard lock(mutex_);
    Statement update(database_.get(), sql);
    if (!update.bind(first).bind(id).run()) return failure<Done>();
    return Done{};
  }

  std::mutex mutex_;
  std::unique_ptr<sqlite3, DatabaseDeleter> database_;
};

std::string cannot_open(const std::filesystem::path& file, const std::string& reason) {
  return "the ledger " + file.string() + " cannot be opened: " + reason + "; check that its folder exists and that this user may write there";
}

}  // namespace

Result<std::unique_ptr<Ledger>> open_sqlite_ledger(const std::filesystem::path& file) {
  using Opened = Result<std::unique_ptr<Ledger>>;
  const mode_t before = umask(077);
  sqlite3* raw = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_FULLMUTEX, nullptr);
  auto ledger = std::make_unique<SqliteLedger>(raw);
  if (code != SQLITE_OK) {
    umask(before);
    return Opened::failure(cannot_open(file, raw == nullptr ? "out of memory" : sqlite3_errmsg(raw)));
  }
  sqlite3_busy_timeout(raw, busy_milliseconds);
  const char* settings = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON;";
  const bool set = sqlite3_exec(raw, settings, nullptr, nullptr, nullptr) == SQLITE_OK;
  umask(before);
  Statement version(raw, "PRAGMA user_version");
  if (!set || !version.step()) return Opened::failure(cannot_open(file, sqlite3_errmsg(raw)));
  const std::int64_t found = version.number(0);
  if (found > schema_version) return Opened::failure(cannot_open(file, "it was written by a newer version of intake-milter"));
  if (found == 0 && sqlite3_exec(raw, (std::string("BEGIN IMMEDIATE;") + schema_1 + "COMMIT;").c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
    return Opened::failure(cannot_open(file, sqlite3_errmsg(raw)));
  }
  return std::unique_ptr<Ledger>(std::move(ledger));
}

}  // namespace intake
