#include "rules/folded_words.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <utility>

namespace intake {

namespace {

UChar32 character_at(std::string_view text, std::int32_t& at) {
  UChar32 c = 0;
  U8_NEXT_OR_FFFD(reinterpret_cast<const std::uint8_t*>(text.data()), at, static_cast<std::int32_t>(text.size()), c);
  return c;
}

void append(std::string& out, UChar32 c) {
  std::uint8_t bytes[U8_MAX_LENGTH] = {};
  std::int32_t size = 0;
  U8_APPEND_UNSAFE(bytes, size, c);
  out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

bool is_word(UChar32 c) {
  return c == '_' || u_isalnum(c) || u_charType(c) == U_NON_SPACING_MARK;
}

}  // namespace

std::string folded_character(UChar32 c) {
  std::string out;
  if (!is_word(c)) return " ";
  append(out, u_foldCase(c, U_FOLD_CASE_DEFAULT));
  return out;
}

std::string_view FoldedWords::next_other() {
  static constexpr std::string_view blank = " ";
  while (at_ < text_.size()) {
    const auto byte = static_cast<unsigned char>(text_[at_]);
    if (byte >= 0x80) {
      auto at = static_cast<std::int32_t>(at_);
      wide_ = folded_character(character_at(text_, at));
      at_ = static_cast<std::size_t>(at);
      if (wide_ != blank) {
        after_blank_ = false;
        return wide_;
      }
    } else if (folded_ascii[byte] != '\0') {
      return next();
    } else {
      ++at_;
    }
    if (!std::exchange(after_blank_, true)) return blank;
  }
  if (std::exchange(ended_, true) || after_blank_) return {};
  return blank;
}

std::string folded_words(std::string_view text) {
  std::string out = " ";
  out.reserve(text.size() + 2);
  FoldedWords words(text);
  for (std::string_view more = words.next(); !more.empty(); more = words.next()) out.append(more);
  return out;
}

}  // namespace intake
