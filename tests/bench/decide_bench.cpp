// What one plain message costs, whole and step by step: Google Benchmark, not part of the tests
// (cmake -DINTAKE_BENCH=ON). A step is measured inside the whole line, one step a run: alone it would find its rules in
// the processor's caches, which in the line the other steps have emptied. So the steps add up to the whole.
#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <memory>
#include <optional>
#include <sstream>

#include "plugin/worker/reader_pool.h"
#include "rules/finders.h"

namespace {

using namespace intake;

double cpu_seconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

std::string request_bytes() {
  std::ifstream in(INTAKE_SOURCE_DIR "/tests/bench/request-2k.eml", std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

Snapshot snapshot() {
  LoadedRules loaded = load_rules(INTAKE_SOURCE_DIR "/rules");
  for (const std::string& mistake : loaded.mistakes) std::fprintf(stderr, "%s\n", mistake.c_str());
  if (!loaded.rules) std::exit(1);
  return {loaded.rules, Policy{true, {2026, 1, 1}, {}}, Limits{}, {"tietopyynnot@kela.example"}};
}

const Snapshot& shared() {
  static const Snapshot one = snapshot();
  return one;
}

const RawMessage& raw() {
  static const RawMessage one{"kaisa@example.test", {"tietopyynnot@kela.example"}, request_bytes()};
  return one;
}

void decide_whole(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(decide(raw(), shared(), nullptr));
}

std::shared_ptr<ReaderPool> pool() {
  PoolOptions options;
  options.program = INTAKE_BUILD_DIR "/intake-reader";
  options.setup.rules_directory = INTAKE_SOURCE_DIR "/rules";
  options.setup.policy = shared().policy;
  options.setup.mailbox_addresses = shared().mailbox_addresses;
  auto started = ReaderPool::start(options, nullptr);
  if (!started) std::fprintf(stderr, "%s\n", started.error().c_str());
  if (!started) std::exit(1);
  return *started;
}

// The same through a jailed reader, one message after the other: what waiting for it costs.
void decide_jailed(benchmark::State& state) {
  const auto readers = pool();
  for (auto _ : state) benchmark::DoNotOptimize(readers->decide(raw()));
}

// What one step took of a message's whole line, on the thread's CPU clock.
class Clock {
 public:
  explicit Clock(std::size_t step) : step_(step) {}
  template <class Step>
  void run(std::size_t step, Step&& one) {
    const double begin = step == step_ ? cpu_seconds() : 0;
    one();
    if (step == step_) seconds_ = cpu_seconds() - begin;
  }
  [[nodiscard]] double seconds() const { return seconds_; }

 private:
  std::size_t step_;
  double seconds_ = 0;
};

// The line of decide(), step by step.
double seconds_of(std::size_t step) {
  Clock clock(step);
  Message message;
  Document document;
  std::optional<Text> text;
  std::optional<Prose> prose;
  Facts facts;
  clock.run(0, [&] { message = read_message(raw().bytes, shared().limits); });
  clock.run(1, [&] { document = to_document(message, shared().mailbox_addresses, shared().limits); });
  clock.run(2, [&] { benchmark::DoNotOptimize(marks_of(document)); });
  clock.run(3, [&] { prose.emplace(text.emplace(document), *shared().rules); });
  const Evidence evidence{document, *text, *prose, *shared().rules, shared().policy};
  std::size_t number = 4;
  for (const FinderStep& finder : finder_steps) clock.run(number++, [&] { finder.find(evidence, facts); });
  clock.run(number, [&] { benchmark::DoNotOptimize(judge(document, std::move(facts))); });
  return clock.seconds();
}

constexpr int runs_of_a_step = 1000;

void step(benchmark::State& state, std::size_t number) {
  for (auto _ : state) state.SetIterationTime(seconds_of(number));
}

void register_steps() {
  std::vector<std::string> names = {"read_message", "to_document", "marks", "prose"};
  for (const FinderStep& finder : finder_steps) names.emplace_back(finder.name);
  names.emplace_back("judge");
  for (std::size_t i = 0; i < names.size(); ++i) {
    benchmark::RegisterBenchmark(("step/" + names[i]).c_str(), step, i)
        ->Unit(benchmark::kMicrosecond)
        ->UseManualTime()
        ->Iterations(runs_of_a_step);
  }
}

BENCHMARK(decide_whole)->Unit(benchmark::kMicrosecond);
BENCHMARK(decide_jailed)->Unit(benchmark::kMicrosecond)->UseRealTime();

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  register_steps();
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
