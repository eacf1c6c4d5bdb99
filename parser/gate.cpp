#include "parser/gate.h"

#include "parser/lines.h"

namespace intake {
namespace {

struct LineCounts {
  std::size_t dash_lines = 0;
  std::size_t type_lines = 0;
  bool long_header_line = false;
};

// CR ends a line as well as LF here: that is how mimetic reads, and it only makes the counts larger.
LineCounts count_lines(std::string_view bytes, const Limits& limits) {
  LineCounts counts;
  std::size_t begin = 0;
  while (begin < bytes.size()) {
    std::size_t end = begin;
    while (end < bytes.size() && bytes[end] != '\n' && bytes[end] != '\r') ++end;
    const std::string_view line = bytes.substr(begin, end - begin);
    if (line.size() >= 2 && line[0] == '-' && line[1] == '-') ++counts.dash_lines;
    if (starts_with_ignoring_case(line, "content-type")) ++counts.type_lines;
    if (line.size() > limits.header_field_bytes) counts.long_header_line = true;
    begin = end + 1;
  }
  return counts;
}

std::size_t count_dash_pairs(std::string_view bytes) {
  std::size_t pairs = 0;
  for (std::size_t i = 1; i < bytes.size(); ++i) {
    if (bytes[i] == '-' && bytes[i - 1] == '-') ++pairs;
  }
  return pairs;
}

}  // namespace

GateReport inspect_raw_message(std::string_view bytes, const Limits& limits) {
  GateReport report;
  report.too_large = bytes.size() > limits.message_bytes;
  if (bytes.size() > limits.second_reading_bytes || report.too_large) return report;
  const LineCounts counts = count_lines(bytes, limits);
  report.second_reading_safe = counts.dash_lines <= limits.dash_lines && !counts.long_header_line &&
                               counts.type_lines <= limits.second_reading_types &&
                               count_dash_pairs(bytes) <= limits.second_reading_dashes;
  return report;
}

}  // namespace intake
