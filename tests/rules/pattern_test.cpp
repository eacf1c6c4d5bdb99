// Windows over text are cut by bytes: half a letter at either end of a subject is left out, whatever the pattern.
#include "rules/pattern.h"

#include <gtest/gtest.h>

namespace intake {
namespace {

const std::string text = "äö yö äitiä 2016 öä";

TEST(Pattern, TakesEveryWindowOfBytes) {
  const Pattern word("\\p{L}+");
  const Pattern behind("(?<=\\p{L})\\h(\\d+)?");
  for (std::size_t begin = 0; begin <= text.size(); ++begin) {
    for (std::size_t end = begin; end <= text.size(); ++end) {
      const std::string_view window = std::string_view(text).substr(begin, end - begin);
      word.each(window, [&](const Match& match) {
        const std::string_view found = window.substr(match.whole().begin, match.whole().size());
        EXPECT_NE(static_cast<unsigned char>(found.front()) & 0xC0U, 0x80U) << begin << "-" << end;
        EXPECT_LE(match.whole().end, window.size());
        return true;
      });
      for (std::size_t from = 0; from <= window.size(); ++from) {
        const auto match = behind.find(window, from);
        EXPECT_TRUE(!match || match->whole().end <= window.size());
      }
    }
  }
}

TEST(Pattern, OffsetsAreThoseOfTheWholeSubject) {
  const std::string_view window = std::string_view(text).substr(1);  // begins with half an "ä"
  const auto match = Pattern("(y)(x)?ö").find(window);
  ASSERT_TRUE(match);
  EXPECT_EQ(window.substr(match->whole().begin, match->whole().size()), "yö");
  EXPECT_EQ(match->groups[1].begin, 4U);
  EXPECT_FALSE(match->has(2));
}

TEST(Pattern, HalfALetterAloneMatchesNothing) {
  for (const char* half : {"\xC3", "\xA4", "\xE2\x80", "\x80\x93", "\xF0\x9F\x98"}) {
    EXPECT_FALSE(Pattern(".").matches(half));
    EXPECT_TRUE(Pattern("^$").matches(half));
  }
}

}  // namespace
}  // namespace intake
