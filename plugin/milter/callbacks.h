// What libmilter calls for each step of an SMTP session (Sendmail's milter API, protocol 6). Every callback is guarded:
// nothing that is thrown leaves it, whatever is null is survived, and a message that a fault of ours touched passes
// tagged review: limit. Callbacks run on threads of libmilter, several at a time; one session on one thread at a time.
#pragma once

#include <atomic>
#include <functional>
#include <memory>

#include "plugin/handle_message.h"
#include "plugin/journal.h"

namespace intake {

// What the callbacks work with; outlives libmilter's threads.
struct MilterService {
  std::function<std::shared_ptr<const Equipment>()> equipment;  // as it is now; never null; thread-safe
  std::shared_ptr<Journal> journal;
  std::atomic<int> in_flight{0};  // messages being judged at this moment
};

// Registers the callbacks with libmilter. libmilter has no pointer for its user: one service a process, set before it
// runs.
bool register_callbacks(MilterService& service);

}  // namespace intake
