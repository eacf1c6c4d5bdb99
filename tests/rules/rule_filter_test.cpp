// What a pattern requires of a text, and that no rule is skipped where it matches.
#include "rules/rule_filter.h"

#include "rules/folded_words.h"
#include "rules/required_words.h"
#include "rules/rule_groups.h"
#include "tests/rules/case_file.h"

namespace intake::testing {
namespace {

using Words = std::vector<std::string>;

TEST(RequiredWords, OfAnExpression) {
  const std::pair<const char*, Words> rows[] = {
      {R"(\bsuicid\p{L}*)", {" suicid"}},
      {R"(\b(?:son|daughter)\b)", {" daughter ", " son "}},
      {R"(\ben (?:enää )?jaksa elää\b)", {" en enää j", " en jaksa el"}},
      {R"(\p{L}*korvau(?:s|ks))", {"korvauks", "korvaus"}},
      {R"([^.!?\n]{0,60}\bturvakiel)", {" turvakiel"}},
      {R"(\b(?:en|ei)\b[^.]{0,9}\belää\b)", {" elää "}},
      {R"(don't)", {"don t"}},
      {R"((?<!inte )orkar(?! till)[ ,]+int\b)", {"orkar int "}},
      {R"(v[aå]ld+)", {"val", "vål"}},
      {R"(\d+)", {}},
      {R"(a?b*)", {}},
      {R"(foo|\d)", {}},
      {R"((?i)foo)", {}},
  };
  for (const auto& [expression, words] : rows) EXPECT_EQ(required_words(expression), words) << expression;
}

TEST(RequiredWords, FoldedText) {
  EXPECT_EQ(folded_words("En JAKSA,  enää – \"elää\"!"), " en jaksa enää elää ");
  EXPECT_EQ(folded_words(""), " ");
  EXPECT_EQ(folded_words("don’t o.s. Ångström 040-1"), " don t o s ångström 040 1 ");
}

// Every rule on every case: one that matches must have been let through.
TEST_P(CaseFile, NoRuleIsSkippedWhereItMatches) {
  const RuleSet& rules = shipped_rules();
  for (const Case& row : cases_of(GetParam())) {
    const std::vector<bool> possible = rules.filter().of(row.body);
    for (const std::string_view group : rule_groups) {
      for (const Rule& rule : rules.group(group)) {
        EXPECT_TRUE(possible.at(rule.number) || !rule.pattern.matches(row.body)) << rule.id << ": " << row.body;
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Filter, CaseFile,
                         ::testing::Values("distress-fi.txt", "on-behalf-sv.txt", "reasons-en.txt", "request-fi.txt",
                                           "purpose-en.txt"));

}  // namespace
}  // namespace intake::testing
