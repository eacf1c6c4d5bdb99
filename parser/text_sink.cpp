#include "parser/text_sink.h"

#include <algorithm>

namespace intake {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

}  // namespace

void TextSink::end_line() {
  std::string marks(quote_depth_, '>');
  if (pending_paragraph_ && !lines_.empty()) lines_.push_back(marks);
  pending_paragraph_ = false;
  pending_blank_ = false;
  if (quote_depth_ > 0) marks += ' ';
  size_ += marks.size() + line_.size() + 1;
  lines_.push_back(marks + line_);
  line_.clear();
}

void TextSink::text(std::string_view text, bool preserves_lines) {
  for (const char c : text) {
    if (preserves_lines && c == '\n') {
      end_line();
    } else if (preserves_lines && c != '\r') {
      line_ += c;
    } else if (is_blank(c)) {
      pending_blank_ = !line_.empty() && line_.back() != '\t';
    } else {
      if (pending_blank_) line_ += ' ';
      pending_blank_ = false;
      line_ += c;
    }
  }
}

void TextSink::line_break() {
  end_line();
}

void TextSink::begin_block() {
  pending_blank_ = false;
  if (!line_.empty()) end_line();
}

void TextSink::begin_paragraph() {
  begin_block();
  pending_paragraph_ = true;
}

void TextSink::tab() {
  pending_blank_ = false;
  line_ += '\t';
}

void TextSink::literal_line(std::string_view line) {
  begin_block();
  line_ = line;
  end_line();
}

void TextSink::set_quote_depth(std::size_t depth) {
  begin_block();
  quote_depth_ = depth;
}

std::vector<std::string> TextSink::take_lines() {
  begin_block();
  size_ = 0;
  return std::move(lines_);
}

}  // namespace intake
