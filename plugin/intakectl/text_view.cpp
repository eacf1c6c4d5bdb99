#include "plugin/intakectl/text_view.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>

namespace intake {

namespace {

constexpr std::size_t bytes_around = 40;  // of text on either side of a place
constexpr std::size_t most_shown = 200;   // bytes of the place itself

std::string shape_of(std::string_view text) {
  const icu::UnicodeString characters =
      icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
  std::string out;
  for (std::int32_t at = 0; at < characters.length(); at = characters.moveIndex32(at, 1)) {
    const UChar32 c = characters.char32At(at);
    if (u_isalpha(c)) {
      out += u_isupper(c) ? 'X' : 'x';
    } else {
      out += u_isdigit(c) ? '0' : c < 0x80 ? static_cast<char>(c) : '?';
    }
  }
  return out;
}

std::size_t count_of_characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

bool continues_character(std::string_view text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
}

// Line ends as "/", as poems are quoted.
std::string one_line(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n' && !out.empty() && out.compare(out.size() - std::min<std::size_t>(3, out.size()), 3, " / ") == 0)
      continue;
    out += c == '\n' ? std::string(" / ") : std::string(1, c == '\t' ? ' ' : c);
  }
  return out;
}

}  // namespace

std::string_view name_of(Role role) {
  static constexpr std::array<std::string_view, 4> names = {"subject", "body", "attachment", "form"};
  return names.at(static_cast<std::size_t>(role));
}

std::string TextView::shown(std::string_view text) const {
  return show_values_ ? std::string(text) : shape_of(text);
}

std::string TextView::place(const Span& span) const {
  if (text_.lines().empty()) return "nowhere";
  const std::size_t index = text_.line_of(span.begin);
  const Line& line = text_.lines().at(index);
  std::size_t first = index;
  while (first > 0 && text_.lines()[first - 1].block == line.block) --first;
  const std::size_t column = span.begin < line.span.begin ? 0 : span.begin - line.span.begin;
  const std::string_view before = text_.line_text(index).substr(0, std::min(column, line.span.size()));
  const Block& block = document_.blocks.at(line.block);
  return std::string(name_of(line.role)) + (block.part > 0 ? " of part " + std::to_string(block.part) : "") + " " +
         std::to_string(index - first + 1) + ":" + std::to_string(count_of_characters(before) + 1);
}

std::string TextView::around(const Span& span) const {
  const std::string_view bytes = text_.bytes();
  const Span inside{std::min(span.begin, bytes.size()), std::min({span.end, span.begin + most_shown, bytes.size()})};
  std::size_t begin = inside.begin > bytes_around ? inside.begin - bytes_around : 0;
  std::size_t end = std::min(bytes.size(), inside.end + bytes_around);
  while (continues_character(bytes, begin)) ++begin;
  while (continues_character(bytes, end)) ++end;
  const std::string before = one_line(shown(bytes.substr(begin, inside.begin - begin)));
  const std::string there = one_line(shown(bytes.substr(inside.begin, inside.size())));
  return before + "[" + there + "]" + one_line(shown(bytes.substr(inside.end, end - inside.end)));
}

}  // namespace intake
