// Text as the filter of rules sees it: letters in lower case, a run of anything else one blank, a blank at both ends.
// Linear; thread-safe; never fails: what is no UTF-8 becomes U+FFFD, a blank.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace intake {

// " en jaksa enää elää "
std::string folded_words(std::string_view text);

// One character: a letter, a digit or "_" in lower case, or a blank.
std::string folded_character(std::int32_t c);  // a code point

// Letters, digits and "_" of ASCII in lower case; 0: any other byte.
inline constexpr auto folded_ascii = [] {
  std::array<char, 256> table = {};
  for (std::size_t i = 0; i < 26; ++i) table[i + 'a'] = table[i + 'A'] = static_cast<char>(i + 'a');
  for (std::size_t c = '0'; c <= '9'; ++c) table[c] = static_cast<char>(c);
  table['_'] = '_';
  return table;
}();

// The same piece by piece, without the blank before: for those who walk along the text.
class FoldedWords {
 public:
  explicit FoldedWords(std::string_view text) : text_(text) {}
  // The folded form of the next character that has one; empty after the last, which is followed by a blank.
  std::string_view next() {
    ascii_ = at_ < text_.size() ? folded_ascii[static_cast<unsigned char>(text_[at_])] : '\0';
    if (ascii_ == '\0') return next_other();
    ++at_;
    after_blank_ = false;
    return {&ascii_, 1};
  }
  // How many bytes of the text are behind.
  [[nodiscard]] std::size_t consumed() const { return at_; }

 private:
  std::string_view next_other();

  std::string_view text_;
  std::size_t at_ = 0;
  bool after_blank_ = true;
  bool ended_ = false;
  char ascii_ = 0;
  std::string wide_;
};

}  // namespace intake
