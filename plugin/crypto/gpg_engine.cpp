#include "plugin/crypto/gpg_engine.h"

#include <algorithm>
#include <memory>

#include "plugin/crypto/seal_protocol.h"
#include "plugin/crypto/throw_away_home.h"

namespace intake {

namespace {

constexpr std::chrono::seconds worth_another_try{2};  // a fault that came that fast was no time-out

constexpr int most_served = 100;  // operations of one worker: bounds what its memory and its CPU limit must hold

bool needs_throw_away_home(const SealRequest& request) {
  return request.protocol == SealProtocol::cms &&
         (request.operation == SealOperation::verify_detached || request.operation == SealOperation::verify_opaque);
}

}  // namespace

GpgEngine::GpgEngine(GpgOptions options) : options_(std::move(options)), agent_(options_.home) {
  agent_.ensure();
}

Opened GpgEngine::run(SealRequest request) {
  request.home = options_.home.string();
  if (!take_place()) return {};
  Opened opened = run_in_turn(request);
  give_place_back();
  return opened;
}

Opened GpgEngine::run_in_turn(const SealRequest& request) {
  const auto begin = std::chrono::steady_clock::now();
  if (!agent_.ensure()) return {};
  std::optional<Opened> opened = run_apart(request);
  const bool fault = !opened || opened->outcome == OpenOutcome::fault;
  const auto took = std::chrono::steady_clock::now() - begin;
  if (fault && took < std::min<std::chrono::nanoseconds>(worth_another_try, options_.deadline / 2)) {
    // The agent or an idle worker may have been ended by somebody.
    drop_idle();
    if (agent_.ensure()) opened = run_apart(request);
  }
  return opened.value_or(Opened{});
}

std::optional<Opened> GpgEngine::run_apart(const SealRequest& request) {
  constexpr std::size_t record_overhead = 64;
  const auto deadline = std::chrono::steady_clock::now() + options_.deadline;
  std::unique_ptr<ThrowAwayHome> home;
  SealRequest asked = request;
  if (needs_throw_away_home(request)) {
    home = std::make_unique<ThrowAwayHome>(options_.home, agent_.socket());
    asked.home = home->path();
    if (asked.home.empty()) return std::nullopt;
  }
  std::string asked_bytes;
  put_record(asked_bytes, bytes_of(asked));
  Worker worker = take_worker();  // where it is not given back, it ends before the home does
  const auto answer = worker.process->exchange(asked_bytes, request.most_bytes + record_overhead, deadline);
  std::optional<Opened> opened = answer ? answer_of(*answer, request.most_bytes) : std::nullopt;
  if (opened && opened->outcome == OpenOutcome::opened && ++worker.served < most_served) give_back(std::move(worker));
  return opened;
}

GpgEngine::Worker GpgEngine::take_worker() {
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      Worker worker = std::move(idle_.back());
      idle_.pop_back();
      return worker;
    }
  }
  return {std::make_unique<ChildProcess>(std::vector<std::string>{options_.helper.string()}), 0};
}

void GpgEngine::give_back(Worker worker) {
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(worker));
}

void GpgEngine::drop_idle() {
  std::vector<Worker> dropped;
  const std::lock_guard lock(mutex_);
  dropped.swap(idle_);
}

bool GpgEngine::take_place() {
  std::unique_lock lock(mutex_);
  if (!free_.wait_for(lock, options_.deadline, [&] { return running_ < options_.at_once; })) return false;
  ++running_;
  return true;
}

void GpgEngine::give_place_back() {
  {
    const std::lock_guard lock(mutex_);
    --running_;
  }
  free_.notify_one();
}

}  // namespace intake
