// Whether a message says what is asked for, or only that it is a data request.
#include "tests/rules/case_file.h"

namespace intake::testing {
namespace {

TEST_P(CaseFile, SaysWhatIsAskedFor) {
  for (const Case& row : cases_of(GetParam())) {
    EXPECT_EQ(name_of(verdict_of(row).facts.request.status), row.expected)
        << row.place << ": " << row.subject << " || " << row.body;
  }
}

INSTANTIATE_TEST_SUITE_P(Request, CaseFile,
                         ::testing::Values("request-fi.txt", "request-sv.txt", "request-en.txt",
                                           "request-voices-fi.txt", "request-voices-sv.txt", "request-voices-en.txt"));

}  // namespace
}  // namespace intake::testing
