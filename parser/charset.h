// Step 3: bytes of a text part or of an encoded word to UTF-8. Labels are hints: what the bytes themselves say comes
// first. Promises: always valid UTF-8 out (U+FFFD for what cannot be read), linear time, memory at most a few times the
// input. Only an allow-list of charsets is decoded; UTF-7, EBCDIC and ISO-2022-CN are not: their bytes are read as they
// stand. Thread-safe: converters are kept per thread. Sources: RFC 2045 5.2, RFC 2781, WHATWG Encoding (ISO-8859-1 is
// windows-1252).
#pragma once

#include <string>
#include <string_view>

namespace intake {

// Label: the charset parameter or the charset of an encoded word; may be empty, unknown or wrong.
std::string to_utf8(std::string_view bytes, std::string_view label);

bool is_valid_utf8(std::string_view bytes);

// The same text with every byte that is no part of valid UTF-8 replaced by U+FFFD (one per maximal bad sequence).
std::string replace_invalid_utf8(std::string_view bytes);

}  // namespace intake
