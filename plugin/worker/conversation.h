// What the daemon and one reader say to each other about one message: the message there, questions about seals back and
// answered, the decision back. Every record is checked; the first wrong one ends the conversation. Called by one thread
// for one reader; never throws but for lack of memory.
#pragma once

#include <chrono>

#include "plugin/worker/decision_wire.h"
#include "plugin/worker/fork_server.h"

namespace intake {

enum class ReaderFault { none, died, late, lied, absent };

struct Told {
  Decision decision;
  ReaderFault fault = ReaderFault::none;
};

Told converse(const Reader& reader, const Question& question, const Limits& limits, Decryptor* decryptor,
              std::chrono::milliseconds time);

}  // namespace intake
