// Reasons for review that the text gives: wordings of each, and of what only looks like it.
#include "tests/rules/case_file.h"

namespace intake::testing {
namespace {

std::string reasons_in(const Case& row) {
  std::string names;
  for (const Reason reason : all_reasons) {
    const auto& found = verdict_of(row).facts.reasons;
    const auto same = [&](const ReasonFact& fact) { return fact.reason == reason; };
    if (std::any_of(found.begin(), found.end(), same)) names.append(names.empty() ? "" : ",").append(name_of(reason));
  }
  return names.empty() ? "-" : names;
}

TEST_P(CaseFile, GivesTheReasons) {
  for (const Case& row : cases_of(GetParam())) {
    EXPECT_EQ(reasons_in(row), row.expected) << row.place << ": " << row.subject << " || " << row.body;
  }
}

INSTANTIATE_TEST_SUITE_P(Reasons, CaseFile,
                         ::testing::Values("distress-fi.txt", "distress-sv.txt", "distress-en.txt", "on-behalf-fi.txt",
                                           "on-behalf-sv.txt", "on-behalf-en.txt", "reasons-fi.txt", "reasons-sv.txt",
                                           "reasons-en.txt"));

bool contradicts(const std::string& body) {
  const std::vector<Reason> reasons = verdict_of({"", "", body, ""}).review;
  return std::find(reasons.begin(), reasons.end(), Reason::contradiction) != reasons.end();
}

TEST(Contradiction, IsCareBeforeBirth) {
  EXPECT_TRUE(contradicts("I was a client of Vastaamo in 2010. 010112A900K. I request my records."));
  EXPECT_TRUE(contradicts("My therapy at Vastaamo took place in 1979 and 1980. I request my records.\n010190-900P"));
  EXPECT_FALSE(contradicts("My therapy at Vastaamo took place in 1999. 010190-900P. I request my records."));
  EXPECT_FALSE(contradicts("I was a client of Vastaamo in 2015. 010190-900P. I request my records."));
}

}  // namespace
}  // namespace intake::testing
