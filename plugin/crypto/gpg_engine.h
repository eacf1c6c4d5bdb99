// GnuPG for the daemon: operations run in the program intake-seal, in a process group of its own. One that opened its
// part serves again, so that GpgME looks at its engines once; after anything else (late, bomb, damage) the whole group
// is killed. A bounded number runs at once; the others wait, but not for ever. The agent is watched. Thread-safe; never
// throws.
#pragma once

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "parser/gpgme_session.h"
#include "plugin/child_process.h"
#include "plugin/crypto/gpg_agent.h"

namespace intake {

struct GpgOptions {
  std::filesystem::path home;         // GNUPGHOME, owned by the daemon
  std::filesystem::path helper;       // intake-seal
  int at_once = 4;                    // GnuPG gains nothing from more on 2 cores, and fails at 64 (measured)
  std::chrono::seconds deadline{20};  // for one operation; an ordinary one takes 20 ms
};

class GpgEngine {
 public:
  explicit GpgEngine(GpgOptions options);
  // The home is filled in. Outcome `fault` when the engine is missing, late, broken or has no free place.
  Opened run(SealRequest request);

 private:
  Opened run_in_turn(const SealRequest& request);
  std::optional<Opened> run_apart(const SealRequest& request);
  bool take_place();
  void give_place_back();

  struct Worker {
    std::unique_ptr<ChildProcess> process;
    int served = 0;
  };
  Worker take_worker();
  void give_back(Worker worker);
  void drop_idle();

  GpgOptions options_;
  GpgAgent agent_;
  std::mutex mutex_;
  std::condition_variable free_;
  int running_ = 0;
  std::vector<Worker> idle_;
};

}  // namespace intake
