// Judging is linear in the text: of every kind of long text a KB costs no more in a longer one. Patterns inside the
// finders are tried by the texts made of what they look for.
#include <gtest/gtest.h>

#include <ctime>

#include "tests/bench/judged_text.h"

namespace intake {
namespace {

constexpr std::size_t shorter = 64U << 10;
constexpr std::size_t longer = 512U << 10;
constexpr double most_growth = 1.5;  // of the cost for a KB; a quadratic one grows by eight
constexpr int tries = 4;             // a machine has other things to do

double cpu_seconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

double seconds_for_a_byte(const RuleSet& rules, const std::string& kind, std::size_t bytes) {
  const Document document = bench::document_of(bench::text_of(kind, bytes));
  const double begin = cpu_seconds();
  const Verdict verdict = judge(document, find_facts(document, rules, Policy{true, {2026, 1, 1}, {}}));
  return (cpu_seconds() - begin) / static_cast<double>(bytes);
}

TEST(Linear, LongTextsOfEveryKind) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "times mean nothing under sanitizers";
#endif
  const LoadedRules loaded = load_rules(INTAKE_SOURCE_DIR "/rules");
  ASSERT_TRUE(loaded.rules);
  for (const std::string& kind : bench::kinds()) {
    double growth = most_growth + 1;
    for (int i = 0; i < tries && growth > most_growth; ++i) {
      growth = seconds_for_a_byte(*loaded.rules, kind, longer) / seconds_for_a_byte(*loaded.rules, kind, shorter);
    }
    EXPECT_LE(growth, most_growth) << kind;
  }
}

}  // namespace
}  // namespace intake
