#include "plugin/cases/case_token.h"

#include <algorithm>
#include <optional>

#include "parser/lines.h"

namespace intake {

namespace {

constexpr std::string_view signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::string_view letters = signs.substr(10);
constexpr std::size_t groups = 4;
constexpr std::size_t group_size = 4;

bool is_word(char c) {
  return (lower_ascii(c) >= 'a' && lower_ascii(c) <= 'z') || (c >= '0' && c <= '9');
}

// The sign that was meant, or 0.
char sign_of(char c) {
  const char lower = lower_ascii(c);
  if (lower == 'o') return '0';
  if (lower == 'i' || lower == 'l') return '1';
  const char upper = lower >= 'a' && lower <= 'z' ? static_cast<char>(lower - 'a' + 'A') : lower;
  return signs.find(upper) != std::string_view::npos ? upper : '\0';
}

// Length of a dash at `at`: "-", or U+2010 to U+2015 in UTF-8; 0 where there is none.
std::size_t dash_at(std::string_view text, std::size_t at) {
  if (at < text.size() && text[at] == '-') return 1;
  if (at + 2 < text.size() && text.substr(at, 2) == "\xE2\x80" && static_cast<unsigned char>(text[at + 2]) >= 0x90 &&
      static_cast<unsigned char>(text[at + 2]) <= 0x95) {
    return 3;
  }
  return 0;
}

std::optional<std::string> token_at(std::string_view text, std::size_t at) {
  std::string token;
  for (std::size_t group = 0; group < groups; ++group) {
    if (group > 0) {
      const std::size_t dash = dash_at(text, at);
      if (dash == 0) return std::nullopt;
      at += dash;
      token += '-';
    }
    for (std::size_t place = 0; place < group_size; ++place, ++at) {
      const char sign = at < text.size() ? sign_of(text[at]) : '\0';
      if (sign == '\0' || (place == 0 && letters.find(sign) == std::string_view::npos)) return std::nullopt;
      token += sign;
    }
  }
  if (at < text.size() && (is_word(text[at]) || dash_at(text, at) > 0)) return std::nullopt;
  return token;
}

// Where a word begins that no dash joins to another before it.
bool begins_word(std::string_view text, std::size_t at) {
  if (!is_word(text[at])) return false;
  if (at > 0 && is_word(text[at - 1])) return false;
  const bool short_dash = at >= 2 && text[at - 1] == '-' && is_word(text[at - 2]);
  const bool long_dash = at >= 4 && dash_at(text, at - 3) == 3 && is_word(text[at - 4]);
  return !short_dash && !long_dash;
}

}  // namespace

std::string make_case_token(IdMaker& ids) {
  std::string token;
  for (std::size_t group = 0; group < groups; ++group) {
    if (group > 0) token += '-';
    token += letters[static_cast<std::size_t>(ids.random_below(letters.size()))];
    for (std::size_t place = 1; place < group_size; ++place)
      token += signs[static_cast<std::size_t>(ids.random_below(signs.size()))];
  }
  return token;
}

std::vector<std::string> find_case_tokens(std::string_view text) {
  std::vector<std::string> found;
  for (std::size_t at = 0; at < text.size() && found.size() < most_tokens; ++at) {
    if (!begins_word(text, at)) continue;
    const auto token = token_at(text, at);
    if (token && std::find(found.begin(), found.end(), *token) == found.end()) found.push_back(*token);
  }
  return found;
}

}  // namespace intake
