#include "plugin/ledger/group_commit.h"

namespace intake {

Result<FilingOutcome> GroupCommit::file(const Filing& filing) {
  WaitingFiling own;
  own.filing = &filing;
  std::unique_lock lock(mutex_);
  waiting_.push_back(&own);
  while (!own.answered) {
    if (committing_) {
      answered_.wait(lock);
    } else {
      commit_waiting(lock);
    }
  }
  return std::move(own.outcome);
}

void GroupCommit::commit_waiting(std::unique_lock<std::mutex>& lock) {
  std::vector<WaitingFiling*> all;
  all.swap(waiting_);
  committing_ = true;
  lock.unlock();
  try {
    commit_all_(all);
  } catch (...) {  // out of memory: those without an outcome keep their failure, and nobody waits for ever
  }
  lock.lock();
  committing_ = false;
  for (WaitingFiling* one : all) one->answered = true;
  answered_.notify_all();
}

}  // namespace intake
