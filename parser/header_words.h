// Encoded words in header text (RFC 2047, and RFC 2231 5 for the language tag) to UTF-8. Tolerant: blanks inside a
// word, unknown charsets, words split inside a character, raw 8-bit text. What is no proper word stays as it is.
// Line breaks, NUL and other control characters become spaces, so that nothing decoded can start another header field.
#pragma once

#include <string>
#include <string_view>

namespace intake {

// `value` is an unfolded field value (HeaderField::value). Linear in it; never throws for its content.
std::string decode_header_words(std::string_view value);

}  // namespace intake
