// Collects running text into lines as a browser lays it out: blanks collapse, block elements begin lines, quotes get ">
// ". Used by the HTML reader; one sink per page or table cell.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace intake {

class TextSink {
 public:
  void text(std::string_view text, bool preserves_lines);
  void line_break();                         // <br>: ends the line, also an empty one
  void begin_block();                        // ends the line unless it is empty
  void begin_paragraph();                    // the same and a blank line
  void tab();                                // between the cells of a row
  void literal_line(std::string_view line);  // a whole line, blanks kept
  void set_quote_depth(std::size_t depth);

  [[nodiscard]] std::size_t size() const { return size_; }
  // Finished lines without quote marks of depth 0; the sink is empty afterwards.
  std::vector<std::string> take_lines();

 private:
  void end_line();
  std::vector<std::string> lines_;
  std::string line_;
  std::size_t quote_depth_ = 0;
  std::size_t size_ = 0;
  bool pending_blank_ = false;
  bool pending_paragraph_ = false;
};

}  // namespace intake
