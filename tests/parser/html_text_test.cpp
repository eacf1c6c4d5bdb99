// Visible text of HTML, as a mail program would show it.
#include "parser/html_text.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "parser/clean_text.h"

namespace intake {
namespace {

std::string shown(const std::string& html) {
  return clean_text(html_to_text(html).text);
}

struct Case {
  const char* about;
  std::string html;
  std::string text;
};

class Html : public testing::TestWithParam<Case> {};

TEST_P(Html, ShowsWhatAPersonReads) {
  EXPECT_EQ(shown(GetParam().html), GetParam().text) << GetParam().about;
}

INSTANTIATE_TEST_SUITE_P(
    Lines, Html,
    testing::Values(
        Case{"plain", "Hei", "Hei\n"}, Case{"blanks collapse", "<div>Hei   vaan\n  sinne</div>", "Hei vaan sinne\n"},
        Case{"inline elements join", "<b>01</b>01<i>84</i>-9<span>12E</span>", "010184-912E\n"},
        Case{"comment inside a code", "0101<!-- x -->84-912E", "010184-912E\n"},
        Case{"line break opportunity", "150385<wbr>-912E", "150385-912E\n"},
        Case{"entities", "&#49;&#x35;&auml;&nbsp;&ouml; &amp;lt; &shy;x &zwj;y", "15ä ö &lt; x y\n"},
        Case{"divs", "<div>a</div><div>b</div>c", "a\nb\nc\n"},
        Case{"empty div with a break", "<div>a</div><div><br></div><div>b</div>", "a\n\nb\n"},
        Case{"paragraphs", "<p>a</p><p>b</p>", "a\n\nb\n"},
        Case{"Word's paragraphs", "<p class=MsoNormal>a<o:p></o:p></p><p class=MsoNormal>b</p>", "a\nb\n"},
        Case{"paragraphs without margin", "<p style='margin: 0'>a</p><p style=\"margin:0cm\">b</p>", "a\nb\n"},
        Case{"line breaks", "a<br>b<br/>c<br><br>d", "a\nb\nc\n\nd\n"},
        Case{"break at the end of a block", "<div>a<br></div><div>b</div>", "a\nb\n"},
        Case{"list", "<ul><li>yksi</li><li>kaksi</ul>loppu", "yksi\nkaksi\nloppu\n"},
        Case{"terms", "<dl><dt>Nimi</dt><dd>Maija</dd><dt>Puhelin<dd>040 123</dl>", "Nimi\tMaija\nPuhelin\t040 123\n"},
        Case{"preformatted", "<pre>a\n  b</pre>c", "a\n  b\nc\n"},
        Case{"white-space: pre-wrap", "<div style='white-space:pre-wrap'>a\nb</div>", "a\nb\n"},
        Case{"headings", "<h1>Otsikko</h1>teksti", "Otsikko\n\nteksti\n"},
        Case{"link", "<a href='https://example.fi/040123'>tästä</a>", "tästä\n"},
        Case{"picture says nothing", "<img alt='150385-912E' src=x>ok", "ok\n"},
        Case{"form fields",
             "Nimi <input value='Maija'> <input type=hidden value=150385-912E><input type=checkbox checked>kyllä",
             "Nimi Maija [x] kyllä\n"},
        Case{"chosen option", "<select><option>2014<option selected>2015</select>", "2015\n"},
        Case{"unclosed everything", "<div><b>a<p>b<table><tr><td>c", "a\n\nb\nc\n"}));

INSTANTIATE_TEST_SUITE_P(
    Tables, Html,
    testing::Values(
        Case{"label and value", "<table><tr><td>Nimi</td><td>Maija</td></tr><tr><td>Puh</td><td>040</td></tr></table>",
             "Nimi\tMaija\nPuh\t040\n"},
        Case{"empty values", "<table><tr><td>När<td><tr><td>Telefon<td>&nbsp;</table>", "När\t\nTelefon\t\n"},
        Case{"value of two lines", "<table><tr><td>Osoite</td><td>Katu 1<br>00100 Helsinki</td></tr></table>",
             "Osoite\tKatu 1\n\t00100 Helsinki\n"},
        Case{"paragraphs in cells", "<table><tr><td><p>Nimi</p></td><td><p>Maija</p></td></tr></table>",
             "Nimi\tMaija\n"},
        Case{"header cells", "<table><thead><tr><th>a<th>b</thead><tbody><tr><td>c<td>d</table>", "a\tb\nc\td\n"},
        Case{"one column is layout", "<table><tr><td>a</td></tr><tr><td>b</td></tr></table>", "a\nb\n"},
        Case{"table within a table",
             "<table><tr><td>x</td><td><table><tr><td>Nimi</td><td>Maija</td></tr></table></td></tr></table>",
             "x\nNimi\tMaija\n"},
        Case{"a letter beside a logo", "<table><tr><td>logo</td><td>a<br>b<br>c<br>d<br>e<br>f<br>g</td></tr></table>",
             "logo\na\nb\nc\nd\ne\nf\ng\n"},
        Case{"hidden cell", "<table><tr><td>Nimi</td><td style='display:none'>salainen</td><td>Maija</td></tr></table>",
             "Nimi\tMaija\n"}));

INSTANTIATE_TEST_SUITE_P(
    Hidden, Html,
    testing::Values(
        Case{"display none", "a<div style='display:none'>x</div>b", "a\nb\n"},
        Case{"display none with priority, capitals", "a<span STYLE='DISPLAY : NONE !important'>x</span>b", "ab\n"},
        Case{"visibility", "a<span style='visibility:hidden'>x</span>b", "ab\n"},
        Case{"hidden attribute", "a<p hidden>x</p>b", "a\nb\n"},
        Case{"opacity", "a<span style='opacity:0'>x</span><span style='opacity:0.9'>y</span>b", "ayb\n"},
        Case{"font size 0", "a<span style='font-size:0px'>x</span><span style='font-size:1px'>z</span>b", "ab\n"},
        Case{"font size 0 outside, real size inside",
             "<div style='font-size:0'>x<span style='font-size:14px'>ok</span></div>", "ok\n"},
        Case{"height 0", "a<div style='max-height:0;overflow:hidden'>x</div>b", "a\nb\n"},
        Case{"height 0 without clipping shows", "a<div style='height:0'>x</div>", "a\nx\n"},
        Case{"off screen", "a<span style='position:absolute;left:-9999px'>x</span>b", "ab\n"},
        Case{"indented away", "a<div style='text-indent:-9999px'>x</div>b", "a\nb\n"},
        Case{"white on white", "a<span style='color:#ffffff'>x</span><font color=white>y</font>b", "ab\n"},
        Case{"white on blue shows",
             "<td bgcolor='#003580'><div style='background:#003580'><span style='color:#fff'>ok</span></div>", "ok\n"},
        Case{"white on a picture shows", "<div style='background:url(x.png)'><span style='color:#fff'>ok</span></div>",
             "ok\n"},
        Case{"black on black", "<div style='background-color:black'><span style='color:rgb(0, 0, 0)'>x</span></div>b",
             "b\n"},
        Case{"transparent", "a<span style='color:transparent'>x</span>b", "ab\n"},
        Case{"by class",
             "<style>.pre, #h {display:none} p.x{visibility:hidden}</style>a<div class='y pre'>x</div><div "
             "id=h>x</div><p class=x>x</p>b",
             "a\nb\n"},
        Case{"class hidden on small screens only",
             "<style>@media only screen and (max-width:600px){.m{display:none}}</style><div class=m>ok</div>", "ok\n"},
        Case{"comment in a style sheet",
             "<style>/* .m{ */ .n{display:none}</style><div class=m>ok</div><div class=n>x</div>", "ok\n"},
        Case{"script, style, title, template",
             "<title>x</title><script>var a='x'</script><style>b{}</style><template>x</template>ok", "ok\n"},
        Case{"conditional comments", "<!--[if mso]>x<![endif]--><![if !mso]>ok<![endif]>", "ok\n"},
        Case{"document in an attribute", "<iframe srcdoc='<p>x</p>'></iframe>ok", "ok\n"},
        Case{"preview text", "<div style=\"display:none; max-height:0px; overflow:hidden\">150388-966Y</div><p>Hei</p>",
             "Hei\n"}));

INSTANTIATE_TEST_SUITE_P(
    Quotes, Html,
    testing::Values(
        Case{"Gmail",
             "<div>Kiitos</div><div class=gmail_quote><div class=gmail_attr>ke 1.1.2025 klo 10.00 X (<a>x@y.fi</a>) "
             "kirjoitti:<br></div>"
             "<blockquote class=gmail_quote style='border-left:1px solid'>vanha<br>teksti</blockquote></div>",
             "Kiitos\nke 1.1.2025 klo 10.00 X (x@y.fi) kirjoitti:\n> vanha\n> teksti\n"},
        Case{"within each other", "<blockquote type=cite>a<blockquote type=cite>b</blockquote>c</blockquote>d",
             "> a\n>> b\n> c\nd\n"},
        Case{"indented only", "<blockquote style='margin:0 0 0 40px;border:none;padding:0px'>osoite</blockquote>",
             "osoite\n"},
        Case{"table within a quote", "<blockquote><table><tr><td>Nimi<td>Maija</table></blockquote>",
             "> Nimi\tMaija\n"},
        Case{"quote within a cell", "<table><tr><td>a<blockquote>b</blockquote><td>c</table>", "a\tc\n\t> b\n"},
        Case{"paragraphs in a quote", "<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b\n"},
        Case{"Outlook's mark", "ok<div id=divRplyFwdMsg><b>Von:</b> x</div>",
             "ok\n-----Original Message-----\nVon: x\n"}));

void expect_quick(const std::string& html, bool limited) {
  const auto begin = std::chrono::steady_clock::now();
  const HtmlText read = html_to_text(html);
  const std::chrono::duration<double> time = std::chrono::steady_clock::now() - begin;
  EXPECT_LT(time.count(), 2.0);
  EXPECT_EQ(read.limited, limited) << html.substr(0, 40);
  EXPECT_LE(read.text.size(), html.size() + (8U << 20));
}

std::string repeated(const std::string& part, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += part;
  return text;
}

TEST(HostileHtml, IsReadInBoundedTime) {
  expect_quick(repeated("1234567890", 1'000'000), true);
  expect_quick(repeated("<div>", 100'000) + "x", true);
  expect_quick(repeated("<div>", 400) + "x", false);
  expect_quick(repeated("<div></b>", 100'000), true);
  expect_quick("<!--" + repeated("x", 3'000'000), false);
  expect_quick(repeated("<!--", 700'000), false);
  std::string attributes = "<p ";
  for (int i = 0; i < 300'000; ++i) attributes += "a" + std::to_string(i) + "=1 ";
  expect_quick(attributes + ">x", true);
  std::string formatting = "<p>";
  for (int i = 0; i < 400; ++i) formatting += "<font color=" + std::to_string(i) + ">";
  expect_quick(formatting + repeated("</p><p>x", 60'000), true);
  expect_quick(repeated("<table><tr><td>x<td>", 400), false);
  expect_quick(repeated("<blockquote>x", 400), false);
  expect_quick(repeated("<table><b>", 50'000), true);
  expect_quick(repeated("&", 3'000'000), false);
  expect_quick(repeated("&#", 1'500'000), false);
  expect_quick("<style>" + repeated("/*", 1'000'000), false);
  expect_quick("<style>" + repeated(".a{", 500'000) + "</style>x", false);
  expect_quick(repeated("<p style='" + repeated("color:red;", 100) + "'>x", 2'000), false);
  expect_quick(repeated("<", 3'000'000), false);
  expect_quick(repeated("</", 1'500'000), false);
  expect_quick(repeated("<a", 1'500'000), false);
}

TEST(HostileHtml, ReserveReaderGivesTheText) {
  const HtmlText read = html_to_text(repeated("<div>", 1000) +
                                     "Hyv&auml;&auml; <b>p&#228;iv&#xE4;&auml;</b><br>a &lt; b<script>x</script>" +
                                     "<!-- x --><table><tr><td>Nimi</td><td>Maija</td></tr></table>");
  EXPECT_TRUE(read.limited);
  EXPECT_EQ(clean_text(read.text), "Hyvää päivää\na < b\n\nNimi\tMaija\t\n");
}

TEST(HtmlCharset, IsReadFromMeta) {
  EXPECT_EQ(html_charset("<html><meta http-equiv=Content-Type content=\"text/html; charset=ISO-8859-15\">"),
            "iso-8859-15");
  EXPECT_EQ(html_charset("<meta charset='utf-8'>"), "utf-8");
  EXPECT_EQ(html_charset("<p>charset=x"), "");
}

}  // namespace
}  // namespace intake
