// RFC 2047 words as mail programs write them, right and wrong.
#include "parser/header_words.h"

#include <gtest/gtest.h>

namespace intake {
namespace {

using namespace std::string_literals;

struct Case {
  std::string value;
  std::string text;
};

TEST(HeaderWords, AreDecoded) {
  const Case cases[] = {
      {"", ""},
      {"Tietopyyntö", "Tietopyyntö"},     // raw UTF-8
      {"Tietopyynt\xF6", "Tietopyyntö"},  // raw windows-1252
      {"=?utf-8?Q?Tietopyynt=C3=B6?=", "Tietopyyntö"},
      {"=?UTF-8?b?VGlldG9weXludMO2?=", "Tietopyyntö"},
      {"=?UTF-8?b?VGlldG9weXludMO2", "=?UTF-8?b?VGlldG9weXludMO2"},  // never ended
      {"=?iso-8859-1?q?Pyynt=F6?=", "Pyyntö"},
      {"=?windows-1252?Q?=93Pyynt=F6=94?=", "“Pyyntö”"},
      {"=?iso-8859-1*fi?Q?Pyynt=F6?=", "Pyyntö"},  // with language
      {"=?utf-8?Q?a_b?=", "a b"},
      {"=?utf-8?Q?a=5Fb?=", "a_b"},
      {"=?utf-8?Q?a_?= =?utf-8?Q?b?=", "a b"},  // a blank at the end of a word is text
      {"=?utf-8?Q?a?= =?utf-8?Q?b?=", "ab"},    // one between words is not
      {"=?utf-8?Q?a?=\t  =?iso-8859-1?Q?=E4?=", "aä"},
      {"=?utf-8?Q?a?==?utf-8?Q?b?=", "ab"},
      {"=?utf-8?Q?a?= b", "a b"},
      {"Re: =?utf-8?Q?a?=", "Re: a"},
      {"x=?utf-8?Q?a?=y", "xay"},
      {"=?utf-8?Q?=C3?= =?utf-8?Q?=B6?=", "ö"},  // split inside a character
      {"=?utf-8?B?w6Q=?= =?utf-8?B?w7Y=?=", "äö"},
      {"=?utf-8?Q?Tietojen pyynt=C3=B6?=", "Tietojen pyyntö"},  // raw blank inside
      {"=?utf-8?Q?Miten?_kysyn?=", "Miten? kysyn"},             // raw question mark inside
      {"=?utf-8?X?abc?=", "=?utf-8?X?abc?="},
      {"=??Q?abc?=", "=??Q?abc?="},
      {"=?utf-8?Q?"
       "?=",
       ""},
      {"=? =?utf-8?Q?a?=", "=? a"},
      {"=?utf-8?Q?abc =?utf-8?Q?def?=", "=?utf-8?Q?abc def"},  // the first never ends
      {"=?nosuchset?Q?abc?=", "abc"},                          // unknown charset
      {"=?utf-8?Q?a=0D=0AX-Intake-Status:_complete?=", "a  X-Intake-Status: complete"},
      {"=?utf-8?Q?a=00b?=", "a b"},
      {"a\rb\0c"s, "a b c"},
      {"2 = 3?", "2 = 3?"},
  };
  for (const Case& c : cases) EXPECT_EQ(decode_header_words(c.value), c.text) << c.value;
}

}  // namespace
}  // namespace intake
