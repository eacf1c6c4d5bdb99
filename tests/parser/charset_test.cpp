// Bytes to UTF-8 under right, missing and lying labels.
#include "parser/charset.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace intake {
namespace {

struct Case {
  const char* about;
  std::string_view bytes;
  const char* label;
  const char* text;
};

using namespace std::string_view_literals;

class Charsets : public testing::TestWithParam<Case> {};

TEST_P(Charsets, GiveWhatThePersonWrote) {
  const std::string text = to_utf8(GetParam().bytes, GetParam().label);
  EXPECT_EQ(text, GetParam().text) << GetParam().about;
  EXPECT_TRUE(is_valid_utf8(text));
}

INSTANTIATE_TEST_SUITE_P(
    Labels, Charsets,
    testing::Values(
        Case{"plain ASCII", "Hei, pyydan tietoja", "us-ascii", "Hei, pyydan tietoja"}, Case{"empty", "", "utf-8", ""},
        Case{"UTF-8 rightly labelled", "Hyv\xC3\xA4\xC3\xA4 p\xC3\xA4iv\xC3\xA4\xC3\xA4", "utf-8", "Hyvää päivää"},
        Case{"UTF-8 without a label", "Hyv\xC3\xA4\xC3\xA4 p\xC3\xA4iv\xC3\xA4\xC3\xA4", "", "Hyvää päivää"},
        Case{"UTF-8 labelled latin-1", "p\xC3\xA5 s\xC3\xB6ndag", "iso-8859-1", "på söndag"},
        Case{"UTF-8 labelled us-ascii", "p\xC3\xA5 s\xC3\xB6ndag", "us-ascii", "på söndag"},
        Case{"UTF-8 with a byte order mark", "\xEF\xBB\xBFHej d\xC3\xA4r", "utf-8", "Hej där"},
        Case{"UTF-8 with a mark, labelled latin-1", "\xEF\xBB\xBFHej d\xC3\xA4r", "iso-8859-1", "Hej där"},
        Case{"quoted label in capitals", "p\xE5", " \"ISO-8859-1\" ", "på"},
        Case{"label with an RFC 2231 language", "p\xE5", "iso-8859-1*sv", "på"},
        Case{"label glued to a semicolon", "p\xE5", "iso-8859-1;", "på"},
        Case{"windows-1252 labelled us-ascii",
             "el\xE4kep\xE4ivin\xE4 \x96 tunnus 120747\x96"
             "9173",
             "us-ascii", "eläkepäivinä – tunnus 120747–9173"},
        Case{"windows-1252 labelled utf-8", "95 \x80 per g\xE5ng p\xE5 Kr\xE5kl", "utf-8", "95 € per gång på Kråkl"},
        Case{"windows-1252 labelled iso-8859-1", "\x93sit\xE4\x94", "iso-8859-1", "“sitä”"},
        Case{"windows-1252 without a label", "K\xE4vin Vastaamolla", "", "Kävin Vastaamolla"},
        Case{"unknown label", "K\xE4vin Vastaamolla", "x-unknown", "Kävin Vastaamolla"},
        Case{"very long label", "K\xE4vin", "utf-8//TRANSLIT-and-so-on-and-so-on-and-so-on-and-so-on", "Kävin"},
        Case{"EBCDIC is not believed", "K\xE4vin 2016", "ibm037", "Kävin 2016"},
        Case{"euro sign of ISO-8859-15 without a label", "90 \xA4 kerta, en\xE4\xE4", "", "90 € kerta, enää"},
        Case{"euro sign of ISO-8859-15 with the label", "90 \xA4 kerta, en\xE4\xE4", "iso-8859-15", "90 € kerta, enää"},
        Case{"euro sign of ISO-8859-15 labelled latin-1", "90 \xA4 kerta", "iso-8859-1", "90 € kerta"},
        Case{"windows marks under an ISO-8859-15 label",
             "2015\x96"
             "2016 \xE4",
             "iso-8859-15", "2015–2016 ä"},
        Case{"s with caron inside a word", "Tani\xA8ka", "", "Taniška"},
        Case{"currency sign beside windows marks stays", "\xA4 \x96", "windows-1252", "¤ –"},
        Case{"accent as an apostrophe stays", "ei\xB4p\xE4 n\xE4yt", "", "ei´pä näyt"},
        Case{"Mac Roman without a label", "k\x8Avin siell\x8A syksyll\x8A p\x8C", "", "kävin siellä syksyllä på"},
        Case{"code page 850 without a label", "k\x84vin siell\x84 sy\x94m\x84ss\x84", "", "kävin siellä syömässä"},
        Case{"Mac Roman with its label", "H\x8A", "macintosh", "Hä"},
        Case{"Finnish words labelled Cyrillic", "Hyv\xE4\xE4 p\xE4iv\xE4\xE4, pyyd\xE4n", "windows-1251",
             "Hyvää päivää, pyydän"},
        Case{"Finnish words labelled Chinese", "Hyv\xE4\xE4 p\xE4iv\xE4\xE4, pyyd\xE4n", "gb2312",
             "Hyvää päivää, pyydän"},
        Case{"Cyrillic rightly labelled", "\xC4\xEE\xE1\xF0\xFB\xE9 \xE4\xE5\xED\xFC", "windows-1251", "Добрый день"},
        Case{"KOI8-R rightly labelled", "\xE4\xCF\xC2\xD2\xD9\xCA \xC4\xC5\xCE\xD8", "koi8-r", "Добрый день"},
        Case{"Baltic label, Nordic letters", "p\xE4iv\xE4\xE4", "windows-1257", "päivää"},
        Case{"ISO-2022-JP", "\x1B$B$3$s\x1B(B", "iso-2022-jp", "こん"},
        Case{"Shift_JIS", "\x82\xB1\x82\xF1", "shift_jis", "こん"},
        Case{"UTF-7 is not decoded", "+ADAAMQ- +AOQ-", "utf-7", "+ADAAMQ- +AOQ-"},
        Case{"UTF-16 with a mark, little", "\xFF\xFEH\0i\0\xE4\0"sv, "utf-16", "Hiä"},
        Case{"UTF-16 with a mark, big", "\xFE\xFF\0H\0i\0\xE4"sv, "utf-16", "Hiä"},
        Case{"UTF-16 without a mark, without a label", "H\0y\0v\0\xE4\0 \0t\0"sv, "", "Hyvä t"},
        Case{"UTF-16 without a mark, labelled us-ascii", "H\0y\0v\0\xE4\0 \0t\0"sv, "us-ascii", "Hyvä t"},
        Case{"big-endian UTF-16 under the wrong order", "\0H\0y\0v\0\xE4"sv, "utf-16le", "Hyvä"},
        Case{"UTF-16 with an odd last byte", "H\0i\0\n"sv, "utf-16le", "Hi"},
        Case{"ASCII labelled UTF-16", "Hello there", "utf-16", "Hello there"},
        Case{"UTF-8 labelled UTF-16", "Hyv\xC3\xA4", "utf-16", "Hyvä"},
        Case{"UTF-16 with a pair", "\xFF\xFE\x3D\xD8\xEE\xDC\x41\0"sv, "", "📮A"},
        Case{"UTF-16 with half a pair", "\xFF\xFE\x3D\xD8\x41\0"sv, "",
             "\xEF\xBF\xBD"
             "A"}));

INSTANTIATE_TEST_SUITE_P(
    Flaws, Charsets,
    testing::Values(
        Case{"encoded twice", "HyvÃ¤Ã¤ pÃ¤ivÃ¤Ã¤", "utf-8", "Hyvää päivää"},
        Case{"encoded twice, dashes and quotes", "2015â€“2016 â€œjoâ€™s", "utf-8", "2015–2016 “jo’s"},
        Case{"encoded twice through latin-1", "Hyv\xC3\x83\xC2\xA4, \xC3\x83\xC2\x84ht\xC3\x83\xC2\xA4ri", "utf-8",
             "Hyvä, Ähtäri"},
        Case{"capital A with ring encoded twice", "Ã…bo", "utf-8", "Åbo"},
        Case{"encoded three times", "HyvÃƒÂ¤", "utf-8", "Hyvä"},
        Case{"only the quoted part is encoded twice", "Åbo är rätt, Ã…bo", "utf-8", "Åbo är rätt, Åbo"},
        Case{"a town before a quotation mark is no accident", "vid ”Borgå Å” och Å”", "utf-8", "vid ”Borgå Å” och Å”"},
        Case{"euro", "95 â‚¬", "utf-8", "95 €"},
        Case{"overlong form",
             "a\xC0\xB0"
             "b \xC3\xA4\xC3\xA4\xC3\xA4",
             "utf-8",
             "a\xC3\x80\xEF\xBF\xBD"
             "b äää"},
        Case{"surrogate in UTF-8", "\xED\xA0\x80 \xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4", "utf-8",
             "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD ääää"},
        Case{"cut in the middle of a letter", "Hyv\xC3\xA4\xC3\xA4 p\xC3", "utf-8", "Hyvää pÃ"},
        Case{"latin-1 footer under UTF-8 text", "p\xC3\xA4iv\xC3\xA4\xC3\xA4 t\xE4ss\xE4", "utf-8", "päivää tässä"}));

TEST(Charset, AnyBytesUnderAnyLabelGiveValidUtf8) {
  const std::vector<const char*> labels = {
      "",        "utf-8", "us-ascii", "utf-16", "iso-8859-15", "windows-1251", "iso-2022-jp",
      "gb18030", "big5",  "euc-kr",   "koi8-r", "macintosh"};
  unsigned state = 12345;
  for (int round = 0; round < 400; ++round) {
    std::string bytes;
    for (int i = 0; i < round % 70; ++i) {
      state = state * 1103515245U + 12345U;
      bytes += static_cast<char>(round % 3 == 0 ? (state >> 16) % 128 : state >> 16);
    }
    for (const char* label : labels) EXPECT_TRUE(is_valid_utf8(to_utf8(bytes, label))) << label;
  }
}

TEST(Charset, LongTextsKeepEveryLetter) {
  std::string bytes;
  std::string expected;
  for (int i = 0; i < 200'000; ++i) {
    bytes += "\x82\xB1\xF0\x40";  // Shift_JIS
    expected += "こ";
  }
  const std::string text = to_utf8(bytes, "shift_jis");
  EXPECT_TRUE(is_valid_utf8(text));
  EXPECT_EQ(text.substr(0, 3), "こ");
  std::string pairs;
  for (int i = 0; i < 100'000; ++i) pairs += "\x94\x39\xFC\x36";  // GB18030 of a letter outside the first plane
  const std::string decoded = to_utf8(pairs, "gb18030");
  EXPECT_EQ(decoded.size(), 400'000U);
  EXPECT_EQ(decoded.find("\xEF\xBF\xBD"), std::string::npos);
}

TEST(Charset, InvalidBytesBecomeReplacementCharacters) {
  EXPECT_EQ(replace_invalid_utf8("a\xFFz\xC3\xA4"), "a\xEF\xBF\xBDzä");
  EXPECT_FALSE(is_valid_utf8("\xC0\xB0"));
}

}  // namespace
}  // namespace intake
