// The readers as the daemon and intakectl see them: `decide` like that of pipeline.h, run in a jailed process.
//
//   Result<std::shared_ptr<ReaderPool>> pool = start_readers(configuration);   // at start and at every reload
//   if (!pool) ...pool.error() says what the kernel or the installation refuses...
//   equipment.judge = [pool = *pool](const RawMessage& raw) { return pool->decide(raw); };
//
// A few readers wait warm; each reads one message and ends, and the next takes its place. decide() may be called from
// any number of threads and never throws for what a message or a reader does: a reader that dies, is late or answers
// nonsense costs its message `review: limit`; where it was to read pictures too, the message is tried once more without
// them. The same content is not tried again after it has ended two readers. After
// a reload the old pool lives as long as somebody holds it, so that a message keeps the rules it began with.
#pragma once

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "plugin/configuration/configuration.h"
#include "plugin/result.h"
#include "plugin/worker/conversation.h"
#include "plugin/worker/fork_server.h"
#include "plugin/worker/poison_list.h"

namespace intake {

struct PoolOptions {
  std::filesystem::path program;               // intake-reader
  int readers = 4;                             // that wait or work at the same time
  std::chrono::milliseconds deadline{20'000};  // for one message; the time of GnuPG does not count
  ReaderSetup setup;
};

struct PoolCounts {
  std::size_t messages = 0;
  std::size_t died = 0;       // readers that ended in the middle of a message
  std::size_t late = 0;       // killed at the deadline
  std::size_t lied = 0;       // answered nonsense
  std::size_t not_tried = 0;  // known to end readers, or no reader to be had
};

class ReaderPool {
 public:
  // Loads the rules, and waits for the first reader.
  static Result<std::shared_ptr<ReaderPool>> start(PoolOptions options, std::shared_ptr<Decryptor> decryptor);

  Decision decide(const RawMessage& raw, Detail detail = Detail::verdict);

  // What of the jail the kernel refused; empty but with setup.allow_unjailed.
  [[nodiscard]] const std::vector<std::string>& refused() const { return refused_; }
  [[nodiscard]] PoolCounts counts() const;

 private:
  ReaderPool(PoolOptions options, std::shared_ptr<Decryptor> decryptor);
  std::string first_reader();
  std::unique_ptr<Reader> take();
  void put_back();
  bool may_read_pictures(const std::string& hash);
  Told ask(const Question& question);
  void note_fault(ReaderFault fault);
  void count(std::size_t PoolCounts::*which);

  PoolOptions options_;
  std::shared_ptr<Decryptor> decryptor_;
  ForkServer server_;
  PoisonList poison_;
  PoisonList poison_by_pictures_;
  std::vector<std::string> refused_;
  mutable std::mutex mutex_;
  std::condition_variable free_;
  std::vector<std::unique_ptr<Reader>> waiting_;
  PoolCounts counts_;
};

// With the settings of [worker], and the Decryptor of [crypto].
Result<std::shared_ptr<ReaderPool>> start_readers(const Configuration& configuration);

}  // namespace intake
