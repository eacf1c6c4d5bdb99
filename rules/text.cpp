#include "rules/text.h"

#include <algorithm>

namespace intake {

Text::Text(const Document& document) {
  for (std::size_t i = 0; i < document.blocks.size(); ++i) {
    const Block& block = document.blocks[i];
    if (block.author != Author::mailbox) append(block.text, i, block.role, block.author);
  }
}

Text::Text(std::string_view body) {
  append(body, 0, Role::body, Author::sender);
}

void Text::append(std::string_view text, std::size_t block, Role role, Author author) {
  while (!text.empty()) {
    const std::size_t stop = std::min(text.find('\n'), text.size());
    const std::size_t begin = bytes_.size();
    bytes_.append(text.substr(0, stop));
    lines_.push_back({{begin, bytes_.size()}, block, role, author});
    bytes_.push_back('\n');
    text.remove_prefix(std::min(stop + 1, text.size()));
  }
  // A blank line between blocks, so that nothing is read across them.
  lines_.push_back({{bytes_.size(), bytes_.size()}, block, role, author});
  bytes_.push_back('\n');
}

std::string_view Text::slice(const Span& span) const {
  return std::string_view(bytes_).substr(span.begin, span.size());
}

std::size_t Text::line_of(std::size_t offset) const {
  const auto after = std::upper_bound(lines_.begin(), lines_.end(), offset,
                                      [](std::size_t at, const Line& line) { return at < line.span.begin; });
  return after == lines_.begin() ? 0 : static_cast<std::size_t>(after - lines_.begin()) - 1;
}

namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\n';
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// A capital A-Z or one of À-Þ.
bool is_capital(std::string_view bytes, std::size_t at) {
  if (at + 1 < bytes.size() && bytes[at] == '\xC3') return static_cast<unsigned char>(bytes[at + 1]) < 0x9FU;
  return at < bytes.size() && bytes[at] >= 'A' && bytes[at] <= 'Z';
}

// "15.3." and "o.s." end in a full stop too: a sentence ends after a word of three letters or more, and after a number
// where that has four digits or a capital follows ("vuonna 2016. Asun", "huoneisto 3. Puhelin", but "5. toukokuuta").
bool full_stop_ends(std::string_view bytes, std::size_t at) {
  if (at + 1 < bytes.size() && !is_blank(bytes[at + 1])) return false;
  std::size_t last = at;
  while (last > 0 && (bytes[last - 1] == ')' || bytes[last - 1] == '"')) --last;
  if (last < 3) return false;
  const std::string_view three = bytes.substr(last - 3, 3);
  if (is_digit(three[2])) {
    const bool four_digits = last >= 4 && std::all_of(bytes.begin() + static_cast<std::ptrdiff_t>(last) - 4,
                                                      bytes.begin() + static_cast<std::ptrdiff_t>(last), is_digit);
    return four_digits || is_capital(bytes, at + 2);
  }
  if (std::any_of(three.begin(), three.end(), [](char b) { return is_blank(b) || b == '.' || is_digit(b); }))
    return false;
  // "puh. 040 123 4567": a short word before a number is an abbreviation.
  const bool number_follows = at + 2 < bytes.size() && (is_digit(bytes[at + 2]) || bytes[at + 2] == '+');
  const bool short_word = last < 5 || !std::none_of(bytes.begin() + static_cast<std::ptrdiff_t>(last) - 5,
                                                    bytes.begin() + static_cast<std::ptrdiff_t>(last) - 3, is_blank);
  return !(number_follows && short_word);
}

bool ends_sentence(std::string_view bytes, std::size_t at) {
  const char c = bytes[at];
  if (c == '.') return full_stop_ends(bytes, at);
  return c == '!' || c == '?' || (c == '\n' && at + 1 < bytes.size() && bytes[at + 1] == '\n');
}

// Linear bound of a sentence: text without any full stop must not make every look-up as long as the message.
constexpr std::size_t longest_half_sentence = 600;

}  // namespace

Span Text::sentence_at(std::size_t offset) const {
  Span span{std::min(offset, bytes_.size()), std::min(offset, bytes_.size())};
  const std::size_t first = span.begin > longest_half_sentence ? span.begin - longest_half_sentence : 0;
  while (span.begin > first && !ends_sentence(bytes_, span.begin - 1)) --span.begin;
  const std::size_t last = std::min(bytes_.size(), span.end + longest_half_sentence);
  while (span.end < last && !ends_sentence(bytes_, span.end)) ++span.end;
  while (span.begin > 0 && (static_cast<unsigned char>(bytes_[span.begin]) & 0xC0U) == 0x80U) --span.begin;
  while (span.end < bytes_.size() && (static_cast<unsigned char>(bytes_[span.end]) & 0xC0U) == 0x80U) ++span.end;
  return span;
}

}  // namespace intake
