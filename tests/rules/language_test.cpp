// The language of the writer's own prose, in short and mixed messages.
#include "tests/rules/case_file.h"

namespace intake::testing {
namespace {

TEST(Language, OfOwnProse) {
  for (const Case& row : cases_of("language.txt")) {
    EXPECT_EQ(name_of(verdict_of(row).facts.language), row.expected)
        << row.place << ": " << row.subject << " || " << row.body;
  }
}

}  // namespace
}  // namespace intake::testing
