#include "rules/word_starts.h"

namespace intake {

namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (static_cast<unsigned char>(c) & 0x80U) != 0;
}

// Lower case of one byte of UTF-8, given the byte before it: enough for ASCII and for À to Þ.
char lower(char before, char c) {
  if (c >= 'A' && c <= 'Z') return static_cast<char>(c + ('a' - 'A'));
  const auto byte = static_cast<unsigned char>(c);
  const bool capital = before == '\xC3' && byte >= 0x80 && byte <= 0x9E && byte != 0x97;
  return capital ? static_cast<char>(byte + 0x20) : c;
}

}  // namespace

std::uint32_t WordStarts::child(std::uint32_t node, char c) const {
  if (node == 0) return first_.at(static_cast<unsigned char>(c));
  for (const auto& [letter, next] : nodes_[node].children) {
    if (letter == c) return next;
  }
  return 0;
}

std::size_t WordStarts::add(std::string_view start) {
  std::uint32_t node = 0;
  char before = 0;
  for (const char raw : start) {
    const char c = lower(before, raw);
    before = raw;
    std::uint32_t next = child(node, c);
    if (next == 0) {
      next = static_cast<std::uint32_t>(nodes_.size());
      nodes_.emplace_back();
      if (node == 0) first_.at(static_cast<unsigned char>(c)) = next;
      if (node != 0) nodes_[node].children.emplace_back(c, next);
    }
    node = next;
  }
  if (nodes_[node].number < 0) nodes_[node].number = static_cast<std::int32_t>(count_++);
  return static_cast<std::size_t>(nodes_[node].number);
}

void WordStarts::each(std::string_view text, const std::function<void(std::size_t, std::size_t)>& visit) const {
  bool inside = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool letter = is_letter(text[i]);
    if (letter && !inside) {
      char before = 0;
      std::uint32_t node = 0;
      for (std::size_t at = i; at < text.size(); ++at) {
        node = child(node, lower(before, text[at]));
        if (node == 0) break;
        before = text[at];
        if (nodes_[node].number >= 0) visit(i, static_cast<std::size_t>(nodes_[node].number));
      }
    }
    inside = letter;
  }
}

std::vector<bool> WordStarts::in(std::string_view text) const {
  std::vector<bool> found(count_, false);
  each(text, [&](std::size_t, std::size_t number) { found[number] = true; });
  return found;
}

}  // namespace intake
