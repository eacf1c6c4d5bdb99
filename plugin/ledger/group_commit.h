// Filings that wait at the same time share one commit: whoever comes first commits for all who wait, the others get
// their answers from it. Worth it where every commit waits for the disk and only one writer can. Thread-safe.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <vector>

#include "plugin/ledger/ledger.h"

namespace intake {

struct WaitingFiling {
  const Filing* filing = nullptr;
  Result<FilingOutcome> outcome = Result<FilingOutcome>::failure("not filed");
  bool answered = false;
};

class GroupCommit {
 public:
  // Sets the outcome of each; called by one thread at a time.
  using CommitAll = std::function<void(const std::vector<WaitingFiling*>&)>;
  explicit GroupCommit(CommitAll commit_all) : commit_all_(std::move(commit_all)) {}

  Result<FilingOutcome> file(const Filing& filing);

 private:
  void commit_waiting(std::unique_lock<std::mutex>& lock);

  CommitAll commit_all_;
  std::mutex mutex_;
  std::condition_variable answered_;
  std::vector<WaitingFiling*> waiting_;
  bool committing_ = false;
};

}  // namespace intake
