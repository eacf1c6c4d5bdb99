// The outbox over any SQL database (ledger.h, Outbox). What was sent is erased; that something was sent, and when,
// stays for the limits on replies.
#include "plugin/ledger/ledger_rows.h"
#include "plugin/ledger/sql_transaction.h"

namespace intake {

namespace {

constexpr const char* sent_sql =
    "UPDATE outbox SET state = 'sent', recipient = '', bytes = $1, attempts = attempts + 1, last_code = $2, next_at = "
    "$3, "
    "owner = '' WHERE id = $4 AND owner = $5";
constexpr const char* unsent_sql =
    "UPDATE outbox SET state = $1, attempts = attempts + $2, last_code = $3, next_at = $4, owner = '', leased_until = "
    "0 "
    "WHERE id = $5 AND owner = $6";
constexpr const char* due_sql =
    "SELECT 1 FROM outbox WHERE state = 'pending' AND next_at <= $1 AND leased_until <= $1 LIMIT 1";
constexpr const char* entries_sql =
    "SELECT id, token, kind, state, attempts, last_code, created_at, next_at, leased_until FROM outbox "
    "WHERE state <> $1 ORDER BY id";
constexpr const char* hold_one_sql =
    "UPDATE outbox SET state = 'held' WHERE state = 'pending' AND leased_until <= 0 AND id = $1";
constexpr const char* hold_all_sql = "UPDATE outbox SET state = 'held' WHERE state = 'pending' AND leased_until <= 0";
constexpr const char* retry_one_sql =
    "UPDATE outbox SET state = 'pending', attempts = 0, due_since = $1, next_at = $1 WHERE "
    "(state = 'held' OR state = 'failed' OR (state = 'pending' AND leased_until <= 0)) AND id = $2";
constexpr const char* retry_all_sql =
    "UPDATE outbox SET state = 'pending', attempts = 0, due_since = $1, next_at = $1 WHERE "
    "state = 'held' OR state = 'failed' OR (state = 'pending' AND leased_until <= 0)";

class SqlOutbox : public Outbox {
 public:
  explicit SqlOutbox(std::shared_ptr<SqlDatabase> database)
      : database_(std::move(database)),
        lease_sql_(
            std::string("UPDATE outbox SET owner = $1, leased_until = $2 WHERE id IN (SELECT id FROM outbox WHERE "
                        "state = 'pending' AND next_at <= $3 AND leased_until <= $3 ORDER BY next_at, id LIMIT $4 ") +
            database_->dialect().skip_leased + ") RETURNING id, recipient, bytes, attempts, due_since") {}

  Result<std::vector<LeasedMail>> lease(const std::string& owner, std::int64_t now, std::int64_t until,
                                        int most) override {
    // Mostly nothing is due: a look keeps nobody waiting, an update would.
    const auto due = run_alone(*database_, due_sql, {now});
    if (!due) return Result<std::vector<LeasedMail>>::failure(due.error());
    if (due->rows.empty()) return std::vector<LeasedMail>();
    const auto leased = write_alone(*database_, lease_sql_.c_str(), {owner, until, now, std::int64_t{most}});
    if (!leased) return Result<std::vector<LeasedMail>>::failure(leased.error());
    std::vector<LeasedMail> mails;
    for (const SqlRow& row : leased->rows) {
      mails.push_back(
          {number_in(row.at(0)), row.at(1), row.at(2), static_cast<int>(number_in(row.at(3))), number_in(row.at(4))});
    }
    return mails;
  }

  Result<bool> settle(const std::string& owner, std::int64_t id, const Settlement& s) override {
    const bool sent = s.state == MailState::sent;
    const std::int64_t code = s.code;
    const SqlValues values =
        sent ? SqlValues{SqlBytes{}, code, s.next_at, id, owner}
             : SqlValues{std::string(name_of(s.state)), std::int64_t{s.tried}, code, s.next_at, id, owner};
    const auto settled = write_alone(*database_, sent ? sent_sql : unsent_sql, values);
    if (!settled) return Result<bool>::failure(settled.error());
    return settled->changed > 0;
  }

  Success wipe() override {
    for (const char* sql : database_->dialect().after_erasing) {
      const auto done = write_alone(*database_, sql, {});
      if (!done) return Success::failure(done.error());
      const bool in_the_way = !done->rows.empty() && done->rows[0][0] == "1";  // as SQLite's checkpoint says it
      if (in_the_way) return Success::failure("somebody reads the database");
    }
    return Done{};
  }

  Result<std::vector<MailEntry>> entries(bool with_sent, std::int64_t now) override {
    const auto found = run_alone(*database_, entries_sql, {std::string(with_sent ? "" : "sent")});
    if (!found) return Result<std::vector<MailEntry>>::failure(found.error());
    std::vector<MailEntry> entries;
    for (const SqlRow& row : found->rows) {
      entries.push_back({number_in(row.at(0)), row.at(1), row.at(2), row.at(3), static_cast<int>(number_in(row.at(4))),
                         static_cast<long>(number_in(row.at(5))), number_in(row.at(6)), number_in(row.at(7)),
                         row.at(3) == "pending" && number_in(row.at(8)) > now});
    }
    return entries;
  }

  Result<int> hold(const std::vector<std::int64_t>& ids) override {
    return change(ids, hold_one_sql, hold_all_sql, {});
  }
  Result<int> retry(const std::vector<std::int64_t>& ids, std::int64_t now) override {
    return change(ids, retry_one_sql, retry_all_sql, {now});
  }

 private:
  Result<int> change(const std::vector<std::int64_t>& ids, const char* one, const char* all, const SqlValues& first) {
    std::int64_t count = 0;
    const Success changed = in_transaction(*database_, [&](SqlConnection& connection) -> Success {
      for (std::size_t i = 0; i < std::max<std::size_t>(ids.size(), 1); ++i) {
        SqlValues values = first;
        if (!ids.empty()) values.emplace_back(ids[i]);
        const auto done = connection.run(ids.empty() ? all : one, values);
        if (!done) return Success::failure(done.error());
        count += done->changed;
      }
      return Done{};
    });
    return changed ? Result<int>(static_cast<int>(count)) : Result<int>::failure(changed.error());
  }

  std::shared_ptr<SqlDatabase> database_;
  std::string lease_sql_;
};

}  // namespace

std::shared_ptr<Outbox> make_sql_outbox(std::shared_ptr<SqlDatabase> database) {
  return std::make_shared<SqlOutbox>(std::move(database));
}

}  // namespace intake
