// The source of truth for the parts of a message: our own line-based scanner of RFC 2046 boundaries. Exact matches
// only, blanks at the end of a boundary line allowed, the innermost open multipart first, ends of unclosed multiparts
// found. One pass, linear in the bytes (times limits.nesting at worst), no recursion, never throws for its input.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "parser/content_fields.h"
#include "parser/limits.h"
#include "parser/message.h"

namespace intake {

enum class Shape {
  leaf,
  multipart,          // its children follow
  message,            // one child follows: the message inside
  encoded_message,    // the message inside has a transfer encoding: decode, then scan
  encoded_multipart,  // boundary lines appear only after decoding
  unopened,           // over limits.nesting: nothing inside was looked at
};

struct ScannedPart {
  int parent = -1;  // index into ScannedParts::parts; -1 for a part without parent in this scan
  int depth = 0;
  Shape shape = Shape::leaf;
  std::size_t begin = 0;  // header
  std::size_t body_begin = 0;
  std::size_t end = 0;
  std::size_t preamble_end = 0;  // multiparts: [body_begin, preamble_end) and [epilogue_begin, end) are no parts
  std::size_t epilogue_begin = 0;
  std::vector<HeaderField> fields;
  ContentFields content;
};

struct ScannedParts {
  std::vector<ScannedPart> parts;  // in document order, a parent before its children
  std::vector<Trouble> troubles;   // `part` is an index into parts, -1 for the container that was given
  bool irregular = false;          // something that only some programs misread: a second reading decides
};

struct ScanStart {
  int depth = 0;                          // of the first part
  std::size_t parts_left = 0;             // how many parts may still be made
  const ContentFields* inside = nullptr;  // scan the decoded body of this multipart instead of a message
};

ScannedParts scan_parts(std::string_view bytes, const ScanStart& start, const Limits& limits);

}  // namespace intake
