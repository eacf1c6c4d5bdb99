#include "parser/double_encoding.h"

#include <unicode/utf8.h>

#include <array>
#include <cstdint>
#include <string_view>

#include "parser/byte_statistics.h"

namespace intake {
namespace {

constexpr int most_rounds = 2;  // a text encoded three times has been seen; four times has not

// The windows-1252 (or ISO-8859-1) byte of a code point, or -1.
int windows_byte(UChar32 c) {
  if (c >= 0x80 && c <= 0xFF) return c;
  for (int byte = 0x80; byte <= 0x9F; ++byte) {
    if (static_cast<UChar32>(windows_1252_letter(static_cast<std::uint8_t>(byte))) == c && c != 0xFFFD) return byte;
  }
  return -1;
}

struct Decoded {
  UChar32 c = -1;
  std::size_t next = 0;
};

Decoded decode_at(std::string_view text, std::size_t i) {
  if (i >= text.size()) return {-1, i};
  const auto* data = reinterpret_cast<const std::uint8_t*>(text.data());
  UChar32 c = 0;
  U8_NEXT(data, i, text.size(), c);
  return {c, i};
}

bool is_evident(int lead, int second) {
  if (lead == 0xC3) return true;                                                // all letters of Latin-1
  if (lead == 0xC2) return second >= 0xA0;                                      // no-break space, degree, acute accent
  if (lead == 0xC5) return second == 0xA1 || second == 0xBE || second == 0xBD;  // s and z with caron
  return false;
}

// Writes the repaired letter and returns where the text goes on, or 0 when nothing is to be repaired here.
std::size_t repair_at(std::string_view text, std::size_t i, std::string& out) {
  const Decoded first = decode_at(text, i);
  const bool may_start = first.c == 0xC3 || first.c == 0xC2 || first.c == 0xC5 || first.c == 0xE2;
  if (!may_start) return 0;
  const Decoded second = decode_at(text, first.next);
  const int second_byte = windows_byte(second.c);
  if (second_byte < 0x80 || second_byte > 0xBF) return 0;
  if (is_evident(first.c, second_byte)) {
    out += static_cast<char>(first.c);
    out += static_cast<char>(second_byte);
    return second.next;
  }
  if (first.c != 0xE2 || (second_byte != 0x80 && second_byte != 0x82)) return 0;
  const Decoded third = decode_at(text, second.next);
  const int third_byte = windows_byte(third.c);
  if (third_byte < 0x80 || third_byte > 0xBF) return 0;
  for (const int byte : {static_cast<int>(first.c), second_byte, third_byte}) out += static_cast<char>(byte);
  return third.next;
}

bool may_need_repair(std::string_view text) {
  constexpr std::array<std::string_view, 4> starts = {"\xC3\x83", "\xC3\x82", "\xC3\xA2", "\xC3\x85"};
  for (const auto start : starts) {
    if (text.find(start) != std::string_view::npos) return true;
  }
  return false;
}

std::string repair_once(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t next = text[i] == '\xC3' ? repair_at(text, i, out) : 0;
    if (next != 0) {
      i = next;
    } else {
      out += text[i++];
    }
  }
  return out;
}

}  // namespace

std::string repair_double_encoding(std::string text) {
  for (int round = 0; round < most_rounds && may_need_repair(text); ++round) {
    std::string repaired = repair_once(text);
    if (repaired == text) break;
    text = std::move(repaired);
  }
  return text;
}

}  // namespace intake
