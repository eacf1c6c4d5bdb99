// Step 3: one text part (text/plain, text/html …) to clean text: charset, format=flowed, visible text of HTML.
// Pure functions, bounded by the limits of what they call.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "parser/limits.h"
#include "parser/message.h"

namespace intake {

struct PartText {
  std::string text;      // clean_text.h
  bool limited = false;  // HTML over its limits, or more bytes than could be read: only the first are
};

PartText text_of_part(const Part& part, const Limits& limits);

// The same for bytes of a file whose part says little: `label` is a charset or empty.
PartText text_of_file(std::string_view bytes, std::string_view label, bool html, const Limits& limits);

// Letters and digits: how much a text says.
std::size_t count_of_letters(std::string_view text);

}  // namespace intake
