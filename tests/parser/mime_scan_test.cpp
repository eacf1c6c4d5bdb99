// The structure of messages as mail programs read it, one row a message; every row is read with LF and with CRLF.
// The rows whose names begin with A follow the catalogue of attacks on MIME structure.
#include <gtest/gtest.h>

#include <string>

#include "parser/parser.h"
#include "tests/parser/part_outline.h"

namespace intake {
namespace {

using namespace std::string_literals;

struct Case {
  const char* name;
  std::string text;
  std::string outline;
  bool ambiguous = false;
};

const std::string mixed = "Subject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"B\"\n\n";
const std::string pdf = "Content-Type: application/pdf; name=a.pdf\n\nPDF";

const Case cases[] = {
    {"plain", "Subject: x\n\nHei\n", "text/plain'Hei'"},
    {"no MIME-Version", "Content-Type: text/html\n\n<p>\n", "text/html'<p>'"},
    {"empty", "", "text/plain''"},
    {"only a line end", "\n", "text/plain''"},
    {"only text", "Hyvä Kela,\npyydän tietoni\n\nTerv. Maija\n",
     "text/plain'Hyvä Kela,\npyydän tietoni\n\nTerv. Maija'"},
    {"header only, no blank line", "Subject: x\nContent-Type: text/html", "text/html''"},
    {"mail folder line", "From maija@example.org Mon Jan  1 00:00:00 2024\nContent-Type: text/html\n\n<p>\n",
     "text/html'<p>'"},
    {"blank line first", "\nSubject: x\nContent-Type: text/html\n\n<p>\n", "text/html'<p>'"},
    {"byte order mark first",
     "\xEF\xBB\xBF"
     "Content-Type: text/html\n\n<p>\n",
     "text/html'<p>'"},
    {"two parts", mixed + "pre\n--B\n\none\n--B\n" + pdf + "\n--B--\nepi\n",
     "multipart/mixed(text/plain'one' application/pdf<a.pdf>'PDF')"},
    {"empty parts", mixed + "--B\n--B\n\n--B\nContent-Type: text/html\n\n--B--\n",
     "multipart/mixed(text/plain'' text/plain'' text/html'')"},
    {"no final boundary", mixed + "--B\n\none\n--B\n\ntwo\n", "multipart/mixed(text/plain'one' text/plain'two')"},
    {"alternative in mixed",
     mixed +
         "--B\nContent-Type: multipart/alternative; boundary=C\n\n--C\n\none\n--C\nContent-Type: text/html\n\n<p>\n"
         "--C--\n\n--B\n" +
         pdf + "\n--B--\n",
     "multipart/mixed(multipart/alternative(text/plain'one' text/html'<p>') application/pdf<a.pdf>'PDF')"},
    {"message inside",
     mixed + "--B\nContent-Type: message/rfc822\n\nSubject: y\nContent-Type: text/html\n\n<p>\n--B--\n",
     "multipart/mixed(message/rfc822(text/html'<p>'))"},
    {"multipart in a message inside",
     mixed +
         "--B\nContent-Type: message/rfc822\n\nContent-Type: multipart/mixed; boundary=C\n\n--C\n\none\n--C--\n--B\n\n"
         "two\n--B--\n",
     "multipart/mixed(message/rfc822(multipart/mixed(text/plain'one')) text/plain'two')"},
    {"digest",
     "Content-Type: multipart/digest; boundary=B\n\n--B\n\nSubject: y\n\none\n--B\nContent-Type: text/plain\n\n"
     "two\n--B--\n",
     "multipart/digest(message/rfc822(text/plain'one') text/plain'two')"},
    {"type without slash", "Content-Type: text\n\nHei\n", "text/plain'Hei'"},
    {"garbage type with a name", "Content-Type: pdf; name=a.pdf\n\nHei\n", "application/octet-stream<a.pdf>'Hei'"},
    {"type in capitals", "CONTENT-TYPE: TEXT/HTML; CHARSET=UTF-8\n\n<p>\n", "text/html'<p>'"},
    {"missing semicolon", "Content-Type: multipart/mixed boundary=B\n\n--B\n\none\n--B--\n",
     "multipart/mixed(text/plain'one')"},
    {"lines of dashes", mixed + "--B\n\none\n--\n-----\n-- \nMaija\n--B--\n",
     "multipart/mixed(text/plain'one\n--\n-----\n-- \nMaija')"},

    {"A1 blanks after the boundary", mixed + "--B \t\n\none\n--B  \n" + pdf + "\n--B-- \n",
     "multipart/mixed(text/plain'one' application/pdf<a.pdf>'PDF')"},
    {"A1 blank at the end of the parameter", "Content-Type: multipart/mixed; boundary=\"B \"\n\n--B \n\none\n--B--\n",
     "multipart/mixed(text/plain'one')"},
    {"A2 boundary in mid-line", mixed + "--B\n\none --B\ntwo\n--B\n\nthree\n--B--\n",
     "multipart/mixed(text/plain'one --B\ntwo' text/plain'three')", true},
    {"A3 longer line", mixed + "--B\n\none\n--Bxyz\n\ntwo\n--B--\n", "multipart/mixed(text/plain'one\n--Bxyz\n\ntwo')",
     true},
    {"A3 text after the last one", mixed + "--B\n\none\n--B--xyz\ntwo\n--B--\n",
     "multipart/mixed(text/plain'one\n--B--xyz\ntwo')", true},
    {"A4 outer B, inner BB",
     mixed + "--B\nContent-Type: multipart/mixed; boundary=BB\n\n--BB\n\none\n--BB--\n--B\n\ntwo\n--B--\n",
     "multipart/mixed(multipart/mixed(text/plain'one') text/plain'two')"},
    {"A4 outer BB, inner B",
     "Content-Type: multipart/mixed; boundary=BB\n\n--BB\nContent-Type: multipart/mixed; "
     "boundary=B\n\n--B\n\none\n--B--\n"
     "--BB\n\ntwo\n--BB--\n",
     "multipart/mixed(multipart/mixed(text/plain'one') text/plain'two')"},
    {"A4 the same boundary twice",
     mixed + "--B\nContent-Type: multipart/mixed; boundary=B\n\n--B\n\none\n--B--\n--B\n\ntwo\n--B--\n",
     "multipart/mixed(multipart/mixed(text/plain'one') text/plain'two')", true},
    {"A5 inner multipart not closed",
     mixed + "--B\nContent-Type: multipart/alternative; boundary=C\n\n--C\n\none\n--B\n" + pdf + "\n--B--\n",
     "multipart/mixed(multipart/alternative(text/plain'one') application/pdf<a.pdf>'PDF')", true},
    {"A5 inner multipart not closed at the end",
     mixed + "--B\nContent-Type: multipart/alternative; boundary=C\n\n--C\n\none\n--B--\n",
     "multipart/mixed(multipart/alternative(text/plain'one'))"},
    {"A6 two types", "Content-Type: text/plain\nContent-Type: multipart/mixed; boundary=B\n\n--B\n\none\n--B--\n",
     "text/plain'--B\n\none\n--B--'", true},
    {"A6 the same type twice", "Content-Type: text/html\nContent-Type: TEXT/HTML; charset=utf-8\n\n<p>\n",
     "text/html'<p>'"},
    {"A6 two encodings", "Content-Transfer-Encoding: 7bit\nContent-Transfer-Encoding: base64\n\nSGVp\n",
     "text/plain'SGVp'", true},
    {"A7 two boundaries", "Content-Type: multipart/mixed; boundary=B; boundary=C\n\n--B\n\none\n--C\n\ntwo\n--B--\n",
     "multipart/mixed(text/plain'one\n--C\n\ntwo')", true},
    {"A7 the same boundary twice", "Content-Type: multipart/mixed; boundary=B; boundary=\"B\"\n\n--B\n\none\n--B--\n",
     "multipart/mixed(text/plain'one')"},
    {"A7 decoy in a quoted name",
     "Content-Type: multipart/mixed; name=\"x; boundary=A\"; boundary=B\n\n--A\n\nno\n--B\n\none\n--B--\n",
     "multipart/mixed<x; boundary=A>(text/plain'one')"},
    {"A8 no boundary", "Content-Type: multipart/mixed\n\n--B\n\none\n--B--\n", "text/plain'--B\n\none\n--B--'", true},
    {"A8 empty boundary", "Content-Type: multipart/mixed; boundary=\"\"\n\n--\n\none\n----\n",
     "text/plain'--\n\none\n----'", true},
    {"A8 boundary that never comes", "Content-Type: multipart/mixed; boundary=C\n\n--B\n\none\n--B--\n",
     "text/plain'--B\n\none\n--B--'", true},
    {"A8 8-bit boundary", "Content-Type: multipart/mixed; boundary=\"\xE4\xE4\"\n\n--\xE4\xE4\n\none\n--\xE4\xE4--\n",
     "multipart/mixed(text/plain'one')", true},
    {"A8 NUL in the boundary", "Content-Type: multipart/mixed; boundary=\"B\0C\"\n\n--B\0C\n\none\n--B\0C--\n"s,
     "multipart/mixed(text/plain'one')", true},
    {"A9 extended boundary", "Content-Type: multipart/mixed; boundary*=us-ascii''B%2DC\n\n--B-C\n\none\n--B-C--\n",
     "multipart/mixed(text/plain'one')", true},
    {"A9 boundary in pieces", "Content-Type: multipart/mixed; boundary*0=B; boundary*1=C\n\n--BC\n\none\n--BC--\n",
     "multipart/mixed(text/plain'one')", true},
    {"A10 blank before the slash", "Content-Type: multipart /mixed; boundary=B\n\n--B\n\none\n--B\n\ntwo\n--B--\n",
     "multipart/mixed(text/plain'one' text/plain'two')", true},
    {"A10 comment", "Content-Type: (c) multipart/mixed; (d) boundary=B\n\n--B\n\none\n--B\n\ntwo\n--B--\n",
     "multipart/mixed(text/plain'one' text/plain'two')", true},
    {"A10 comment that changes nothing", "Content-Type: text/plain (plain text)\n\nHei\n", "text/plain'Hei'"},
    {"A11 line without colon", "Subject: x\noddity\nContent-Type: multipart/mixed; boundary=B\n\n--B\n\none\n--B--\n",
     "multipart/mixed(text/plain'one')", true},
    {"A11 quoted folder line", "Subject: x\n>From me\nContent-Type: multipart/mixed; boundary=B\n\n--B\n\none\n--B--\n",
     "multipart/mixed(text/plain'one')"},
    {"A11 8-bit name", "Subject: x\nX-\xE4: y\nContent-Type: multipart/mixed; boundary=B\n\n--B\n\none\n--B--\n",
     "multipart/mixed(text/plain'one')", true},
    {"A11 NUL in a name", "Subject: x\nX-\0: y\nContent-Type: multipart/mixed; boundary=B\n\n--B\n\none\n--B--\n"s,
     "multipart/mixed(text/plain'one')", true},
    {"A11 text after the header", "Subject: x\nContent-Type: text/plain\nHyvä Kela,\npyydän\n\nTerv.\n",
     "text/plain'Hyvä Kela,\npyydän\n\nTerv.'"},
    {"A12 header up to the boundary", mixed + "--B\nContent-Type: text/html\n--B\n" + pdf + "\n--B--\n",
     "multipart/mixed(text/html'' application/pdf<a.pdf>'PDF')"},
    {"A12 root header up to its own boundary",
     "Subject: x\nContent-Type: multipart/mixed; boundary=B\n--B\n\none\n--B--\n", "multipart/mixed(text/plain'one')"},
    {"A12 part without header and blank line", mixed + "--B\nHei Kela\n--B--\n",
     "multipart/mixed(text/plain'Hei Kela')"},
    {"A13 blank folded line", "Content-Type: multipart/mixed;\n  \n boundary=B\n\n--B\n\none\n--B--\n",
     "multipart/mixed(text/plain'one')"},
    {"A15 CRCRLF", "Content-Type: multipart/mixed; boundary=B\r\r\n\r\r\n--B\r\r\n\r\r\none\r\r\n--B--\r\r\n",
     "multipart/mixed(text/plain'one')"},
    {"A15 CR only", "Content-Type: multipart/mixed; boundary=B\r\r--B\r\rone\r--B--\r",
     "multipart/mixed(text/plain'one')"},
    {"A15 mixed line ends", "Content-Type: multipart/mixed; boundary=B\r\n\n--B\n\r\none\n--B\r\n\r\ntwo\r\n--B--\n",
     "multipart/mixed(text/plain'one' text/plain'two')"},
    {"A16 NUL in the body", "Subject: x\n\na\0b\n"s, "text/plain'a\0b'"s},
    {"A22 partial", "Content-Type: message/partial; id=x; number=1; total=2\n\nSubject: y\n\none\n",
     "message/partial'Subject: y\n\none'"},
    {"A22 external", "Content-Type: message/external-body; access-type=URL; URL=\"http://example.org/\"\n\nx\n",
     "message/external-body'x'"},
    {"A23 multipart in base64",
     "Content-Type: multipart/mixed; boundary=B\nContent-Transfer-Encoding: base64\n\nLS1CCgpvbmUKLS1CLS0K\n",
     "multipart/mixed(text/plain'one')", true},
    {"A23 multipart only labelled base64",
     "Content-Type: multipart/mixed; boundary=B\nContent-Transfer-Encoding: base64\n\n--B\n\none\n--B--\n",
     "multipart/mixed(text/plain'one')"},
    {"A23 message in base64",
     mixed + "--B\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nU3ViamVjdDogeQoKb25lCg==\n--B\n\n"
             "two\n--B--\n",
     "multipart/mixed(message/rfc822(text/plain'one') text/plain'two')"},
    {"A23 message only labelled quoted-printable",
     mixed +
         "--B\nContent-Type: message/rfc822\nContent-Transfer-Encoding: quoted-printable\n\nSubject: y\n\na=b\n--B--\n",
     "multipart/mixed(message/rfc822(text/plain'a=b'))"},
    {"A23 message/global", "Content-Type: message/global\n\nSubject: y\n\none\n", "message/global(text/plain'one')"},
    {"message attached as a file",
     mixed + "--B\nContent-Type: application/octet-stream; name=vanha.EML\nContent-Transfer-Encoding: base64\n\n"
             "U3ViamVjdDogeQoKb25lCg==\n--B--\n",
     "multipart/mixed(message/rfc822<vanha.EML>(text/plain'one'))"},
    {"odd line in a message in base64",
     mixed + "--B\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
             "U3ViamVjdDogeQpvZGQKQ29udGVudC1UeXBlOiB0ZXh0L2h0bWwKCjxwPgo=\n--B--\n",
     "multipart/mixed(message/rfc822(text/html'<p>'))", true},
    {"boundary line before the type",
     "Subject: x\n--B\nContent-Type: multipart/mixed; boundary=B\n\n--B\n\none\n--B--\n",
     "multipart/mixed(text/plain'one')", true},
    {"boundary after the last one", mixed + "--B\n\none\n--B--\n--B\n\ntwo\n", "multipart/mixed(text/plain'one')",
     true},
    {"empty multipart", mixed, "multipart/mixed''"},
};

bool uses_own_line_ends(const std::string& text) {
  return text.find('\r') != std::string::npos;
}

std::string without_cr(std::string text) {
  std::string kept;
  for (const char c : text) {
    if (c != '\r') kept.push_back(c);
  }
  return kept;
}

TEST(MimeScan, FindsThePartsThatMailProgramsShow) {
  for (const Case& c : cases) {
    const Message message = read_message(c.text, Limits{});
    EXPECT_EQ(without_cr(outline_of(message)), c.outline) << c.name;
    EXPECT_EQ(has_trouble(message, TroubleKind::ambiguous), c.ambiguous) << c.name;
  }
}

TEST(MimeScan, FindsThemWithCrLfToo) {
  for (const Case& c : cases) {
    // Base64 hides LF line ends in these rows; they are the same with either kind around them.
    if (uses_own_line_ends(c.text)) continue;
    const Message message = read_message(with_crlf(c.text), Limits{});
    EXPECT_EQ(without_cr(outline_of(message)), c.outline) << c.name;
    EXPECT_EQ(has_trouble(message, TroubleKind::ambiguous), c.ambiguous) << c.name;
  }
}

// Signatures are verified over these ranges: header included, without the line end before the next boundary line.
TEST(MimeScan, GivesExactRanges) {
  const std::string text = with_crlf(mixed + "pre\n--B\nX: y\n\none\n\n--B\n\n--B--\nepi\n");
  const Message message = read_message(text, Limits{});
  ASSERT_EQ(message.parts.size(), 3U);
  const auto range = [&](int part, auto from) {
    const Part& p = message.parts[static_cast<std::size_t>(part)];
    return text.substr(p.*from, p.end - p.*from);
  };
  EXPECT_EQ(range(0, &Part::begin), text);
  EXPECT_EQ(range(1, &Part::begin), "X: y\r\n\r\none\r\n");
  EXPECT_EQ(range(1, &Part::body_begin), "one\r\n");
  EXPECT_EQ(range(2, &Part::begin), "");
  EXPECT_EQ(message.parts[0].preamble, "pre");
  EXPECT_EQ(message.parts[0].epilogue, "epi\r\n");
}

TEST(MimeScan, KeepsWhatLiesAboveTheNestingLimit) {
  std::string text = "Content-Type: multipart/mixed; boundary=b0\n\n";
  for (int i = 0; i < 25; ++i) {
    const std::string n = std::to_string(i);
    text += "--b" + n + "\n\nlevel " + n + "\n--b" + n + "\nContent-Type: multipart/mixed; boundary=b" +
            std::to_string(i + 1) + "\n\n";
  }
  const Limits limits;
  const Message message = read_message(text, limits);
  EXPECT_TRUE(has_trouble(message, TroubleKind::too_deep));
  int deepest = 0;
  for (const Part& part : message.parts) deepest = std::max(deepest, part.depth);
  EXPECT_EQ(deepest, limits.nesting);
  EXPECT_NE(outline_of(message).find("'level 19'"), std::string::npos);
  EXPECT_EQ(outline_of(message).find("'level 20'"), std::string::npos);
}

TEST(MimeScan, TwentyLevelsAreAllowed) {
  std::string text = "Content-Type: message/rfc822\n\n";
  for (int i = 1; i < 20; ++i) text += "Content-Type: message/rfc822\n\n";
  const Message message = read_message(text + "Subject: x\n\nHei", Limits{});
  EXPECT_TRUE(message.troubles.empty());
  EXPECT_EQ(message.parts.back().content, "Hei");
  EXPECT_EQ(message.parts.size(), 21U);
}

TEST(MimeScan, CountsPartsInEncodedMessagesToo) {
  Limits limits;
  limits.parts = 4;
  std::string text = mixed;
  for (int i = 0; i < 4; ++i) {
    text += "--B\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nU3ViamVjdDogeQoKb25lCg==\n";
  }
  const Message message = read_message(text, limits);
  EXPECT_TRUE(has_trouble(message, TroubleKind::too_many_parts));
  EXPECT_EQ(message.parts.size(), limits.parts);
}

}  // namespace
}  // namespace intake
