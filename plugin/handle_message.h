// The end of one message: judge, look at its case, plan, carry out. What it needs comes as one immutable snapshot, so that
// a reload never changes a message under way. Thread-safe. Any fault of ours sends the mail on, tagged review: limit.
#pragma once

#include <chrono>
#include <functional>
#include <memory>

#include "plugin/carry_out.h"
#include "plugin/handled_recipients.h"
#include "plugin/journal.h"

namespace intake {

struct Equipment {
  HandledRecipients recipients;
  std::size_t message_bytes = Limits{}.message_bytes;
  std::function<Decision(const RawMessage&)> judge;
  std::function<std::chrono::system_clock::time_point()> now = std::chrono::system_clock::now;
  std::shared_ptr<const SealKey> seal_key;   // null: tags are not sealed
  std::shared_ptr<CaseDesk> desk;            // null: no cases and no replies
};

enum class Answer { pass, try_later };

Answer handle_message(const ArrivedMail& mail, const std::string& queue_id, const Equipment& equipment, Mta& mta,
                      Journal& journal);

}  // namespace intake
