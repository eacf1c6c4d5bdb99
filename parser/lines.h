// The smallest tools for looking at bytes by lines and without case. ASCII only, as RFC 5322 syntax is.
// Pure functions over views; nothing here allocates or fails.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace intake {

struct ByteLine {
  std::size_t begin = 0;
  std::size_t end = 0;   // end of the text: the line break and every CR directly before it are left out
  std::size_t next = 0;  // begin of the next line
};

// The line that starts at `begin`, in bytes[0, limit). `newline` is '\n', or '\r' for text that has no LF at all.
ByteLine line_at(std::string_view bytes, std::size_t begin, std::size_t limit, char newline);

// '\n', unless the text has CR line ends only.
char newline_of(std::string_view bytes);

// End of the text before the line that starts at `begin`: one CRLF or LF (or CR) before it is left out.
std::size_t end_before_line(std::string_view bytes, std::size_t begin);

inline bool is_blank(char c) {
  return c == ' ' || c == '\t';
}
inline char lower_ascii(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string_view trim_blanks(std::string_view text);  // spaces, tabs, CR and LF at both ends
std::string lower_ascii(std::string_view text);
bool equals_ignoring_case(std::string_view one, std::string_view other);
bool starts_with_ignoring_case(std::string_view text, std::string_view start);

}  // namespace intake
