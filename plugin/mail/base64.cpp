#include "plugin/mail/base64.h"

namespace intake {

std::string base64_lines(std::string_view bytes) {
  static constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  constexpr std::size_t bytes_a_line = 57;
  std::string out;
  out.reserve(bytes.size() / 3 * 4 + bytes.size() / bytes_a_line * 2 + 8);
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    unsigned group = 0;
    const std::size_t count = bytes.size() - at < 3 ? bytes.size() - at : 3;
    for (std::size_t i = 0; i < 3; ++i)
      group = group << 8U | (i < count ? static_cast<unsigned char>(bytes[at + i]) : 0U);
    for (std::size_t i = 0; i < 4; ++i) out += i <= count ? alphabet[group >> (18 - 6 * i) & 63U] : '=';
    if ((at + 3) % bytes_a_line == 0 || at + 3 >= bytes.size()) out += "\r\n";
  }
  return out;
}

}  // namespace intake
