#include "parser/boundary_line.h"

namespace intake {

BoundaryMatch match_boundary(std::string_view line, std::string_view boundary) {
  line.remove_prefix(2);
  if (line.substr(0, boundary.size()) != boundary) return BoundaryMatch::none;
  std::string_view rest = trim_blanks(line.substr(boundary.size()));
  if (rest.empty()) return BoundaryMatch::delimiter;
  if (rest == "--" && line[boundary.size()] == '-') return BoundaryMatch::close;
  return boundary.find_first_not_of('-') == std::string_view::npos ? BoundaryMatch::none : BoundaryMatch::inexact;
}

std::string_view dash_line(std::string_view bytes, const ByteLine& line) {
  std::size_t begin = line.begin;
  while (begin < line.end && bytes[begin] == '\r') ++begin;
  const bool dashes = line.end - begin >= 2 && bytes[begin] == '-' && bytes[begin + 1] == '-';
  return dashes ? bytes.substr(begin, line.end - begin) : std::string_view{};
}

}  // namespace intake
