// No shipped rule runs away, whatever the text: for each pattern the same text again and again, of one kind of
// characters, of ordinary words, and of its own examples with the end cut off, so that a match begins everywhere and
// succeeds nowhere. The bound is of CPU time, and a multiple of what an ordinary pattern costs in the same run on the
// same machine: about 80 ms for a megabyte where that takes 2.5. One that is slow may be tried again, since a machine
// has other things to do.
#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>
#include <set>

#include "rules/rule_groups.h"
#include "rules/rules.h"

namespace intake {
namespace {

constexpr std::size_t text_bytes = 128U << 10;
constexpr double most_times_reference = 60;
constexpr int tries = 6;
constexpr int most_matches = 200;  // as the finders take of one rule

double cpu_milliseconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return 1e3 * static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_nsec);
}

std::string repeated(const std::string& piece) {
  std::string text;
  while (text.size() < text_bytes) text += piece;
  return text;
}

const std::vector<std::string>& common_texts() {
  static const std::vector<std::string> texts = [] {
    std::vector<std::string> made;
    for (const char* piece : {"a",
                              "A",
                              "1",
                              "-",
                              ".",
                              ",",
                              ":",
                              "\n",
                              "ä",
                              "a b ",
                              "Aa ",
                              "Aa-",
                              "en ei ",
                              "inte min ",
                              "not my ",
                              "010190-",
                              "040 123 ",
                              "2016 ",
                              "Maija Meikäläinen ",
                              "hän on ",
                              "a, ",
                              "a. ",
                              "a\n"}) {
      made.push_back(repeated(piece));
    }
    return made;
  }();
  return texts;
}

bool is_boundary(const std::string& text, std::size_t at) {
  return at >= text.size() || (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
}

// Each example without its end, and its first half.
std::vector<std::string> own_texts(const Rule& rule) {
  std::vector<std::string> texts;
  for (const std::string& example : rule.yes) {
    for (std::size_t cut : {example.size() - 1, example.size() / 2}) {
      while (!is_boundary(example, cut)) --cut;
      if (cut > 0) texts.push_back(repeated(example.substr(0, cut) + " "));
    }
  }
  return texts;
}

double cost(const Pattern& pattern, const std::string& text) {
  const double begin = cpu_milliseconds();
  int matches = 0;
  pattern.each(text, [&](const Match&) { return ++matches < most_matches; });
  return cpu_milliseconds() - begin;
}

double reference() {
  static const Pattern ordinary(R"(\b\p{L}+\d)");
  static const std::string text = repeated("Maija Meikäläinen ");
  double least = cost(ordinary, text);
  for (int i = 1; i < tries; ++i) least = std::min(least, cost(ordinary, text));
  return least;
}

void expect_cheap(const Rule& rule, const std::string& text) {
  static const double bound = most_times_reference * reference();
  double least = cost(rule.pattern, text);
  for (int i = 1; i < tries && least > bound; ++i) least = std::min(least, cost(rule.pattern, text));
  EXPECT_LE(8 * least, 8 * bound) << rule.place << " " << rule.id << ": ms for a megabyte of \"" << text.substr(0, 24)
                                  << "\"";
}

void expect_cheap(const Rule& rule) {
  for (const std::string& text : common_texts()) expect_cheap(rule, text);
  for (const std::string& text : own_texts(rule)) expect_cheap(rule, text);
}

TEST(PatternCost, NoRuleRunsAway) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "times mean nothing under sanitizers";
#endif
  const LoadedRules loaded = load_rules(INTAKE_SOURCE_DIR "/rules");
  ASSERT_TRUE(loaded.rules);
  std::size_t rules = 0;
  for (const std::string_view group : rule_groups) {
    for (const Rule& rule : loaded.rules->group(group)) {
      expect_cheap(rule);
      ++rules;
    }
  }
  for (const Provider& provider : loaded.rules->providers()) {
    for (const Rule& alias : provider.aliases) expect_cheap(alias);
  }
  EXPECT_GT(rules, 300U);
}

}  // namespace
}  // namespace intake
