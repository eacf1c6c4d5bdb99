// What an administrator and the law want done with the cases (ledger.h, CaseKeeping), over any SQL database.
#include "plugin/ledger/ledger_rows.h"
#include "plugin/ledger/sql_transaction.h"

namespace intake {

namespace {

constexpr const char* open_cases_sql =
    "SELECT " CASE_COLUMNS " FROM cases WHERE closed_at = 0 ORDER BY last_at DESC, token LIMIT $1";
constexpr const char* all_cases_sql = "SELECT " CASE_COLUMNS " FROM cases ORDER BY last_at DESC, token LIMIT $1";
constexpr const char* messages_of_sql =
    "SELECT " MESSAGE_COLUMNS " FROM messages m WHERE m.token = $1 ORDER BY m.at, m.hash";
constexpr const char* close_sql =
    "UPDATE cases SET closed_at = $1, version = version + 1 WHERE token = $2 AND closed_at = 0";

#define OF_SENDER "sender_hash IN ($1, $2, $3, $4)"
// A closed case stays while it still has mail to send.
#define OUTDATED                                                                                                 \
  "((closed_at > 0 AND closed_at < $1) OR last_at < $2) AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.token = " \
  "cases.token "                                                                                                 \
  "AND o.state = 'pending')"
#define DELETE_TOKENS(table, which) "DELETE FROM " table " WHERE token IN (SELECT token FROM cases WHERE " which ")"

// The cases last: the others are found through them.
struct Deletion {
  const char* messages;
  const char* mail;
  const char* cases;
};
constexpr Deletion of_sender = {DELETE_TOKENS("messages", OF_SENDER), DELETE_TOKENS("outbox", OF_SENDER),
                                "DELETE FROM cases WHERE " OF_SENDER};
constexpr Deletion of_token = {"DELETE FROM messages WHERE token = $1", "DELETE FROM outbox WHERE token = $1",
                               "DELETE FROM cases WHERE token = $1"};
constexpr Deletion of_time = {DELETE_TOKENS("messages", OUTDATED), DELETE_TOKENS("outbox", OUTDATED),
                              "DELETE FROM cases WHERE " OUTDATED};

class SqlCaseKeeping : public CaseKeeping {
 public:
  explicit SqlCaseKeeping(std::shared_ptr<SqlDatabase> database) : database_(std::move(database)) {}

  Result<std::vector<Case>> cases(bool with_closed, int most) override {
    const auto found = run_alone(*database_, with_closed ? all_cases_sql : open_cases_sql, {std::int64_t{most}});
    if (!found) return Result<std::vector<Case>>::failure(found.error());
    return all_cases(*found);
  }

  Result<std::vector<FiledMessage>> messages_of(const std::string& token) override {
    const auto found = run_alone(*database_, messages_of_sql, {token});
    if (!found) return Result<std::vector<FiledMessage>>::failure(found.error());
    std::vector<FiledMessage> messages;
    for (const SqlRow& row : found->rows) messages.push_back(message_of(row));
    return messages;
  }

  Result<bool> close(const std::string& token, std::int64_t now) override {
    const auto closed = write_alone(*database_, close_sql, {now, token});
    if (!closed) return Result<bool>::failure(closed.error());
    return closed->changed > 0;
  }

  Result<int> erase_cases_of(const std::vector<std::string>& sender_hashes) override {
    return remove(of_sender, four_of(sender_hashes));
  }
  Result<int> erase_case(const std::string& token) override { return remove(of_token, {token}); }
  Result<int> purge(const Retention& retention) override {
    return remove(of_time, {retention.closed_before, retention.silent_before});
  }

 private:
  Result<int> remove(const Deletion& deletion, const SqlValues& values) {
    std::int64_t count = 0;
    const Success removed = in_transaction(*database_, [&](SqlConnection& connection) -> Success {
      for (const char* sql : {deletion.messages, deletion.mail, deletion.cases}) {
        const auto done = connection.run(sql, values);
        if (!done) return Success::failure(done.error());
        count = done->changed;
      }
      return Done{};
    });
    if (!removed) return Result<int>::failure(removed.error());
    if (count > 0) tidy();
    return static_cast<int>(count);
  }

  // A reader may be in the way; then the next deletion tidies up.
  void tidy() {
    for (const char* sql : database_->dialect().after_deleting) static_cast<void>(write_alone(*database_, sql, {}));
  }

  std::shared_ptr<SqlDatabase> database_;
};

}  // namespace

std::shared_ptr<CaseKeeping> make_sql_case_keeping(std::shared_ptr<SqlDatabase> database) {
  return std::make_shared<SqlCaseKeeping>(std::move(database));
}

}  // namespace intake
