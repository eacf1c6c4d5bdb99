// Port: cases and replies to be sent. One implementation per database; the tests of plugin/ledger run against each.
// Nothing of a message is kept: items by name, addresses and Message-IDs as keyed hashes; only a reply that is still to be sent has
// its recipient in clear, and loses it when it is sent. Times are seconds UTC. Safe to call from several threads. Failures are
// results with words for the administrator.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "plugin/result.h"
#include "rules/item.h"

namespace intake {

struct Case {
  std::string token;
  std::string sender_hash;
  std::vector<Item> given;         // in any message of the case
  std::int64_t first_at = 0;       // arrival of its first message: the legal time limits run from it
  std::int64_t last_at = 0;
  int asked = 0;                   // replies queued for it
  std::string last_question;       // names of the items asked for last
  std::int64_t last_asked_at = 0;
  std::int64_t version = 0;        // counts changes; 0: not stored yet
};

// A message that was handled before: the MTA brings it again when our answer got lost.
struct SeenMessage {
  std::string token;
  bool reply_queued = false;
  std::string withheld;
};

struct OutgoingReply {
  std::string recipient;
  std::string bytes;
  std::string message_id;
  std::int64_t not_before = 0;
};

struct Filing {
  std::string message_hash;
  Case the_case;                       // as it shall be; its version is the one that was read
  bool reply_queued = false;
  std::string withheld;
  std::optional<OutgoingReply> reply;
  std::int64_t at = 0;
};

struct LeasedReply {
  std::int64_t id = 0;
  std::string recipient;
  std::string bytes;
  int attempts = 0;
  std::int64_t created_at = 0;
};

enum class FilingOutcome { done, stale };

class Ledger {
 public:
  virtual ~Ledger() = default;
  virtual Result<std::optional<Case>> find_case(const std::string& token) = 0;
  virtual Result<std::optional<SeenMessage>> find_message(const std::string& message_hash) = 0;
  // Replies queued since a time, to one sender or (empty hash) to everybody.
  virtual Result<int> replies_since(const std::string& sender_hash, std::int64_t since) = 0;
  // Case, message and reply in one transaction. Filing the same message twice does nothing the second time.
  virtual Result<FilingOutcome> file(const Filing& filing) = 0;

  // The outbox. A lease keeps others away until `until`; what is not settled by then is due again.
  virtual Result<std::vector<LeasedReply>> lease(const std::string& owner, std::int64_t now, std::int64_t until, int most) = 0;
  virtual Success settle_sent(std::int64_t id, std::int64_t now) = 0;
  virtual Success settle_retry(std::int64_t id, std::int64_t next_at) = 0;
  virtual Success settle_failed(std::int64_t id) = 0;
};

}  // namespace intake
