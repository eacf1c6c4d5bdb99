#include "rules/text.h"

#include <algorithm>

namespace intake {

Text::Text(const Document& document) {
  for (std::size_t i = 0; i < document.blocks.size(); ++i) {
    const Block& block = document.blocks[i];
    if (block.author != Author::mailbox) append(block.text, i, block.role, block.author);
  }
}

Text::Text(std::string_view body) { append(body, 0, Role::body, Author::sender); }

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

bool ends_sentence(std::string_view bytes, std::size_t at) {
  const char c = bytes[at];
  const bool blank_follows = at + 1 >= bytes.size() || bytes[at + 1] == ' ' || bytes[at + 1] == '\n';
  if (c == '!' || c == '?') return true;
  // "15.3." and "o.s." end in a full stop too: a sentence ends only where a word of three letters or more stands before.
  if (c == '.' && blank_follows && at >= 3) {
    return std::none_of(bytes.begin() + static_cast<std::ptrdiff_t>(at) - 3,
                        bytes.begin() + static_cast<std::ptrdiff_t>(at),
                        [](char b) { return b == ' ' || b == '.' || b == '\n' || (b >= '0' && b <= '9'); });
  }
  return c == '\n' && at + 1 < bytes.size() && bytes[at + 1] == '\n';
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
