// What one plain message costs, step by step: Google Benchmark, not part of the tests (cmake -DINTAKE_BENCH=ON).
#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <sstream>

#include "plugin/worker/reader_pool.h"
#include "rules/finders.h"

namespace {

using namespace intake;

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

void step_read_message(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(read_message(raw().bytes, shared().limits));
}

void step_to_document(benchmark::State& state) {
  const Message message = read_message(raw().bytes, shared().limits);
  for (auto _ : state) benchmark::DoNotOptimize(to_document(message, shared().mailbox_addresses, shared().limits));
}

using Finder = void (*)(const Evidence&, Facts&);

// A finder with the facts that all others found, so that each is measured as it runs in the line.
void step_finder(benchmark::State& state, Finder finder) {
  const Decision decision = decide(raw(), shared(), nullptr);
  const Text text(decision.document);
  const Evidence evidence{decision.document, text, *shared().rules, shared().policy};
  for (auto _ : state) {
    state.PauseTiming();
    Facts facts = decision.verdict.facts;
    state.ResumeTiming();
    finder(evidence, facts);
    benchmark::DoNotOptimize(facts);
  }
}

BENCHMARK(decide_whole)->Unit(benchmark::kMicrosecond)->UseRealTime();
BENCHMARK(decide_jailed)->Unit(benchmark::kMicrosecond)->UseRealTime();
BENCHMARK(step_read_message)->Unit(benchmark::kMicrosecond);
BENCHMARK(step_to_document)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(step_finder, language, find_language)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(step_finder, identity_code, find_identity_code)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(step_finder, phone, find_phone)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(step_finder, address, find_address)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(step_finder, provider, find_provider)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(step_finder, treatment_years, find_treatment_years)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(step_finder, name, find_name)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(step_finder, request, find_request)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(step_finder, purpose, find_purpose)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(step_finder, reasons, find_reasons)->Unit(benchmark::kMicrosecond);

}  // namespace

BENCHMARK_MAIN();
