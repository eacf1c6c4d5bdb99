// intake-reader: reads messages in jailed processes for intake-milter and intakectl, which start it with a socket as
// its standard input. Not to be run by hand; it knows no configuration but what comes over the socket.
#include <unistd.h>

#include "plugin/today.h"
#include "plugin/worker/reader_process.h"
#include "plugin/worker/warm_up.h"

namespace {

using namespace intake;

Result<JudgeInJail> prepare(const ReaderSetup& setup) {
  const LoadedRules loaded = load_rules(setup.rules_directory);
  if (!loaded.rules)
    return Result<JudgeInJail>::failure(loaded.mistakes.empty() ? "no rules" : loaded.mistakes.front());
  const Snapshot snapshot{loaded.rules, setup.policy, setup.limits, setup.mailbox_addresses};
  warm_up(snapshot);
  today();  // reads the zone file before the jail is closed
  return JudgeInJail([snapshot](const RawMessage& raw, Decryptor* decryptor) {
    Snapshot now = snapshot;
    now.policy.today = today();  // a reader may have waited for days
    return decide(raw, now, decryptor);
  });
}

}  // namespace

int main() {
  return serve_readers(STDIN_FILENO, prepare);
}
