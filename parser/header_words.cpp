#include "parser/header_words.h"

#include <algorithm>
#include <optional>

#include "parser/charset.h"
#include "parser/lines.h"
#include "parser/transfer_encoding.h"

namespace intake {
namespace {

constexpr std::size_t longest_label = 64;   // bytes of charset and language: the longest registered name has 45
constexpr std::size_t longest_word = 4096;  // bytes of one word: RFC 2047 allows 75, some programs write a whole line

struct Word {
  std::string_view charset;
  std::string bytes;     // decoded, in `charset`
  std::size_t size = 0;  // bytes of the word as written
};

// "_" is a blank; written as code, so that a blank at the end is not taken for transport padding as in a body.
std::string decode_q(std::string_view text) {
  std::string coded;
  for (const char c : text) {
    if (c == '_' || is_blank(c)) {
      coded += "=20";
    } else {
      coded.push_back(c);
    }
  }
  return decode_quoted_printable(coded);
}

// The encoded word that starts at text[0, 2) == "=?".
std::optional<Word> read_word(std::string_view text) {
  const std::size_t mark = text.substr(0, longest_label + 3).find('?', 2);
  if (mark == std::string_view::npos || mark == 2 || mark + 2 >= text.size() || text[mark + 2] != '?') return {};
  const std::size_t begin = mark + 3;
  const std::string_view window = text.substr(0, begin + longest_word);
  const std::size_t end = window.find("?=", begin);
  if (end == std::string_view::npos) return {};
  const std::string_view encoded = window.substr(begin, end - begin);
  if (encoded.find("=?") != std::string_view::npos) return {};  // not ended before the next word begins
  Word word;
  word.charset = text.substr(2, mark - 2);
  word.charset = word.charset.substr(0, word.charset.find('*'));
  word.size = end + 2;
  const char encoding = lower_ascii(text[mark + 1]);
  if (encoding == 'b') {
    word.bytes = decode_base64(encoded);
  } else if (encoding == 'q') {
    word.bytes = decode_q(encoded);
  } else {
    return {};
  }
  return word;
}

// A NUL among bytes would make them look like UTF-16.
std::string without_nul(std::string_view bytes) {
  std::string text(bytes);
  std::replace(text.begin(), text.end(), '\0', ' ');
  return text;
}

bool has_wide_units(std::string_view charset) {
  return starts_with_ignoring_case(charset, "utf-16") || starts_with_ignoring_case(charset, "utf-32");
}

class WordDecoder {
 public:
  std::string decode(std::string_view value) {
    std::size_t plain = 0;  // text since here is not encoded
    for (std::size_t at = value.find("=?"); at != std::string_view::npos; at = value.find("=?", at)) {
      std::optional<Word> word = read_word(value.substr(at));
      if (!word) {
        at += 2;
        continue;
      }
      add_plain(value.substr(plain, at - plain), true);
      add_word(*word);
      at += word->size;
      plain = at;
    }
    add_plain(value.substr(plain), false);
    flush();
    return std::move(text_);
  }

 private:
  // Blanks between two words are not text (RFC 2047 6.2).
  void add_plain(std::string_view plain, bool word_follows) {
    const bool only_blanks = trim_blanks(plain).empty();
    if (only_blanks && word_follows && after_word_) return;
    if (plain.empty()) return;
    flush();
    text_ += to_utf8(without_nul(plain), {});
    after_word_ = false;
  }

  // Adjacent words of one charset are joined before conversion: some programs split inside a character.
  void add_word(const Word& word) {
    if (!equals_ignoring_case(word.charset, charset_)) flush();
    charset_ = std::string(word.charset);
    bytes_ += word.bytes;
    after_word_ = true;
  }

  void flush() {
    if (!bytes_.empty()) text_ += to_utf8(has_wide_units(charset_) ? bytes_ : without_nul(bytes_), charset_);
    bytes_.clear();
  }

  std::string text_;
  std::string charset_;
  std::string bytes_;
  bool after_word_ = false;
};

}  // namespace

std::string decode_header_words(std::string_view value) {
  std::string text = WordDecoder().decode(value);
  const auto is_control = [](char c) { return (c >= 0 && c < ' ' && c != '\t') || c == 0x7f; };
  std::replace_if(text.begin(), text.end(), is_control, ' ');
  return text;
}

}  // namespace intake
