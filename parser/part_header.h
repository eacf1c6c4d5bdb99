// The header of one part: its fields, what they say about the body, and where that body begins. Where the blank line
// is missing, the body begins at the part's own first boundary line, or where the lines are no longer fields.
// Pure function of the bytes, linear in the header.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "parser/content_fields.h"
#include "parser/limits.h"
#include "parser/lines.h"
#include "parser/message.h"

namespace intake {

// The lines that may belong to a header, as the scanner found them.
struct HeaderExtent {
  std::size_t begin = 0;
  std::size_t end = 0;               // before the blank line or the boundary line that ends it
  std::size_t body_begin = 0;        // after the blank line
  std::vector<ByteLine> dash_lines;  // lines in it that start with "--"
};

struct PartHeader {
  std::vector<HeaderField> fields;
  ContentFields content;
  std::size_t body_begin = 0;
  bool over_limit = false;
  bool irregular = false;  // only some programs read it otherwise
};

PartHeader read_part_header(std::string_view bytes, const HeaderExtent& extent, char newline,
                            const std::string& default_type, const Limits& limits);

}  // namespace intake
