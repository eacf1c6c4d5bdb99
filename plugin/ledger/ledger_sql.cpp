#include "plugin/ledger/ledger_sql.h"

#include "plugin/ledger/group_commit.h"
#include "plugin/ledger/ledger_rows.h"
#include "plugin/ledger/sql_transaction.h"

namespace intake {

namespace {

constexpr const char* find_case_sql = "SELECT " CASE_COLUMNS " FROM cases WHERE token = $1";
constexpr const char* cases_of_sql =
    "SELECT " CASE_COLUMNS " FROM cases WHERE sender_hash IN ($1, $2, $3, $4) ORDER BY last_at DESC, token LIMIT $5";
constexpr const char* find_message_sql = "SELECT " MESSAGE_COLUMNS " FROM messages m WHERE m.hash IN ($1, $2, $3, $4)";
constexpr const char* case_with_text_sql =
    "SELECT m.token FROM messages m JOIN cases c ON c.token = m.token WHERE m.text_hash IN ($1, $2, $3, $4) "
    "AND c.sender_hash IN ($5, $6, $7, $8) ORDER BY m.at DESC LIMIT 1";
constexpr const char* replies_to_sender_sql =
    "SELECT count(*) FROM outbox WHERE created_at > $1 AND kind <> 'forward' AND sender_hash IN ($2, $3, $4, $5)";
constexpr const char* replies_to_all_sql = "SELECT count(*) FROM outbox WHERE created_at > $1 AND kind <> 'forward'";
constexpr const char* insert_message_sql =
    "INSERT INTO messages (hash, text_hash, token, related, status, ask, review, withheld, reply_queued, at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING";
constexpr const char* insert_case_sql =
    "INSERT INTO cases (token, sender_hash, code_hash, language, route, given, reasons, first_at, last_at, asked, "
    "last_question, last_asked_at, completed_at, closed_at, version) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 1) ON CONFLICT DO NOTHING";
// Changes no row where another message changed the case since it was read.
constexpr const char* update_case_sql =
    "UPDATE cases SET code_hash = $1, language = $2, route = $3, given = $4, reasons = $5, last_at = $6, asked = $7, "
    "last_question = $8, last_asked_at = $9, completed_at = $10, closed_at = $11, version = version + 1 "
    "WHERE token = $12 AND version = $13";
constexpr const char* insert_mail_sql =
    "INSERT INTO outbox (message_hash, token, sender_hash, kind, recipient, bytes, message_id, state, attempts, "
    "last_code, due_since, next_at, created_at, owner, leased_until) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, 'pending', 0, 0, $8, $9, $10, '', 0)";
constexpr const char* withdraw_sql =
    "UPDATE outbox SET state = 'withdrawn' WHERE message_hash = $1 AND state = 'pending' AND owner = ''";
constexpr const char* renew_sql =
    "UPDATE outbox SET state = 'pending', next_at = $1 WHERE message_hash = $2 AND state = 'withdrawn'";

class SqlLedger : public Ledger {
 public:
  explicit SqlLedger(std::shared_ptr<SqlDatabase> database)
      : database_(std::move(database)), group_([this](const std::vector<WaitingFiling*>& all) { commit_all(all); }) {}

  Result<std::optional<Case>> find_case(const std::string& token) override {
    const auto found = run_alone(*database_, find_case_sql, {token});
    if (!found) return Result<std::optional<Case>>::failure(found.error());
    return found->rows.empty() ? std::optional<Case>() : std::optional<Case>(case_of(found->rows.front()));
  }

  Result<std::optional<FiledMessage>> find_message(const std::vector<std::string>& hashes) override {
    const auto found = run_alone(*database_, find_message_sql, four_of(hashes));
    if (!found) return Result<std::optional<FiledMessage>>::failure(found.error());
    if (found->rows.empty()) return std::optional<FiledMessage>();
    return std::optional<FiledMessage>(message_of(found->rows.front()));
  }

  Result<std::vector<Case>> cases_of(const std::vector<std::string>& sender_hashes) override {
    SqlValues values = four_of(sender_hashes);
    values.emplace_back(std::int64_t{most_cases});
    const auto found = run_alone(*database_, cases_of_sql, values);
    if (!found) return Result<std::vector<Case>>::failure(found.error());
    return all_cases(*found);
  }

  Result<std::string> case_with_text(const std::vector<std::string>& sender_hashes,
                                     const std::vector<std::string>& text_hashes) override {
    SqlValues values = four_of(text_hashes);
    for (SqlValue& value : four_of(sender_hashes)) values.push_back(std::move(value));
    const auto found = run_alone(*database_, case_with_text_sql, values);
    if (!found) return Result<std::string>::failure(found.error());
    return found->rows.empty() ? std::string() : found->rows.front().front();
  }

  Result<int> replies_since(const std::vector<std::string>& sender_hashes, std::int64_t since) override {
    const auto connection = database_->connection();
    if (!connection) return Result<int>::failure(connection.error());
    return count_replies(**connection, sender_hashes, since);
  }

  Result<FilingOutcome> file(const Filing& filing) override {
    if (database_->dialect().one_writer) return group_.file(filing);
    WaitingFiling alone;
    alone.filing = &filing;
    commit_all({&alone});
    return std::move(alone.outcome);
  }

  Success withdraw(const std::string& message_hash) override { return changed(withdraw_sql, {message_hash}); }
  Success renew(const std::string& message_hash, std::int64_t not_before) override {
    return changed(renew_sql, {not_before, message_hash});
  }

 private:
  Success changed(const char* sql, const SqlValues& values) {
    const auto done = write_alone(*database_, sql, values);
    return done ? Success(Done{}) : Success::failure(done.error());
  }

  static Result<int> count_replies(SqlConnection& connection, const std::vector<std::string>& sender_hashes,
                                   std::int64_t since) {
    SqlValues values = {since};
    if (!sender_hashes.empty()) {
      for (SqlValue& value : four_of(sender_hashes)) values.push_back(std::move(value));
    }
    const auto counted = connection.run(sender_hashes.empty() ? replies_to_all_sql : replies_to_sender_sql, values);
    if (!counted) return Result<int>::failure(counted.error());
    return static_cast<int>(number_in(counted->rows.at(0).at(0)));
  }

  // One transaction for all. A filing that is stale leaves nothing of itself; a fault leaves nothing of any.
  void commit_all(const std::vector<WaitingFiling*>& all) {
    const Success committed = in_transaction(*database_, [&](SqlConnection& connection) -> Success {
      for (WaitingFiling* one : all) {
        if (const Success filed = file_or_undo(connection, *one); !filed) return filed;
      }
      return Done{};
    });
    if (committed) return;
    for (WaitingFiling* one : all) one->outcome = Result<FilingOutcome>::failure(committed.error());
  }

  Success file_or_undo(SqlConnection& connection, WaitingFiling& one) const {
    if (const auto begun = connection.run("SAVEPOINT filing", {}); !begun) return Success::failure(begun.error());
    const auto filed = file_one(connection, *one.filing);
    if (!filed) return Success::failure(filed.error());
    one.outcome = *filed;
    const char* const end = *filed == FilingOutcome::done ? "RELEASE SAVEPOINT filing" : "ROLLBACK TO SAVEPOINT filing";
    const auto ended = connection.run(end, {});
    return ended ? Success(Done{}) : Success::failure(ended.error());
  }

  Result<FilingOutcome> file_one(SqlConnection& connection, const Filing& filing) const {
    const auto message = connection.run(insert_message_sql, message_values(filing.message, filing.at));
    if (!message) return Result<FilingOutcome>::failure(message.error());
    if (message->changed == 0) return FilingOutcome::stale;
    if (filing.mail) {
      const auto within = within_limits(connection, filing);
      if (!within) return Result<FilingOutcome>::failure(within.error());
      if (!*within) return FilingOutcome::stale;
    }
    const bool fresh = filing.the_case.version == 0;
    const auto stored = connection.run(fresh ? insert_case_sql : update_case_sql,
                                       fresh ? new_case_values(filing.the_case) : changed_case_values(filing.the_case));
    if (!stored) return Result<FilingOutcome>::failure(stored.error());
    if (stored->changed == 0) return FilingOutcome::stale;
    for (const std::optional<OutgoingMail>* mail : {&filing.mail, &filing.forward}) {
      if (!*mail) continue;
      const auto queued = connection.run(insert_mail_sql, mail_values(filing, **mail));
      if (!queued) return Result<FilingOutcome>::failure(queued.error());
    }
    return FilingOutcome::done;
  }

  // Exact for one sender; the limit for everybody may be passed by the messages that end at this moment elsewhere.
  Result<bool> within_limits(SqlConnection& connection, const Filing& filing) const {
    const ReplyLimits& limits = filing.limits;
    if (const char* lock = database_->dialect().lock_sender; *lock != '\0') {
      if (const auto locked = connection.run(lock, {filing.the_case.sender_hash}); !locked)
        return Result<bool>::failure(locked.error());
    }
    const auto to_sender = count_replies(connection, limits.sender_hashes, limits.sender_since);
    if (!to_sender) return Result<bool>::failure(to_sender.error());
    const auto to_all = count_replies(connection, {}, limits.all_since);
    if (!to_all) return Result<bool>::failure(to_all.error());
    return *to_sender < limits.sender_most && *to_all < limits.all_most;
  }

  std::shared_ptr<SqlDatabase> database_;
  GroupCommit group_;
};

}  // namespace

OpenedLedger make_sql_ledger(std::shared_ptr<SqlDatabase> database) {
  return {std::make_shared<SqlLedger>(database), make_sql_outbox(database), make_sql_case_keeping(database)};
}

}  // namespace intake
