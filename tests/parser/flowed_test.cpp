// format=flowed (RFC 3676).
#include "parser/flowed.h"

#include <gtest/gtest.h>

namespace intake {
namespace {

TEST(Flowed, JoinsSoftLines) {
  EXPECT_EQ(join_flowed("Asun osoitteessa Mäntytie \n6, 51200 Kangasniemi\nTerv.\n", false),
            "Asun osoitteessa Mäntytie 6, 51200 Kangasniemi\nTerv.\n");
}

TEST(Flowed, RemovesTheBlankWithDelsp) {
  EXPECT_EQ(join_flowed("150385- \n912E\n", true), "150385-912E\n");
  EXPECT_EQ(join_flowed("150385- \n912E\n", false), "150385- 912E\n");
}

TEST(Flowed, RemovesStuffing) {
  EXPECT_EQ(join_flowed(" > ei lainaus\n From here\n", false), " > ei lainaus\nFrom here\n");
}

TEST(Flowed, JoinsQuotesOfTheSameDepthOnly) {
  EXPECT_EQ(join_flowed("> a \n> b\n>> c \n> d\nvastaus\n", false), "> a b\n>> c \n> d\nvastaus\n");
}

TEST(Flowed, KeepsTheSignatureMark) {
  EXPECT_EQ(join_flowed("terv \n-- \nMaija\n", false), "terv \n-- \nMaija\n");
}

TEST(Flowed, ReadsCarriageReturns) {
  EXPECT_EQ(join_flowed("a \r\nb\r\n", false), "a b\n");
}

TEST(Flowed, AFixedLineEndsTheParagraph) {
  EXPECT_EQ(join_flowed("a\n\nb", false), "a\n\nb\n");
}

}  // namespace
}  // namespace intake
