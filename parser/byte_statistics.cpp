#include "parser/byte_statistics.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <array>

namespace intake {
namespace {

constexpr std::array<char32_t, 32> windows_1252_c1 = {0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                      0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
                                                      0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                      0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

bool is_high(char c) {
  return static_cast<unsigned char>(c) >= 0x80;
}

// High bytes out of `set` with an ASCII letter on at least one side.
std::size_t count_in_words(std::string_view bytes, std::string_view set) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (set.find(bytes[i]) == std::string_view::npos) continue;
    const bool before = i > 0 && is_ascii_letter(bytes[i - 1]);
    const bool after = i + 1 < bytes.size() && is_ascii_letter(bytes[i + 1]);
    if (before || after) ++count;
  }
  return count;
}

constexpr std::string_view nordic_windows = "\xE4\xF6\xE5\xC4\xD6\xC5";

bool nordic_only_in(std::string_view bytes, std::string_view set) {
  constexpr std::size_t enough = 3;  // one or two may be quotation marks of windows-1252 at a word's edge
  const std::size_t count = count_in_words(bytes, set);
  return count >= enough && count_in_words(bytes, nordic_windows) == 0;
}

bool has_lower_letter_on_both_sides(std::string_view bytes, std::size_t i) {
  const auto lower = [&](std::size_t k) { return k < bytes.size() && bytes[k] >= 'a' && bytes[k] <= 'z'; };
  return i > 0 && lower(i - 1) && lower(i + 1);
}

// Between two small letters there is no quotation mark: at least one such place proves the set.
bool inside_a_word(std::string_view bytes, std::string_view set) {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (set.find(bytes[i]) != std::string_view::npos && has_lower_letter_on_both_sides(bytes, i)) return true;
  }
  return false;
}

}  // namespace

bool is_ascii_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

char32_t windows_1252_letter(std::uint8_t byte) {
  return byte >= 0x80 && byte <= 0x9F ? windows_1252_c1.at(byte - 0x80U) : char32_t{byte};
}

Utf8Count count_utf8(std::string_view bytes) {
  Utf8Count count;
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  for (std::size_t i = 0; i < bytes.size();) {
    if (data[i] < 0x80) {
      ++i;
      continue;
    }
    UChar32 c = 0;
    U8_NEXT(data, i, bytes.size(), c);
    ++(c < 0 ? count.bad : count.good);
  }
  return count;
}

Utf16Order utf16_order(std::string_view bytes, bool labelled) {
  if (bytes.size() < 2) return Utf16Order::none;
  if (bytes.substr(0, 2) == "\xFF\xFE") return Utf16Order::little;
  if (bytes.substr(0, 2) == "\xFE\xFF") return Utf16Order::big;
  const std::size_t pairs = bytes.size() / 2;
  std::size_t zero_first = 0;
  std::size_t zero_second = 0;
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    zero_first += bytes[i] == '\0' ? 1 : 0;
    zero_second += bytes[i + 1] == '\0' ? 1 : 0;
  }
  // Latin text in UTF-16 has a zero in nearly every pair; a label makes some of them enough (text in another script).
  const std::size_t needed = labelled ? pairs / 20 + 1 : pairs / 2 + 1;
  if (zero_second >= needed && zero_second > 4 * zero_first) return Utf16Order::little;
  if (zero_first >= needed && zero_first > 4 * zero_second) return Utf16Order::big;
  return Utf16Order::none;
}

ScriptCount count_scripts(std::string_view bytes) {
  ScriptCount count;
  const auto is_letter_byte = [](char c) { return static_cast<unsigned char>(c) >= 0xC0; };  // below: dashes and quotes
  for (std::size_t i = 0; i < bytes.size();) {
    if (!is_letter_byte(bytes[i])) {
      ++i;
      continue;
    }
    const std::size_t begin = i;
    while (i < bytes.size() && is_high(bytes[i])) ++i;
    const bool letter =
        (begin > 0 && is_ascii_letter(bytes[begin - 1])) || (i < bytes.size() && is_ascii_letter(bytes[i]));
    (i - begin <= 2 && letter ? count.in_latin_words : count.elsewhere) += i - begin;
  }
  return count;
}

bool looks_like_latin_9(std::string_view bytes) {
  const bool windows_marks = std::any_of(bytes.begin(), bytes.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 && byte <= 0x9F;
  });
  if (windows_marks) return false;
  return bytes.find('\xA4') != std::string_view::npos || inside_a_word(bytes, "\xA6\xA8\xB8\xBD");
}

bool looks_like_dos(std::string_view bytes) {
  constexpr std::string_view dos = "\x84\x94\x86\x8E\x99\x8F";
  return nordic_only_in(bytes, dos) && inside_a_word(bytes, "\x84\x94\x86");
}

bool looks_like_mac_roman(std::string_view bytes) {
  constexpr std::string_view mac = "\x8A\x9A\x8C\x80\x85\x81";
  return nordic_only_in(bytes, mac) && inside_a_word(bytes, "\x8A\x9A\x8C");
}

}  // namespace intake
