#include "rules/fold.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace intake {

namespace {

constexpr std::string_view trimmed = " \t\r\n.,;:!?()[]<>\"'*-_/|=";

UChar32 next(std::string_view text, std::int32_t& at) {
  UChar32 c = 0;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  U8_NEXT_OR_FFFD(bytes, at, static_cast<std::int32_t>(text.size()), c);
  return c;
}

void append(std::string& out, UChar32 c) {
  std::uint8_t bytes[U8_MAX_LENGTH] = {};
  std::int32_t size = 0;
  U8_APPEND_UNSAFE(bytes, size, c);
  out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

}  // namespace

std::string fold_case(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::int32_t at = 0; at < static_cast<std::int32_t>(text.size());) {
    append(out, u_foldCase(next(text, at), U_FOLD_CASE_DEFAULT));
  }
  return out;
}

bool starts_upper(std::string_view word) {
  for (std::int32_t at = 0; at < static_cast<std::int32_t>(word.size());) {
    const UChar32 c = next(word, at);
    if (u_isalpha(c)) return u_isupper(c) || u_istitle(c);
  }
  return false;
}

bool all_upper(std::string_view word) {
  int upper = 0;
  for (std::int32_t at = 0; at < static_cast<std::int32_t>(word.size());) {
    const UChar32 c = next(word, at);
    if (u_islower(c)) return false;
    upper += u_isupper(c) ? 1 : 0;
  }
  return upper >= 2;
}

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(trimmed);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(trimmed) - begin + 1);
}

}  // namespace intake
