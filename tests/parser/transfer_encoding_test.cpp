// Base64 and quoted-printable as they arrive; the right-hand sides are what Python's decoders give, or say why not.
#include "parser/transfer_encoding.h"

#include <gtest/gtest.h>

namespace intake {
namespace {

using namespace std::string_literals;

struct Case {
  std::string encoded;
  std::string bytes;
};

TEST(Base64, IsReadTolerantly) {
  const Case cases[] = {
      {"", ""},
      {"SGVp", "Hei"},
      {"SGVpIQ==", "Hei!"},
      {"SGVpIQ", "Hei!"},   // padding lost
      {"SGVpIQ=", "Hei!"},  // half of it lost
      {"SGVpISE", "Hei!!"},
      {"SGVpI", "Hei"},                  // one character too many
      {"SGV\r\npIQ\r\n==\r\n", "Hei!"},  // broken anywhere
      {"  S G V p \n\n\n IQ==", "Hei!"},
      {"SG|Vp", "Hei"},  // mimetic reads out of bounds here
      {"SG*Vp\xff", "Hei"},
      {"=SGVp", "Hei"},                      // padding before anything
      {"SGVpIQ==\n_____\nLista\n", "Hei!"},  // footer of a mailing list
      {"SGVpIQ==\nSGVpIQ==\n", "Hei!Hei!"},  // every line encoded alone
      {"SGVpIQ==SGVpIQ==", "Hei!Hei!"},
      {"AAEC/w==", "\0\1\2\xff"s},
      {"+/+/", "\xfb\xff\xbf"},
  };
  for (const Case& c : cases) EXPECT_EQ(decode_base64(c.encoded), c.bytes) << c.encoded;
}

TEST(Base64, PlainTextUnderThatLabelIsRecognised) {
  EXPECT_TRUE(looks_like_base64(""));
  EXPECT_TRUE(looks_like_base64("SGVpIQ==\r\nSGVpIQ==\r\n"));
  EXPECT_TRUE(looks_like_base64("SGVpISBTR1ZwSVE9PSBTR1ZwSVE9PSBTR1ZwSVE9PSBTR1ZwSVE9PSBTR1Zw\n---\nLista\n"));
  EXPECT_FALSE(looks_like_base64("Hyvä Kela, pyydän kaikki minua koskevat tiedot Vastaamosta."));
  EXPECT_FALSE(looks_like_base64("please send me all my records from those years thank you"));
}

TEST(QuotedPrintable, IsReadTolerantly) {
  const Case cases[] = {
      {"", ""},
      {"p=E4iv=C3=A4", "p\xE4iv\xC3\xA4"},
      {"p=e4iv=c3=a4", "p\xE4iv\xC3\xA4"},
      {"a=\nb", "ab"},
      {"a=\r\nb", "ab"},
      {"a= \t\r\nb", "ab"},  // blanks after the soft break
      {"a \nb", "a\nb"},     // blanks before a line end are padding
      {"a=20\nb", "a \nb"},
      {"a =\nb", "a b"},  // a blank before the "=" is text
      {"a   ", "a"},
      {"a=", "a"},  // soft break at the end
      {"a=xb", "a=xb"},
      {"a=4", "a=4"},
      {"a==41", "a=A"},
      {"1 = 2", "1 = 2"},
      {"a=0D=0Ab", "a\r\nb"},
      {"a\r\n\r\nb\n", "a\r\n\r\nb\n"},
      {"=00", "\0"s},
  };
  for (const Case& c : cases) EXPECT_EQ(decode_quoted_printable(c.encoded), c.bytes) << c.encoded;
}

TEST(TransferEncoding, IsFoundInTheField) {
  const struct {
    const char* value;
    TransferEncoding encoding;
  } cases[] = {
      {"base64", TransferEncoding::base64},      {" BASE64 ", TransferEncoding::base64},
      {"\"base64\"", TransferEncoding::base64},  {"base64 (by hand)", TransferEncoding::base64},
      {"base64; x=y", TransferEncoding::base64}, {"Quoted-Printable", TransferEncoding::quoted_printable},
      {"7bit", TransferEncoding::identity},      {"8bit", TransferEncoding::identity},
      {"binary", TransferEncoding::identity},    {"utf-8", TransferEncoding::identity},
      {"", TransferEncoding::identity},          {"(", TransferEncoding::identity},
  };
  for (const auto& c : cases) EXPECT_EQ(transfer_encoding_of(c.value), c.encoding) << c.value;
}

}  // namespace
}  // namespace intake
