#include "parser/embedded_file.h"

#include <algorithm>

#include "parser/lines.h"

namespace intake {
namespace {

// "begin 644 name": octal rights of three or four digits and a name.
bool is_uuencode_start(std::string_view line) {
  if (line.rfind("begin ", 0) != 0) return false;
  line.remove_prefix(6);
  const std::size_t digits = std::min(line.find_first_not_of("01234567"), line.size());
  return (digits == 3 || digits == 4) && line.size() > digits + 1 && line[digits] == ' ';
}

// The first character tells how many bytes the line holds, four characters for three bytes.
bool is_uuencoded_line(std::string_view line) {
  if (line.size() < 5 || line.front() <= ' ' || line.front() > 'M') return false;
  const auto bytes = static_cast<std::size_t>(line.front() - ' ');
  const std::size_t characters = (bytes + 2) / 3 * 4;
  const bool fits = line.size() >= characters + 1 && line.size() <= characters + 3;  // some add a check character
  return fits && std::all_of(line.begin(), line.end(), [](char c) { return c >= ' ' && c <= '`'; });
}

bool is_yenc_start(std::string_view line) {
  return line.rfind("=ybegin ", 0) == 0 && line.find(" name=") != std::string_view::npos;
}

}  // namespace

bool contains_embedded_file(std::string_view text) {
  bool file_may_follow = false;
  for (std::size_t at = 0; at < text.size();) {
    const ByteLine line = line_at(text, at, text.size(), '\n');
    const std::string_view content = text.substr(line.begin, line.end - line.begin);
    if (is_yenc_start(content) || (file_may_follow && is_uuencoded_line(content))) return true;
    file_may_follow = is_uuencode_start(content);
    at = line.next;
  }
  return false;
}

}  // namespace intake
