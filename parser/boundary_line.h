// Boundary lines of multiparts, RFC 2046 5.1.1: "--" boundary, for the last one "--" again, and blanks.
// Exact matches only; a line that merely begins like one is told apart, because some programs take it for one.
#pragma once

#include <string_view>

#include "parser/lines.h"

namespace intake {

enum class BoundaryMatch { none, inexact, delimiter, close };

// `line` starts with "--", without its line end.
BoundaryMatch match_boundary(std::string_view line, std::string_view boundary);

inline bool is_boundary(BoundaryMatch match) {
  return match == BoundaryMatch::delimiter || match == BoundaryMatch::close;
}

// The text of the line if it starts with "--", else nothing. A CR before the dashes is left by LFCR line ends.
std::string_view dash_line(std::string_view bytes, const ByteLine& line);

}  // namespace intake
