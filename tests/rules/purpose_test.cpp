// Requests, and the messages that are none.
#include "tests/rules/case_file.h"

namespace intake::testing {
namespace {

TEST_P(CaseFile, IsARequestOrOther) {
  for (const Case& row : cases_of(GetParam())) {
    const Verdict verdict = verdict_of(row);
    EXPECT_EQ(verdict.status == Status::other ? "other" : "request", row.expected)
        << row.place << ": " << row.subject << " || " << row.body;
  }
}

INSTANTIATE_TEST_SUITE_P(Purpose, CaseFile, ::testing::Values("purpose-fi.txt", "purpose-sv.txt", "purpose-en.txt"));

}  // namespace
}  // namespace intake::testing
