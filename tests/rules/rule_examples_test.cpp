// Every shipped rule loads and its examples hold (load_rules runs them).
#include "tests/rules/evidence.h"

namespace intake::testing {

TEST(ShippedRules, LoadWithAllTheirExamples) { EXPECT_GT(shipped_rules().size(), 0U); }

}  // namespace intake::testing
