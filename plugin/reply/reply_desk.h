// Whether a message of a case gets a reply, and the reply: a question where items are missing, a receipt where that is
// configured. Triage policy, section 7. Reads the ledger, changes nothing. Thread-safe.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "plugin/cases/case_verdict.h"
#include "plugin/configuration/configuration.h"
#include "plugin/crypto/mail_sealer.h"
#include "plugin/ledger/ledger.h"
#include "plugin/ledger/ledger_key.h"
#include "plugin/reply/reply_text.h"

namespace intake {

struct ReplyDeskParts {
  std::shared_ptr<const Configuration> configuration;
  std::shared_ptr<const ReplyTexts> texts;
  std::shared_ptr<Ledger> ledger;
  std::shared_ptr<const LedgerKey> key;
  std::shared_ptr<const MailSealer> sealer;  // null: replies go out as they are
};

// One message and what is known about it.
struct ReplyQuestion {
  const RawMessage& raw;
  const Decision& decision;
  const CaseVerdict& verdict;
  const Case& the_case;  // before this message; version 0: this is its first
  const MessageHashes& hashes;
  std::int64_t now = 0;
};

struct PlannedReply {
  std::optional<OutgoingMail> mail;
  std::string withheld;  // fixed word: why there is none, where one was due
  ReplyLimits limits;
};

class ReplyDesk {
 public:
  explicit ReplyDesk(ReplyDeskParts parts) : parts_(std::move(parts)) {}

  // A failure is the ledger's.
  [[nodiscard]] Result<PlannedReply> plan(const ReplyQuestion& question) const;
  // No person wrote it: an absence notice, a bounce, our own mail.
  [[nodiscard]] bool is_automatic(const RawMessage& raw, const Decision& decision) const;
  [[nodiscard]] std::optional<std::string> refusal(const RawMessage& raw, const Decision& decision) const;

 private:
  [[nodiscard]] std::optional<MailKind> due(const ReplyQuestion& question) const;
  [[nodiscard]] Result<std::string> why_none(const ReplyQuestion& question, MailKind kind,
                                             const ReplyLimits& limits) const;
  [[nodiscard]] ReplyLimits limits(const ReplyQuestion& question) const;
  [[nodiscard]] std::optional<OutgoingMail> compose(const ReplyQuestion& question, MailKind kind) const;

  ReplyDeskParts parts_;
};

}  // namespace intake
