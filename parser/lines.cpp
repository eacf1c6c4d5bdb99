#include "parser/lines.h"

#include <algorithm>

namespace intake {

ByteLine line_at(std::string_view bytes, std::size_t begin, std::size_t limit, char newline) {
  const std::size_t found = bytes.substr(0, limit).find(newline, begin);
  ByteLine line;
  line.begin = begin;
  line.end = found == std::string_view::npos ? limit : found;
  line.next = found == std::string_view::npos ? limit : found + 1;
  while (line.end > begin && bytes[line.end - 1] == '\r') --line.end;
  return line;
}

char newline_of(std::string_view bytes) {
  if (bytes.find('\n') != std::string_view::npos) return '\n';
  return bytes.find('\r') != std::string_view::npos ? '\r' : '\n';
}

std::size_t end_before_line(std::string_view bytes, std::size_t begin) {
  if (begin == 0) return 0;
  if (bytes[begin - 1] == '\r') return begin - 1;
  if (bytes[begin - 1] != '\n') return begin;
  return begin >= 2 && bytes[begin - 2] == '\r' ? begin - 2 : begin - 1;
}

std::string_view trim_blanks(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::string lower_ascii(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) { return lower_ascii(c); });
  return lower;
}

bool equals_ignoring_case(std::string_view one, std::string_view other) {
  return one.size() == other.size() && starts_with_ignoring_case(one, other);
}

bool starts_with_ignoring_case(std::string_view text, std::string_view start) {
  return text.size() >= start.size() && std::equal(start.begin(), start.end(), text.begin(),
                                                   [](char a, char b) { return lower_ascii(a) == lower_ascii(b); });
}

}  // namespace intake
