// The evidence of one message as one string with a table of its lines: what every finder reads.
// Blocks written by the mailbox are left out (triage policy, section 1). Immutable after construction, so thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "parser/document.h"

namespace intake {

struct Span {
  std::size_t begin = 0;  // byte offset in Text::bytes()
  std::size_t end = 0;    // one past the last byte
  [[nodiscard]] std::size_t size() const { return end - begin; }
  [[nodiscard]] bool overlaps(const Span& other) const { return begin < other.end && other.begin < end; }
};

struct Line {
  Span span;              // without the line end
  std::size_t block = 0;  // index into Document::blocks
  Role role = Role::body;
  Author author = Author::sender;
};

class Text {
 public:
  explicit Text(const Document& document);
  explicit Text(std::string_view body);  // one body block, for tests and rule examples

  [[nodiscard]] const std::string& bytes() const { return bytes_; }
  [[nodiscard]] std::string_view slice(const Span& span) const;
  [[nodiscard]] const std::vector<Line>& lines() const { return lines_; }
  [[nodiscard]] std::size_t line_of(std::size_t offset) const;  // index into lines()
  [[nodiscard]] std::string_view line_text(std::size_t index) const { return slice(lines_.at(index).span); }
  // The sentence around an offset: from the previous to the next . ! ? or blank line, line breaks inside allowed.
  [[nodiscard]] Span sentence_at(std::size_t offset) const;

 private:
  void append(std::string_view text, std::size_t block, Role role, Author author);
  std::string bytes_;
  std::vector<Line> lines_;
};

}  // namespace intake
