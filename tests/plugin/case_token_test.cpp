#include "plugin/cases/case_token.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/plugin/fixed_ids.h"

namespace intake {
namespace {

TEST(CaseToken, HasFourGroupsThatBeginWithALetter) {
  SystemIdMaker ids;
  std::set<std::string> seen;
  for (int round = 0; round < 2000; ++round) {
    const std::string token = make_case_token(ids);
    ASSERT_EQ(token.size(), 19U);
    for (std::size_t at = 0; at < token.size(); ++at) {
      if (at % 5 == 4) {
        ASSERT_EQ(token[at], '-') << token;
      } else {
        ASSERT_NE(std::string("0123456789ABCDEFGHJKMNPQRSTVWXYZ").find(token[at]), std::string::npos) << token;
        ASSERT_TRUE(at % 5 != 0 || token[at] >= 'A') << token;
      }
    }
    EXPECT_TRUE(seen.insert(token).second);
    EXPECT_EQ(find_case_tokens("Viite " + token + "."), std::vector<std::string>{token});
  }
}

TEST(CaseToken, IsFoundHoweverItIsWritten) {
  const std::string token = "K2M0-T9X1-H7VB-C4NR";
  for (const char* text : {"K2M0-T9X1-H7VB-C4NR", "[K2M0-T9X1-H7VB-C4NR]", "k2m0-t9x1-h7vb-c4nr",
                           "viite:K2MO-T9Xl-H7VB-C4NR,", "<case.K2M0-T9X1-H7VB-C4NR.00ff@kela.example>",
                           "K2M0\xE2\x80\x93T9X1\xE2\x80\x93H7VB\xE2\x80\x93"
                           "C4NR",
                           "a-b K2M0-T9X1-H7VB-C4NR\n"}) {
    EXPECT_EQ(find_case_tokens(text), std::vector<std::string>{token}) << text;
  }
  for (const char* text :
       {"K2M0-T9X1-H7VB", "K2M0-T9X1-H7VB-C4NRX", "XK2M0-T9X1-H7VB-C4NR", "K2M0 T9X1 H7VB C4NR", "0401-2345-6789-0123",
        "K2M0-T9X1-H7VB-C4NR-A123", "X-K2M0-T9X1-H7VB-C4NR", "K2MU-T9X1-H7VB-C4NR", "", "-", "2K2M-T9X1-H7VB-C4NR"}) {
    EXPECT_TRUE(find_case_tokens(text).empty()) << text;
  }
}

TEST(CaseToken, FewAreTakenFromALongText) {
  SystemIdMaker ids;
  std::string text;
  for (int i = 0; i < 1000; ++i) text += make_case_token(ids) + " ";
  EXPECT_EQ(find_case_tokens(text).size(), most_tokens);
  EXPECT_TRUE(find_case_tokens(std::string(1 << 20, 'A')).empty());
}

}  // namespace
}  // namespace intake
