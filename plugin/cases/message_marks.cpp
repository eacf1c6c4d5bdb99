#include "plugin/cases/message_marks.h"

#include <algorithm>
#include <cstdint>

#include "plugin/cases/case_token.h"

namespace intake {

namespace {

constexpr std::size_t least_text_bytes = 20;  // "Hei, liitteenä." sent twice is not the same request sent twice
constexpr std::size_t digest_digits = 32;

// FNV-1a, twice with different beginnings. It never leaves our memory but under a keyed hash, and only the messages of
// one sender are compared: nobody gains by a collision.
class Digest {
 public:
  void add(char c) {
    ++bytes_;
    first_ = (first_ ^ static_cast<unsigned char>(c)) * prime;
    second_ = (second_ ^ static_cast<unsigned char>(c)) * prime;
  }
  [[nodiscard]] std::string text() const {
    return bytes_ < least_text_bytes ? std::string() : hex(first_) + hex(second_);
  }

 private:
  static constexpr std::uint64_t prime = 0x100000001b3;
  static std::string hex(std::uint64_t number) {
    std::string out;
    for (int shift = 60; shift >= 0; shift -= 4) out += "0123456789abcdef"[(number >> shift) & 15U];
    return out;
  }
  std::uint64_t first_ = 0xcbf29ce484222325;
  std::uint64_t second_ = 0x84222325cbf29ce4;
  std::size_t bytes_ = 0;
};

}  // namespace

MessageMarks marks_of(const Document& document) {
  MessageMarks marks;
  Digest digest;
  for (const Block& block : document.blocks) {
    for (std::string& token : find_case_tokens(block.text)) {
      const bool known = std::find(marks.tokens.begin(), marks.tokens.end(), token) != marks.tokens.end();
      if (!known && marks.tokens.size() < most_tokens) marks.tokens.push_back(std::move(token));
    }
    if (block.author != Author::sender || block.role == Role::subject) continue;
    for (const char c : block.text) {
      if (c != ' ' && c != '\n' && c != '\t') digest.add(c);
    }
  }
  marks.text_digest = digest.text();
  return marks;
}

bool are_marks(const MessageMarks& marks) {
  const auto is_token = [](const std::string& text) {
    const std::vector<std::string> found = find_case_tokens(text);
    return found.size() == 1 && found.front() == text;
  };
  const std::string& digest = marks.text_digest;
  return marks.tokens.size() <= most_tokens && std::all_of(marks.tokens.begin(), marks.tokens.end(), is_token) &&
         (digest.empty() || digest.size() == digest_digits) &&
         digest.find_first_not_of("0123456789abcdef") == std::string::npos;
}

}  // namespace intake
