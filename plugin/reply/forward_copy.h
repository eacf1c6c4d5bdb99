// The forwarding copy: a complete request once more as a new message, encrypted to the key that is configured, with the
// tags and the original inside (and the text of its seals, which only this filter can open). Off unless configured.
// Pure but for the engine.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "parser/message.h"
#include "plugin/cases/case_desk.h"
#include "plugin/configuration/settings.h"
#include "plugin/crypto/mail_sealer.h"
#include "plugin/ledger/ledger.h"
#include "plugin/result.h"

namespace intake {

struct ForwardRequest {
  const RawMessage& raw;
  const Decision& decision;
  const CaseWork& work;  // complete; its tags go along
  std::string random;    // for the Message-ID
  std::int64_t now = 0;
};

// A failure says what an administrator can do; the request itself is not affected.
Result<OutgoingMail> make_forward_copy(const ForwardRequest& request, const Settings& settings,
                                       const MailSealer& sealer);

}  // namespace intake
