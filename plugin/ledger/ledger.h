// Ports: what is remembered between messages. Three small interfaces over one database: the cases (Ledger), the mail to
// be sent (Outbox), and what an administrator and the law want done with both (CaseKeeping). One suite of tests runs
// against every back end. Nothing of a message is kept: items by name, addresses, Message-IDs, identity codes and texts
// as keyed hashes; only mail that is still to be sent has its recipient in clear, and loses it when it is sent. Times
// are seconds UTC. Safe to call from several threads. Failures are results with words for the administrator.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "plugin/result.h"
#include "rules/item.h"

namespace intake {

struct Case {
  std::string token;
  std::string sender_hash;
  std::string code_hash;      // of the first valid identity code in it; empty: none yet
  std::string language;       // of the first message that had one
  std::string route;          // of the provider named in any message of the case
  std::vector<Item> given;    // in any message of the case
  std::string reasons;        // for review that stay with the case, by name, comma-separated
  std::int64_t first_at = 0;  // arrival of its first message: the legal time limits run from it
  std::int64_t last_at = 0;
  int asked = 0;                   // questions that were due
  std::string last_question;       // names of the items asked for last
  std::int64_t last_asked_at = 0;  // when that question was sent
  std::int64_t completed_at = 0;   // 0: not yet
  std::int64_t closed_at = 0;      // by a person; 0: open
  std::int64_t version = 0;        // counts changes; 0: not stored yet
};

// A message that was handled: how it was tagged, so that it is tagged the same when the MTA brings it again, because
// our answer got lost or a later filter refused it.
struct FiledMessage {
  std::string hash;       // sender, Message-ID and body
  std::string text_hash;  // what the sender wrote, whatever the mail program made of it
  std::string token;
  std::string related;  // token of a case that it may belong to
  std::string status;
  std::string ask;
  std::string review;
  std::string withheld;
  bool reply_queued = false;
  bool withdrawn = false;  // its mail was taken back because the MTA went away; it is due when the message comes again
};

enum class MailKind { question, receipt, forward };  // forward: a copy of a complete request, no reply
std::string_view name_of(MailKind kind);

struct OutgoingMail {
  MailKind kind = MailKind::question;
  std::string recipient;
  std::string bytes;
  std::string message_id;
  std::int64_t not_before = 0;
};

// Checked again inside the transaction, so that messages that end together cannot exceed them.
struct ReplyLimits {
  std::vector<std::string> sender_hashes;  // under every key
  std::int64_t sender_since = 0;
  int sender_most = 1'000'000;
  std::int64_t all_since = 0;
  int all_most = 1'000'000;
};

struct Filing {
  FiledMessage message;
  Case the_case;  // as it shall be; its version is the one that was read
  std::optional<OutgoingMail> mail;
  std::optional<OutgoingMail> forward;  // bound by no limit of replies
  ReplyLimits limits;
  std::int64_t at = 0;
};

// stale: nothing was written, because the case, the message or the number of replies is no longer as it was read.
enum class FilingOutcome { done, stale };

class Ledger {
 public:
  virtual ~Ledger() = default;
  virtual Result<std::optional<Case>> find_case(const std::string& token) = 0;
  // By the hash under any of the keys.
  virtual Result<std::optional<FiledMessage>> find_message(const std::vector<std::string>& hashes) = 0;
  // The latest cases of a sender, newest first, at most most_cases.
  virtual Result<std::vector<Case>> cases_of(const std::vector<std::string>& sender_hashes) = 0;
  // The token of the sender's case that has a message with that text; empty: none.
  virtual Result<std::string> case_with_text(const std::vector<std::string>& sender_hashes,
                                             const std::vector<std::string>& text_hashes) = 0;
  // Mail queued since a time, to one sender or (no hash) to everybody.
  virtual Result<int> replies_since(const std::vector<std::string>& sender_hashes, std::int64_t since) = 0;
  // Case, message and mail in one transaction. Filing a message that is filed already is `stale`.
  virtual Result<FilingOutcome> file(const Filing& filing) = 0;
  // Takes back the mail of a message that the MTA did not take, unless it is being sent; and puts it back.
  virtual Success withdraw(const std::string& message_hash) = 0;
  virtual Success renew(const std::string& message_hash, std::int64_t not_before) = 0;

  static constexpr int most_cases = 20;  // of one sender: nobody has more that matter, and each is looked at
};

struct LeasedMail {
  std::int64_t id = 0;
  std::string recipient;
  std::string bytes;
  int attempts = 0;
  std::int64_t due_since = 0;  // when it was queued, or put back by hand
};

enum class MailState { pending, held, withdrawn, sent, failed };
std::string_view name_of(MailState state);

// One entry as an administrator sees it: no recipient, no text.
struct MailEntry {
  std::int64_t id = 0;
  std::string token;
  std::string kind;
  std::string state;
  int attempts = 0;
  long last_code = 0;  // the server's last reply code
  std::int64_t created_at = 0;
  std::int64_t next_at = 0;
  bool leased = false;
};

struct Settlement {
  MailState state = MailState::sent;  // sent, failed, or pending: to be tried again
  std::int64_t next_at = 0;
  long code = 0;
  bool tried = true;  // false: handed back untried
};

class Outbox {
 public:
  virtual ~Outbox() = default;
  // What is due and free; a lease keeps others away until `until`, and what is not settled by then is due again.
  virtual Result<std::vector<LeasedMail>> lease(const std::string& owner, std::int64_t now, std::int64_t until,
                                                int most) = 0;
  // False: the lease had ended and somebody else has the mail.
  virtual Result<bool> settle(const std::string& owner, std::int64_t id, const Settlement& settlement) = 0;
  // What was erased by settling goes from the database's files as well, where it would linger in a journal. Fails where
  // somebody reads just now.
  virtual Success wipe() = 0;

  // For intakectl: entries not sent yet (or all), and changes by hand; no id means all of them. The number changed.
  virtual Result<std::vector<MailEntry>> entries(bool with_sent, std::int64_t now) = 0;
  virtual Result<int> hold(const std::vector<std::int64_t>& ids) = 0;
  virtual Result<int> retry(const std::vector<std::int64_t>& ids, std::int64_t now) = 0;
};

struct Retention {
  std::int64_t closed_before = 0;  // cases closed by a person before this
  std::int64_t silent_before = 0;  // cases whose last message is older
};

class CaseKeeping {
 public:
  virtual ~CaseKeeping() = default;
  virtual Result<std::vector<Case>> cases(bool with_closed, int most) = 0;
  virtual Result<std::vector<FiledMessage>> messages_of(const std::string& token) = 0;
  virtual Result<bool> close(const std::string& token, std::int64_t now) = 0;
  // Cases with their messages and mail; the number of cases. What is erased is overwritten, not just unlinked.
  virtual Result<int> erase_cases_of(const std::vector<std::string>& sender_hashes) = 0;
  virtual Result<int> erase_case(const std::string& token) = 0;
  virtual Result<int> purge(const Retention& retention) = 0;
};

// One database seen in its three roles.
struct OpenedLedger {
  std::shared_ptr<Ledger> ledger;
  std::shared_ptr<Outbox> outbox;
  std::shared_ptr<CaseKeeping> keeping;
};

}  // namespace intake
