// What bytes say about their own charset, by counting. Used by charset.cpp; pure functions, linear time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace intake {

bool is_ascii_letter(char c);

// Unicode letter of a windows-1252 byte 0x80-0xFF; the five undefined bytes give U+FFFD.
char32_t windows_1252_letter(std::uint8_t byte);

struct Utf8Count {
  std::size_t good = 0;  // well-formed sequences of two or more bytes
  std::size_t bad = 0;   // ill-formed sequences
};
Utf8Count count_utf8(std::string_view bytes);

enum class Utf16Order { none, little, big };
// By byte order mark, else by where the zero bytes are; `labelled`: the label says UTF-16, so less proof is needed.
Utf16Order utf16_order(std::string_view bytes, bool labelled);

// Where the bytes 0xC0-0xFF stand: in ones or twos beside ASCII letters, as in Finnish, Swedish and French, or
// elsewhere.
struct ScriptCount {
  std::size_t in_latin_words = 0;
  std::size_t elsewhere = 0;
};
ScriptCount count_scripts(std::string_view bytes);

// 0xA4 is the euro sign and 0xA6, 0xA8 the letter s with caron, instead of signs that nobody types.
bool looks_like_latin_9(std::string_view bytes);
// Nordic letters at their places in code page 850 or Mac Roman, and none at those of windows-1252.
bool looks_like_dos(std::string_view bytes);
bool looks_like_mac_roman(std::string_view bytes);

}  // namespace intake
