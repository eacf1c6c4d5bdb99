// The reader program's own life, apart from what it reads with: a fork server that loads everything once, then forks
// one jailed reader for each message ahead of its coming. A fresh process for every message: what one message does to
// its reader never reaches the next. The fork server itself never sees a message. Single-threaded; returns an exit
// code.
#pragma once

#include <functional>

#include "plugin/result.h"
#include "plugin/worker/decision_wire.h"
#include "plugin/worker/reader_setup.h"

namespace intake {

// Judges one message inside the jail; the decryptor is null where the daemon has none.
using JudgeInJail = std::function<Decision(const Question&, Decryptor*)>;

// Loads what judging needs, and uses it once, so that nothing is loaded inside the jail.
using PrepareJudge = std::function<Result<JudgeInJail>(const ReaderSetup&)>;

// Serves the daemon on that socket until it closes it.
int serve_readers(int control, const PrepareJudge& prepare);

}  // namespace intake
