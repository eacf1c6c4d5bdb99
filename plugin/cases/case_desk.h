// Port to the cases and the replies: what the database knows about a message, and what it records. The real one is the
// ledger; tests use fakes that fail at the n-th call. Implementations are safe to call from several threads.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "plugin/pipeline.h"

namespace intake {

// What the ledger would write for one message; only its own implementation looks inside.
struct CaseRecord {
  virtual ~CaseRecord() = default;
};

// One message seen in the light of its case: plain data, nothing has happened yet.
struct CaseWork {
  Verdict verdict;            // with the items given earlier in the case counted in, and the bound on questions applied
  std::string token;          // of the case; empty where there is none
  std::string received;       // when the first message of the case arrived, RFC 3339; empty where there is no request
  bool reply_queued = false;  // the record holds a reply for the outbox
  bool receipt = false;       // the reply held is a receipt and asks for nothing
  std::string withheld;       // fixed word: why there is no reply, where one was due
  std::vector<std::string>
      case_reasons;        // fixed words: why the case makes a person look, apart from the verdict's reasons
  std::string related;     // token of a case that the message may belong to
  bool duplicate = false;  // the same request again
  std::shared_ptr<const CaseRecord> record;  // null: nothing to store
};

enum class Filed {
  done,
  stale,        // another message changed the case or used up the rate in between: prepare again
  unavailable,  // the database cannot be used now
};

class CaseDesk {
 public:
  virtual ~CaseDesk() = default;
  // Reads only. Nothing when the database cannot be used now.
  virtual std::optional<CaseWork> prepare(const RawMessage& raw, const Decision& decision) = 0;
  // The MTA went away after filing: a reply that is not on its way yet waits until the message comes again.
  virtual void withdraw(const CaseWork& work) = 0;
  // Case and outbox entry in one transaction, or nothing of it. The same message filed twice is filed once.
  virtual Filed file(const CaseWork& work) = 0;
};

}  // namespace intake
