// What the jail costs: microseconds of waiting and of CPU for a plain message of 2 KB, judged in this process and by
// jailed readers, one message after the other and two at a time. In turns, all in one run; the middle of the rounds.
// Usage: jail_bench [MESSAGES].
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iterator>
#include <memory>
#include <thread>
#include <vector>

#include "plugin/worker/reader_pool.h"

namespace {

using namespace intake;
using Clock = std::chrono::steady_clock;

constexpr int rounds = 5;

std::string request_bytes() {
  std::ifstream in(INTAKE_SOURCE_DIR "/tests/bench/request-2k.eml", std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

const RawMessage raw{"kaisa@example.test", {"tietopyynnot@kela.example"}, request_bytes()};

Snapshot snapshot() {
  const LoadedRules loaded = load_rules(INTAKE_SOURCE_DIR "/rules");
  if (!loaded.rules) std::exit(1);
  return {loaded.rules, Policy{true, {2026, 1, 1}, {}}, Limits{}, {"tietopyynnot@kela.example"}};
}

std::shared_ptr<ReaderPool> start_pool(const Snapshot& snapshot) {
  PoolOptions options;
  options.program = INTAKE_BUILD_DIR "/intake-reader";
  options.setup.rules_directory = INTAKE_SOURCE_DIR "/rules";
  options.setup.policy = snapshot.policy;
  options.setup.mailbox_addresses = snapshot.mailbox_addresses;
  auto started = ReaderPool::start(options, nullptr);
  if (!started) std::fprintf(stderr, "%s\n", started.error().c_str());
  if (!started) std::exit(1);
  return *started;
}

double cpu_seconds(int whose) {
  rusage used{};
  getrusage(static_cast<__rusage_who>(whose), &used);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

// Of this process and of all that it started and saw end.
double all_cpu_seconds() {
  return cpu_seconds(RUSAGE_SELF) + cpu_seconds(RUSAGE_CHILDREN);
}

struct Cost {
  double wall = 0;  // microseconds per message
  double cpu = 0;
};

using Judge = std::function<Decision(const RawMessage&)>;

double wall_of(const Judge& judge, int messages, int at_once) {
  const auto begin = Clock::now();
  std::vector<std::thread> threads;
  for (int thread = 0; thread < at_once; ++thread) {
    threads.emplace_back([&] {
      for (int i = 0; i < messages / at_once; ++i) {
        if (judge(raw).verdict.status != Status::complete) std::_Exit(1);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  return std::chrono::duration<double>(Clock::now() - begin).count() / messages * 1e6;
}

Cost in_process(const Snapshot& snapshot, int messages) {
  const double before = all_cpu_seconds();
  Cost cost;
  cost.wall = wall_of([&](const RawMessage& one) { return decide(one, snapshot, nullptr); }, messages, 1);
  cost.cpu = (all_cpu_seconds() - before) / messages * 1e6;
  return cost;
}

double cpu_of_idle_pool(const Snapshot& snapshot) {
  const double before = all_cpu_seconds();
  start_pool(snapshot).reset();
  return all_cpu_seconds() - before;
}

// What the readers used is known when they have ended with their pool; its start is taken off.
Cost jailed(const Snapshot& snapshot, int messages, int at_once) {
  const double idle = cpu_of_idle_pool(snapshot);
  const double before = all_cpu_seconds();
  std::shared_ptr<ReaderPool> pool = start_pool(snapshot);
  Cost cost;
  cost.wall = wall_of([&](const RawMessage& one) { return pool->decide(one); }, messages, at_once);
  pool.reset();
  cost.cpu = (all_cpu_seconds() - before - idle) / messages * 1e6;
  return cost;
}

double middle(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

void print(const char* what, const std::vector<Cost>& costs) {
  std::vector<double> wall;
  std::vector<double> cpu;
  for (const Cost& cost : costs) {
    wall.push_back(cost.wall);
    cpu.push_back(cost.cpu);
  }
  std::printf("%-24s %6.0f us waiting, %6.0f us CPU\n", what, middle(wall), middle(cpu));
}

}  // namespace

int main(int argc, char** argv) {
  const int messages = argc > 1 ? std::atoi(argv[1]) : 500;
  const Snapshot rules = snapshot();
  wall_of([&](const RawMessage& one) { return decide(one, rules, nullptr); }, 100, 1);
  std::vector<Cost> plain;
  std::vector<Cost> alone;
  std::vector<Cost> paired;
  for (int round = 0; round < rounds; ++round) {
    plain.push_back(in_process(rules, messages));
    alone.push_back(jailed(rules, messages, 1));
    paired.push_back(jailed(rules, messages, 2));
  }
  print("in this process", plain);
  print("jailed", alone);
  print("jailed, two at a time", paired);
  return 0;
}
