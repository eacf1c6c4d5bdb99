// The real CaseDesk: sees a message in the light of its case, decides about the reply, and records both in the ledger.
// Triage policy, sections 6 and 7. Thread-safe.
#pragma once

#include <functional>
#include <memory>

#include "plugin/cases/case_desk.h"
#include "plugin/clock.h"
#include "plugin/configuration/configuration.h"
#include "plugin/crypto/mail_sealer.h"
#include "plugin/id_maker.h"
#include "plugin/journal.h"
#include "plugin/ledger/ledger.h"
#include "plugin/ledger/ledger_key.h"
#include "plugin/reply/reply_text.h"

namespace intake {

struct CaseLedgerParts {
  std::shared_ptr<const Configuration> configuration;
  std::shared_ptr<const ReplyTexts> texts;
  std::shared_ptr<Ledger> ledger;
  std::shared_ptr<const LedgerKey> key;
  std::shared_ptr<Clock> clock;
  std::shared_ptr<IdMaker> ids;
  std::shared_ptr<const MailSealer> sealer;  // null: replies go out as they are, and no copies
  std::shared_ptr<Journal> journal;          // may be null
  std::function<void()> reply_waits;         // called after a reply was committed: wakes the sender
};

std::shared_ptr<CaseDesk> make_case_desk(CaseLedgerParts parts);

}  // namespace intake
