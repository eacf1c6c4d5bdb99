// Whether judging stays linear: microseconds of CPU for a KB of text, from 1 KB to the 2 MB that are judged at most
// (cmake -DINTAKE_BENCH=ON; not part of the tests). The prose is that of the labelled messages, one after the other;
// the other texts are lists of one kind of thing, and what an attachment looks like that is none.
#include <benchmark/benchmark.h>

#include "tests/bench/judged_text.h"

namespace {

using namespace intake;

const RuleSet& rules() {
  static const LoadedRules loaded = load_rules(INTAKE_SOURCE_DIR "/rules");
  for (const std::string& mistake : loaded.mistakes) std::fprintf(stderr, "%s\n", mistake.c_str());
  if (!loaded.rules) std::exit(1);
  return *loaded.rules;
}

void judging(benchmark::State& state, const std::string& kind) {
  const auto bytes = static_cast<std::size_t>(state.range(0)) << 10;
  const Document document = bench::document_of(bench::text_of(kind, bytes));
  const Policy policy{true, {2026, 1, 1}, {}};
  for (auto _ : state) benchmark::DoNotOptimize(judge(document, find_facts(document, rules(), policy)));
  state.counters["us_per_KB"] =
      benchmark::Counter(static_cast<double>(state.range(0)) * 1e-6,
                         benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  for (const std::string& kind : bench::kinds()) {
    auto* const one = benchmark::RegisterBenchmark(("judging/" + kind).c_str(), judging, kind);
    one->Unit(benchmark::kMicrosecond)->RangeMultiplier(8)->Range(1, 2048);
  }
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
