#include "parser/clean_text.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace intake {
namespace {

constexpr int most_combining_marks = 30;  // in a row; UAX 15 "stream-safe": no living text has more
constexpr std::size_t most_blanks = 200;  // in a row; wider than any page, and patterns are slow over long runs
constexpr std::size_t most_word = 5000;   // characters without a blank: what goes on longer is data, no text
constexpr int most_blank_lines = 2;       // in a row; more say nothing and cost the rules time

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

void append(std::string& out, UChar32 c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
    return;
  }
  std::uint8_t buffer[U8_MAX_LENGTH];
  std::int32_t length = 0;
  U8_APPEND_UNSAFE(buffer, length, c);
  out.append(reinterpret_cast<const char*>(buffer), static_cast<std::size_t>(length));
}

template <typename Visit>
void for_each_code_point(std::string_view utf8, const Visit& visit) {
  const auto* data = reinterpret_cast<const std::uint8_t*>(utf8.data());
  for (std::size_t i = 0; i < utf8.size();) {
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(data, i, utf8.size(), c);
    visit(c);
  }
}

// Spacing accents would become a blank and a combining mark: people type them as an apostrophe or after the letter.
UChar32 before_normalisation(UChar32 c) {
  switch (c) {
    case 0x00B4:
      return '\'';  // acute accent
    case 0x02CA:
    case 0x02C8:
    case 0x2035:
      return '\'';  // modifier accents, reversed prime
    case 0x00A8:
      return 0x0308;  // diaeresis: "a" and a dead key
    case 0x00AF:
    case 0x203E:
      return '-';  // macron, overline
    case 0x00B8:
      return ',';  // cedilla
    default:
      return c;
  }
}

bool is_line_break(UChar32 c) {
  return c == 0x0B || c == 0x0C || c == 0x85 || c == 0x2028 || c == 0x2029;
}

bool is_invisible(UChar32 c) {
  const auto type = u_charType(c);
  return type == U_CONTROL_CHAR || type == U_FORMAT_CHAR || U_IS_UNICODE_NONCHAR(c) ||
         u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0;
}

// They go before the letters are composed: a control character between a letter and its dots would keep them apart.
bool is_gone(UChar32 c) {
  return c != '\n' && c != '\t' && c != '\r' && !is_line_break(c) && is_invisible(c);
}

std::string prepare(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  int marks = 0;
  for_each_code_point(utf8, [&](UChar32 c) {
    if (is_gone(c)) return;
    c = before_normalisation(c);
    marks = c >= 0x300 && u_getCombiningClass(c) != 0 ? marks + 1 : 0;
    if (marks <= most_combining_marks) append(out, c);
  });
  return out;
}

std::string normalise(std::string_view utf8) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(status);
  std::string out;
  out.reserve(utf8.size());
  icu::StringByteSink<std::string> sink(&out);
  if (U_SUCCESS(status))
    nfkc->normalizeUTF8(0, {utf8.data(), static_cast<std::int32_t>(utf8.size())}, sink, nullptr, status);
  return U_SUCCESS(status) ? out : std::string(utf8);
}

bool is_dash(UChar32 c) {
  switch (c) {
    case 0x058A:
    case 0x05BE:
    case 0x1806:
    case 0x2043:
    case 0x2212:
    case 0x2500:
    case 0x2501:
    case 0x2796:
    case 0x2E17:
    case 0x2E1A:
    case 0x2E3A:
    case 0x2E3B:
    case 0x301C:
    case 0x3030:
    case 0x30A0:
    case 0x30FC:
    case 0x02D7:
      return true;
    default:
      return c >= 0x2010 && c <= 0x2015;
  }
}

bool is_apostrophe(UChar32 c) {
  return (c >= 0x2018 && c <= 0x201B) || c == 0x2032 || c == 0x2035 || c == 0x02B9 || c == 0x02BB || c == 0x02BC ||
         c == 0x2039 || c == 0x203A || c == 0x055A || c == 0xA78C;
}

bool is_quotation_mark(UChar32 c) {
  return (c >= 0x201C && c <= 0x201F) || c == 0x00AB || c == 0x00BB || c == 0x2033 || (c >= 0x301D && c <= 0x301F);
}

// Other marks that people or input methods put for an ASCII one.
UChar32 plain_mark(UChar32 c) {
  switch (c) {
    case 0x3001:
      return ',';
    case 0x3002:
      return '.';
    case 0x2044:
    case 0x2215:
      return '/';
    case 0x2236:
    case 0x02D0:
    case 0xA789:
      return ':';
    case 0x2800:
      return ' ';
    default:
      return c;
  }
}

constexpr UChar32 gone = -1;

UChar32 plain(UChar32 c) {
  if (c == '\n' || c == '\t' || (c >= ' ' && c < 0x7F)) return c;
  if (is_line_break(c)) return '\n';
  if (c >= 0xC0 && c < 0x2B0) return c;  // Latin letters: by far the most frequent
  if (is_dash(c)) return '-';
  if (is_apostrophe(c)) return '\'';
  if (is_quotation_mark(c)) return '"';
  if (u_charType(c) == U_SPACE_SEPARATOR) return ' ';
  if (is_invisible(c)) return gone;
  if (u_charType(c) == U_DECIMAL_DIGIT_NUMBER) return '0' + u_charDigitValue(c);
  return plain_mark(c);
}

bool is_mark(UChar32 c) {
  const auto type = u_charType(c);
  return type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK;
}

std::string with_plain_characters(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  bool after_carriage_return = false;
  std::size_t blanks = 0;
  std::size_t word = 0;
  int marks = 0;  // again: normalising makes marks of accents that had a blank of their own
  for_each_code_point(utf8, [&](UChar32 c) {
    const bool second_half = c == '\n' && after_carriage_return;
    after_carriage_return = c == '\r';
    if (second_half) return;
    const bool ideographic = c == 0x3001 || c == 0x3002;
    c = c == '\r' ? '\n' : plain(c);
    if (c != gone) blanks = c == ' ' ? blanks + 1 : 0;
    word = c == ' ' || c == '\n' || c == '\t' ? 0 : word + 1;
    const bool mark = c >= 0x300 && is_mark(c);
    if (c != gone) marks = mark ? marks + 1 : 0;
    const bool on_a_digit = mark && !out.empty() && out.back() >= '0' && out.back() <= '9';
    if (c != gone && !on_a_digit && marks <= most_combining_marks && blanks <= most_blanks && word <= most_word)
      append(out, c);
    if (ideographic) out += ' ';  // these are written without a blank after them
  });
  return out;
}

struct Lookalike {
  std::string_view other;  // Cyrillic or Greek, UTF-8
  char latin;
};

// The letters of identity codes and of stairways as other keyboards have them.
constexpr auto lookalikes = std::to_array<Lookalike>(
    {{"А", 'A'}, {"В", 'B'}, {"С", 'C'}, {"Е", 'E'}, {"Н", 'H'}, {"К", 'K'}, {"М", 'M'}, {"Р", 'P'},
     {"Т", 'T'}, {"Х", 'X'}, {"У", 'Y'}, {"а", 'a'}, {"с", 'c'}, {"е", 'e'}, {"к", 'k'}, {"м", 'm'},
     {"р", 'p'}, {"т", 't'}, {"х", 'x'}, {"у", 'y'}, {"Α", 'A'}, {"Β", 'B'}, {"Ε", 'E'}, {"Η", 'H'},
     {"Κ", 'K'}, {"Μ", 'M'}, {"Ν", 'N'}, {"Ρ", 'P'}, {"Τ", 'T'}, {"Υ", 'Y'}, {"Χ", 'X'}});

bool is_other_script(char c) {
  return c == '\xD0' || c == '\xD1' || c == '\xCE' || c == '\xCF';
}  // first bytes of their letters

// "150385-912Е" with a Cyrillic letter beside a digit is read by everybody as the Latin one; words in Cyrillic stay.
std::string with_latin_beside_digits(std::string text) {
  if (std::none_of(text.begin(), text.end(), is_other_script)) return text;
  const auto is_digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const auto* found = !is_other_script(text[i])
                            ? lookalikes.end()
                            : std::find_if(lookalikes.begin(), lookalikes.end(), [&](const Lookalike& letter) {
                                return text.compare(i, 2, letter.other) == 0;
                              });
    const bool beside = (i > 0 && is_digit(i - 1)) || is_digit(i + 2);
    const bool in_word =
        (i > 1 && is_other_script(text[i - 2])) || (i + 2 < text.size() && is_other_script(text[i + 2]));
    // With dots or an accent it is no letter of a code, and a Latin one would have to be composed with them.
    const bool accented = i + 2 < text.size() && (text[i + 2] == '\xCC' || text[i + 2] == '\xCD');
    if (found != lookalikes.end() && beside && !in_word && !accented) {
      out += found->latin;
      i += 2;
    } else {
      out += text[i++];
    }
  }
  return out;
}

// Blanks at the ends of lines and long runs of blank lines. A tab at the end stays: it is an empty cell.
std::string with_tidy_lines(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  int blank = most_blank_lines;  // none at the beginning
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view line = text.substr(begin, end - begin);
    if (line.find_first_not_of(" \t") == std::string_view::npos) line = {};
    while (!line.empty() && line.back() == ' ') line.remove_suffix(1);
    blank = line.empty() ? blank + 1 : 0;
    if (blank <= most_blank_lines) (out += line) += '\n';
    begin = end + 1;
  }
  while (!out.empty() && out.back() == '\n') out.pop_back();
  return out.empty() ? out : out + '\n';
}

}  // namespace

std::string clean_text(std::string_view utf8) {
  if (is_ascii(utf8)) return with_tidy_lines(with_plain_characters(utf8));
  return with_tidy_lines(with_latin_beside_digits(with_plain_characters(normalise(prepare(utf8)))));
}

std::string clean_line(std::string_view utf8) {
  std::string line = clean_text(utf8);
  std::replace_if(
      line.begin(), line.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
  while (!line.empty() && line.back() == ' ') line.pop_back();
  line.erase(0, line.find_first_not_of(' '));
  return line;
}

}  // namespace intake
