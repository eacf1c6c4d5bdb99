#include "plugin/worker/prepare_judge.h"

#include "plugin/today.h"
#include "plugin/worker/forked_memory.h"
#include "plugin/worker/warm_up.h"

namespace intake {

namespace {

// Empty, or what is wrong.
std::string load(const ReaderSetup& setup, const LoadOcr& load_pictures, Snapshot& snapshot) {
  const LoadedRules loaded = load_rules(setup.rules_directory);
  if (!loaded.rules) return loaded.mistakes.empty() ? "no rules" : loaded.mistakes.front();
  snapshot = {loaded.rules, setup.policy, setup.limits, setup.mailbox_addresses, nullptr};
  warm_up(snapshot);
  if (!setup.ocr) return {};
  if (!load_pictures) return "worker.program reads no pictures: with ocr.enabled it is intake-ocr-reader";
  LoadedOcr ocr = load_pictures(setup.ocr_data_directory, setup.pictures);
  snapshot.pictures = std::move(ocr.reader);
  return ocr.mistake;
}

}  // namespace

Result<JudgeInJail> prepare_judge(const ReaderSetup& setup, const LoadOcr& load_pictures) {
  Snapshot snapshot;
  std::string mistake;
  load_apart([&] { mistake = load(setup, load_pictures, snapshot); });
  if (!mistake.empty()) return Result<JudgeInJail>::failure(mistake);
  warm_up_thread(snapshot);
  today();  // reads the zone file before the jail is closed
  gather_in_huge_pages();
  return JudgeInJail([snapshot](const Question& question, Decryptor* decryptor) {
    Snapshot now = snapshot;
    if (!question.pictures) now.pictures.reset();
    now.policy.today = today();  // a reader may have waited for days
    return decide(question.raw, now, decryptor);
  });
}

}  // namespace intake
