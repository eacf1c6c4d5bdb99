#include "plugin/mail/quoted_printable.h"

#include <algorithm>

namespace intake {

namespace {

constexpr std::size_t longest_line = 76;  // characters, the "=" of a soft line break included (RFC 2045 6.7)
constexpr std::size_t longest_word = 75;  // characters of one encoded word (RFC 2047 2)
constexpr std::string_view word_start = "=?utf-8?Q?";
constexpr std::string_view word_end = "?=";

std::string hex_of(char c) {
  static constexpr char digits[] = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  return {'=', digits[byte >> 4], digits[byte & 15]};
}

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

// One line of the body; a soft break never cuts a character, so that a client without MIME shows whole ones.
void append_line(std::string& out, std::string_view line) {
  std::size_t width = 0;
  std::size_t at = 0;
  while (at < line.size()) {
    std::string unit;
    std::size_t end = at + 1;
    while (end < line.size() && is_continuation(line[end])) ++end;
    const bool last = end == line.size();
    for (; at < end; ++at) {
      const char c = line[at];
      const bool plain = c > ' ' && c < 0x7F && c != '=';
      unit += plain || (c == ' ' && !last) ? std::string(1, c) : hex_of(c);
    }
    if (width + unit.size() > longest_line - (last ? 0 : 1)) {
      out += "=\r\n";
      width = 0;
    }
    // A line that begins with a dot or "From " is touched on its way by old servers.
    if (width == 0 && unit == ".") unit = hex_of('.');
    if (width == 0 && unit == "F") unit = hex_of('F');
    out += unit;
    width += unit.size();
  }
}

std::string word_unit(std::string_view character) {
  std::string unit;
  for (const char c : character) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    unit += plain ? std::string(1, c) : c == ' ' ? "_" : hex_of(c);
  }
  return unit;
}

}  // namespace

std::string quoted_printable(std::string_view text) {
  std::string out;
  std::size_t from = 0;
  while (from < text.size()) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    append_line(out, text.substr(from, end - from));
    out += "\r\n";
    from = end + 1;
  }
  return out;
}

std::string encoded_words(std::string_view text) {
  std::string out(word_start);
  std::size_t width = word_start.size();
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    while (end < text.size() && is_continuation(text[end])) ++end;
    const std::string unit = word_unit(text.substr(at, end - at));
    if (width + unit.size() + word_end.size() > longest_word) {
      out.append(word_end).append("\r\n ").append(word_start);
      width = word_start.size();
    }
    out += unit;
    width += unit.size();
    at = end;
  }
  return out.append(word_end);
}

std::string header_text(std::string_view text) {
  std::string clean(text);
  std::replace_if(
      clean.begin(), clean.end(), [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7F; }, ' ');
  const bool ascii =
      std::all_of(clean.begin(), clean.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  return ascii && clean.find("=?") == std::string::npos ? clean : encoded_words(clean);
}

}  // namespace intake
