#include "parser/flowed.h"

#include <algorithm>
#include <cstddef>

namespace intake {
namespace {

struct FlowedLine {
  std::size_t depth = 0;
  std::string_view text;
  bool soft = false;  // goes on in the next line of the same depth
};

FlowedLine read_line(std::string_view line) {
  FlowedLine flowed;
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  while (flowed.depth < line.size() && line[flowed.depth] == '>') ++flowed.depth;
  flowed.text = line.substr(flowed.depth);
  // Space-stuffing is removed, but for a sender's own ">", which would look like a quote.
  const bool stuffed = !flowed.text.empty() && flowed.text.front() == ' ' && flowed.text.substr(0, 2) != " >";
  if (stuffed) flowed.text.remove_prefix(1);
  const bool signature_mark = flowed.text == "-- ";
  flowed.soft = !signature_mark && !flowed.text.empty() && flowed.text.back() == ' ';
  return flowed;
}

}  // namespace

std::string join_flowed(std::string_view text, bool delsp) {
  std::string out;
  out.reserve(text.size());
  bool open = false;  // the last line written waits for more
  std::size_t open_depth = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const FlowedLine line = read_line(text.substr(begin, end - begin));
    begin = end + 1;
    const bool goes_on = open && line.depth == open_depth && line.text != "-- ";
    if (open && !goes_on) out += '\n';
    if (!goes_on && line.depth > 0) (out += std::string(line.depth, '>')) += ' ';
    out += line.soft && delsp ? line.text.substr(0, line.text.size() - 1) : line.text;
    open = line.soft;
    open_depth = line.depth;
    if (!open) out += '\n';
  }
  return out;
}

}  // namespace intake
