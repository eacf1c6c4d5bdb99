// Splits one header block into its fields as mail programs do (RFC 5322 2.2, with the obsolete and the broken forms):
// any line end, blank-only continuation lines, "From " lines of mail folders, lines without a colon, no blank line at
// the end. Pure function of the bytes, linear in them; over a limit the fields read so far are kept.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "parser/limits.h"
#include "parser/message.h"

namespace intake {

struct HeaderBlock {
  std::vector<HeaderField> fields;
  std::vector<std::size_t> offsets;  // where each field begins in the block
  std::size_t text_begin = 0;        // where the block turns into text (no blank line between); its size if it does not
  bool over_limit = false;
  bool irregular = false;  // other programs may read other fields: odd lines before a Content field, bare CR, NUL
};

// `block` is the header without the blank line at its end; `newline` as in lines.h.
HeaderBlock split_header(std::string_view block, char newline, const Limits& limits);

// True where the line begins with the name of a field that mails usually have, and a colon.
bool is_known_field_line(std::string_view line);

}  // namespace intake
