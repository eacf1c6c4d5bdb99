// The form of text that the rules rely on.
#include "parser/clean_text.h"

#include <gtest/gtest.h>

#include <string>

namespace intake {
namespace {

struct Case {
  const char* about;
  std::string raw;
  std::string clean;
};

class CleanText : public testing::TestWithParam<Case> {};

TEST_P(CleanText, IsPlain) {
  EXPECT_EQ(clean_text(GetParam().raw), GetParam().clean) << GetParam().about;
}

INSTANTIATE_TEST_SUITE_P(
    Characters, CleanText,
    testing::Values(Case{"ASCII", "Hei,\nasia 1\n", "Hei,\nasia 1\n"}, Case{"no line end", "Hei", "Hei\n"},
                    Case{"nothing", "", ""}, Case{"only blanks", " \r\n\t\r\n", ""},
                    Case{"decomposed letters",
                         "A\xCC\x8A"
                         "bo, ma\xCC\x88kela\xCC\x88inen",
                         "Åbo, mäkeläinen\n"},
                    Case{"no-break blanks",
                         "00\xC2\xA0"
                         "100\xE2\x80\xAFHelsinki\xE3\x80\x80"
                         "a",
                         "00 100 Helsinki a\n"},
                    Case{"every dash",
                         "1\xE2\x80\x90"
                         "2\xE2\x80\x91"
                         "3\xE2\x80\x92"
                         "4\xE2\x80\x93"
                         "5\xE2\x80\x94"
                         "6\xE2\x80\x95"
                         "7\xE2\x88\x92"
                         "8",
                         "1-2-3-4-5-6-7-8\n"},
                    Case{"small and wide dashes",
                         "1\xEF\xB9\x98"
                         "2\xEF\xB9\xA3"
                         "3\xEF\xBC\x8D"
                         "4\xE3\x83\xBC"
                         "5\xE2\x81\xBB"
                         "6",
                         "1-2-3-4-5-6\n"},
                    Case{"hyphen bullet", "\xE2\x81\x83 Nimi", "- Nimi\n"},
                    Case{"typographic quotes", "“Vastaamo” ”x” „y“ «z» it’s ‘so’",
                         "\"Vastaamo\" \"x\" \"y\" \"z\" it's 'so'\n"},
                    Case{"acute accent as an apostrophe", "ei´pä", "ei'pä\n"},
                    Case{"dead key after the letter", "ma¨ki", "mäki\n"},
                    Case{"full-width digits", "２３１１８８－９７１Ｒ、２０１００", "231188-971R, 20100\n"},
                    Case{"Arabic-Indic digits", "٠٤٠ ۱۲۳", "040 123\n"},
                    Case{"mathematical digits", "\xF0\x9D\x9F\x8F\xF0\x9D\x9F\x97", "19\n"},
                    Case{"keycap and variation selector", "1\xEF\xB8\x8F\xE2\x83\xA3 2", "1 2\n"},
                    Case{"a control character between a letter and its dots", "No\x16\xC2\xA8rd", "Nörd\n"},
                    Case{"a Greek letter with dots beside a digit", "4\u0397\u0308", "4\u0397\u0308\n"},
                    Case{"zero-width and soft hyphen",
                         "1105\xE2\x80\x8B"
                         "04A\xC2\xAD"
                         "953\xE2\x81\xA0W\xEF\xBB\xBF",
                         "110504A953W\n"},
                    Case{"bidirectional marks",
                         "\xE2\x80\xAE"
                         "150385\xE2\x81\xA6-912E\xE2\x80\xAC",
                         "150385-912E\n"},
                    Case{"tag characters",
                         "a\xF3\xA0\x81\x81"
                         "b",
                         "ab\n"},
                    Case{"control characters", std::string("a\x01\x08") + '\0' + "b\x1B\x7F", "ab\n"},
                    Case{"replacement character stays",
                         "a\xEF\xBF\xBD"
                         "b",
                         "a\xEF\xBF\xBD"
                         "b\n"},
                    Case{"ligature and ellipsis", "ﬁ…", "fi...\n"}, Case{"emoji stay", "📮 hei", "📮 hei\n"},
                    Case{"fraction slash", "½", "1/2\n"}, Case{"other colons", "Nimi： x", "Nimi: x\n"},
                    Case{"Cyrillic letters in a code", "150385-912Е 110504А953W 12В", "150385-912E 110504A953W 12B\n"},
                    Case{"Cyrillic words stay", "2015 год, 3мая, дом5а", "2015 год, 3мая, дом5a\n"},
                    Case{"invalid bytes are replaced", "a\xFF", "a\xEF\xBF\xBD\n"}));

INSTANTIATE_TEST_SUITE_P(
    Lines, CleanText,
    testing::Values(Case{"CRLF", "a\r\nb\r\n", "a\nb\n"}, Case{"old Macintosh", "a\rb", "a\nb\n"},
                    Case{"CR CR LF is two breaks", "a\r\r\nb", "a\n\nb\n"},
                    Case{"vertical tab, form feed, next line",
                         "a\x0B"
                         "b\x0C"
                         "c\xC2\x85"
                         "d",
                         "a\nb\nc\nd\n"},
                    Case{"Unicode separators",
                         "a\xE2\x80\xA8"
                         "b\xE2\x80\xA9"
                         "c",
                         "a\nb\nc\n"},
                    Case{"trailing blanks", "a  \nb \xC2\xA0\n", "a\nb\n"},
                    Case{"tabs stay", "Nimi\tMaija", "Nimi\tMaija\n"},
                    Case{"an empty cell stays", "Telefon\t \nAdress\t", "Telefon\t\nAdress\t\n"},
                    Case{"reversed primes, which normalisation takes apart",
                         "a\xE2\x80\xB7"
                         "b",
                         "a'''b\n"},
                    Case{"no word", std::string(9000, 'a') + " b", std::string(5000, 'a') + " b\n"},
                    Case{"very many blanks", "a" + std::string(500, ' ') + "b", "a" + std::string(200, ' ') + "b\n"},
                    Case{"many blank lines", "a\n\n\n\n\n\n\nb", "a\n\n\nb\n"},
                    Case{"blank lines at both ends", "\n\n\na\n\n\n", "a\n"}));

TEST(CleanLine, HasNoBreaks) {
  EXPECT_EQ(clean_line(" My records\r\nX-Intake-Status: complete "), "My records X-Intake-Status: complete");
  EXPECT_EQ(clean_line(""), "");
}

TEST(CleanText, AMillionCombiningMarksTakeNoTime) {
  std::string text = "a";
  for (int i = 0; i < 500'000; ++i) text += i % 2 == 0 ? "\xCC\x80" : "\xCC\xA3";  // above, below: to be reordered
  EXPECT_LT(clean_text(text).size(), 100U);
}

}  // namespace
}  // namespace intake
