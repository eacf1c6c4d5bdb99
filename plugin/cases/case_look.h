// Which case a message belongs to, refers to, or repeats: what the ledger knows, as plain data, before anything is
// decided. A message belongs to a case when it bears the case's token and comes from the same address (triage policy,
// section 6): in In-Reply-To or References (our Message-ID carries it), in the Subject, or in the text, where the reply
// asks to write it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plugin/ledger/ledger.h"
#include "plugin/ledger/ledger_key.h"
#include "plugin/pipeline.h"

namespace intake {

struct CaseLook {
  std::optional<FiledMessage> seen;  // this very message was handled before
  std::optional<Case> seen_in;       // and belongs to this case
  std::optional<Case> own;           // the message bears this case's token, and comes from the case's sender
  std::optional<Case> foreign;       // it bears this case's token, but comes from somebody else
  std::string same_text_in;          // token of a case of this sender with a message of the same text
  std::vector<Case> of_sender;       // the sender's latest cases; only looked for where there is no own
};

// How this message and its sender are known to the ledger: under every key, the present one first.
struct MessageHashes {
  std::vector<std::string> message;
  std::vector<std::string> sender;
  std::vector<std::string> text;  // empty: hardly any text
};

MessageHashes hashes_of(const RawMessage& raw, const Decision& decision, const LedgerKey& key);

// The tokens a message bears, those of the header first.
std::vector<std::string> tokens_borne_by(const Decision& decision);

Result<CaseLook> look_for_cases(Ledger& ledger, const MessageHashes& hashes, const Decision& decision);

}  // namespace intake
