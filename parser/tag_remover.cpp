#include "parser/tag_remover.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "parser/quote_lines.h"

namespace intake {
namespace {

constexpr std::size_t longest_tag_name = 16;
constexpr std::size_t longest_entity = 12;

struct NamedLetter {
  std::string_view name;
  UChar32 letter;
};

// The parser knows all 2231 names; for this reserve those of our languages and of punctuation are enough.
constexpr auto named_letters = std::to_array<NamedLetter>(
    {{"amp", '&'},      {"lt", '<'},       {"gt", '>'},       {"quot", '"'},      {"apos", '\''},    {"nbsp", 0xA0},
     {"auml", 0xE4},    {"ouml", 0xF6},    {"aring", 0xE5},   {"Auml", 0xC4},     {"Ouml", 0xD6},    {"Aring", 0xC5},
     {"eacute", 0xE9},  {"Eacute", 0xC9},  {"uuml", 0xFC},    {"Uuml", 0xDC},     {"scaron", 0x161}, {"Scaron", 0x160},
     {"zcaron", 0x17E}, {"euro", 0x20AC},  {"ndash", 0x2013}, {"mdash", 0x2014},  {"rsquo", 0x2019}, {"lsquo", 0x2018},
     {"rdquo", 0x201D}, {"ldquo", 0x201C}, {"shy", 0xAD},     {"hellip", 0x2026}, {"oslash", 0xF8},  {"aelig", 0xE6},
     {"sect", 0xA7},    {"zwnj", 0x200C},  {"zwj", 0x200D},   {"bull", 0x2022}});

void append_letter(std::string& out, UChar32 letter) {
  if (letter <= 0 || letter > 0x10FFFF || (letter >= 0xD800 && letter <= 0xDFFF)) letter = 0xFFFD;
  std::uint8_t buffer[U8_MAX_LENGTH];
  std::int32_t length = 0;
  U8_APPEND_UNSAFE(buffer, length, letter);
  out.append(reinterpret_cast<const char*>(buffer), static_cast<std::size_t>(length));
}

UChar32 numbered_letter(std::string_view digits) {
  const bool hexadecimal = !digits.empty() && (digits[0] == 'x' || digits[0] == 'X');
  if (hexadecimal) digits.remove_prefix(1);
  UChar32 value = digits.empty() ? -1 : 0;
  for (const char c : digits) {
    const char low = static_cast<char>(c | 0x20);
    const int digit = c >= '0' && c <= '9' ? c - '0' : hexadecimal && low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
    if (digit < 0 || value > 0x10FFFF) return -1;
    value = value * (hexadecimal ? 16 : 10) + digit;
  }
  return value;
}

bool ends_line(std::string_view name) {
  constexpr auto names = std::to_array<std::string_view>(
      {"br", "p",  "div", "tr",    "li",         "ul",  "ol", "h1", "h2",      "h3",     "h4",
       "h5", "h6", "hr",  "table", "blockquote", "pre", "dt", "dd", "section", "article"});
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_unshown(std::string_view name) {
  constexpr auto names = std::to_array<std::string_view>({"script", "style", "title", "template", "noscript"});
  return std::find(names.begin(), names.end(), name) != names.end();
}

// One pass; every search goes forward from where the last one ended.
class TagRemover {
 public:
  TagRemover(std::string_view html, std::size_t most_bytes) : html_(html), most_bytes_(most_bytes) {}

  std::string run() {
    while (at_ < html_.size() && out_.size() < most_bytes_) {
      if (html_[at_] == '<') {
        read_markup();
      } else if (html_[at_] == '&') {
        read_entity();
      } else {
        const char c = html_[at_++];
        out_ += c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
      }
    }
    return std::move(out_);
  }

 private:
  void read_entity() {
    const std::size_t length = read_entity_letter(html_.substr(at_), out_);
    if (length == 0) out_ += '&';
    at_ += std::max<std::size_t>(1, length);
  }

  void skip_to(std::string_view end) {
    const std::size_t found = html_.find(end, at_);
    at_ = found == std::string_view::npos ? html_.size() : found + end.size();
  }

  void read_markup() {
    if (html_.substr(at_, 4) == "<!--") return skip_to("-->");
    const bool closing = html_.substr(at_ + 1, 1) == "/";
    std::size_t begin = at_ + (closing ? 2U : 1U);
    std::size_t end = begin;
    while (end < html_.size() && end < begin + longest_tag_name && is_name_letter(html_[end])) ++end;
    const std::string name = small_letters(html_.substr(begin, end - begin));
    const bool declaration = html_.substr(begin, 1) == "!" || html_.substr(begin, 1) == "?";
    if (name.empty() && !declaration && !closing) {
      out_ += html_[at_++];  // "a < b"
      return;
    }
    skip_to(">");
    if (is_unshown(name) && !closing) {
      skip_to("</" + name);
      return skip_to(">");
    }
    if (ends_line(name)) out_ += '\n';
    if (closing && (name == "td" || name == "th")) out_ += '\t';
  }

  static bool is_name_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  std::string_view html_;
  std::size_t most_bytes_;
  std::size_t at_ = 0;
  std::string out_;
};

}  // namespace

std::size_t read_entity_letter(std::string_view text, std::string& out) {
  const std::string_view head = text.substr(0, longest_entity);
  const std::size_t end = head.find(';');
  if (head.size() < 3 || head[0] != '&' || end == std::string_view::npos) return 0;
  const std::string_view name = head.substr(1, end - 1);
  if (name.substr(0, 1) == "#") {
    const UChar32 letter = numbered_letter(name.substr(1));
    if (letter < 0) return 0;
    append_letter(out, letter);
    return end + 1;
  }
  const auto* found = std::find_if(named_letters.begin(), named_letters.end(),
                                   [&](const NamedLetter& known) { return known.name == name; });
  if (found == named_letters.end()) return 0;
  append_letter(out, found->letter);
  return end + 1;
}

std::string remove_tags(std::string_view html, std::size_t most_bytes) {
  return TagRemover(html, most_bytes).run();
}

}  // namespace intake
