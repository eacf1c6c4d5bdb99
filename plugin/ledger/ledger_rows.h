// Values of the ledger as rows of its tables, and back. Pure functions. Also the two other roles over the same
// database.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "plugin/ledger/ledger.h"
#include "plugin/ledger/sql_database.h"

#define CASE_COLUMNS                                                                                          \
  "token, sender_hash, code_hash, language, route, given, reasons, first_at, last_at, asked, last_question, " \
  "last_asked_at, completed_at, closed_at, version"
#define MESSAGE_COLUMNS                                                                              \
  "m.hash, m.text_hash, m.token, m.related, m.status, m.ask, m.review, m.withheld, m.reply_queued, " \
  "(SELECT count(*) FROM outbox o WHERE o.message_hash = m.hash AND o.state = 'withdrawn')"

namespace intake {

using SqlRow = std::vector<std::string>;

std::int64_t number_in(const std::string& text);
Case case_of(const SqlRow& row);
FiledMessage message_of(const SqlRow& row);
std::vector<Case> all_cases(const SqlRows& rows);

// As the statements of ledger_sql.cpp number them.
SqlValues message_values(const FiledMessage& message, std::int64_t at);
SqlValues new_case_values(const Case& c);
SqlValues changed_case_values(const Case& c);
SqlValues mail_values(const Filing& filing, const OutgoingMail& mail);

// Exactly four, for IN ($1, $2, $3, $4): a key file has at most four keys (ledger_key.h); the last one repeats.
SqlValues four_of(const std::vector<std::string>& hashes);

// "phone,address", in the order of the policy, and back; unknown words are dropped.
std::string words_of(const std::vector<Item>& items);
std::vector<Item> items_of(const std::string& words);

std::shared_ptr<Outbox> make_sql_outbox(std::shared_ptr<SqlDatabase> database);
std::shared_ptr<CaseKeeping> make_sql_case_keeping(std::shared_ptr<SqlDatabase> database);

}  // namespace intake
