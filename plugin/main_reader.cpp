// intake-reader: reads messages in jailed processes for intake-milter and intakectl, which start it with a socket as
// its standard input. Not to be run by hand; it knows no configuration but what comes over the socket.
#include <unistd.h>

#include <string>
#include <vector>

#include "plugin/today.h"
#include "plugin/worker/forked_memory.h"
#include "plugin/worker/reader_process.h"
#include "plugin/worker/warm_up.h"

namespace {

using namespace intake;

// The warm snapshot; without rules where they cannot be loaded.
Snapshot load(const ReaderSetup& setup, std::vector<std::string>& mistakes) {
  LoadedRules loaded = load_rules(setup.rules_directory);
  mistakes = std::move(loaded.mistakes);
  Snapshot snapshot{loaded.rules, setup.policy, setup.limits, setup.mailbox_addresses};
  if (snapshot.rules) warm_up(snapshot);
  return snapshot;
}

Result<JudgeInJail> prepare(const ReaderSetup& setup) {
  Snapshot snapshot;
  std::vector<std::string> mistakes;
  load_apart([&] { snapshot = load(setup, mistakes); });
  if (!snapshot.rules) return Result<JudgeInJail>::failure(mistakes.empty() ? "no rules" : mistakes.front());
  warm_up_thread(snapshot);
  today();  // reads the zone file before the jail is closed
  gather_in_huge_pages();
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
