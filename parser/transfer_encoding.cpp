#include "parser/transfer_encoding.h"

#include <array>
#include <cstdint>

#include "parser/lines.h"

namespace intake {
namespace {

constexpr std::uint8_t not_in_alphabet = 64;

constexpr std::array<std::uint8_t, 256> make_base64_table() {
  std::array<std::uint8_t, 256> table{};
  for (auto& entry : table) entry = not_in_alphabet;
  const std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (std::size_t i = 0; i < alphabet.size(); ++i) {
    table[static_cast<unsigned char>(alphabet[i])] = static_cast<std::uint8_t>(i);
  }
  return table;
}
constexpr std::array<std::uint8_t, 256> base64_table = make_base64_table();

bool in_alphabet(char c) {
  return base64_table[static_cast<unsigned char>(c)] != not_in_alphabet;
}
bool is_white(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

// After padding: does a whole line of base64 follow, as where each line was encoded alone?
bool base64_line_follows(std::string_view text, std::size_t at) {
  while (at < text.size() && is_white(text[at])) ++at;
  std::size_t characters = 0;
  bool padded = false;
  for (; at < text.size() && text[at] != '\n' && text[at] != '\r'; ++at) {
    if (text[at] == '=') {
      padded = true;
    } else if (!in_alphabet(text[at]) || padded) {
      return false;
    }
    ++characters;
  }
  return characters > 0 && characters % 4 == 0;
}

// Collects six bits at a time; a quantum that stays incomplete gives its whole bytes.
class Base64Output {
 public:
  explicit Base64Output(std::size_t input_size) { bytes_.reserve(input_size / 4 * 3 + 3); }

  void add(std::uint8_t sextet) {
    bits_ = bits_ << 6 | sextet;
    if (++count_ == 4) {
      put(16), put(8), put(0);
      count_ = 0;
    }
  }
  [[nodiscard]] bool inside_quantum() const { return count_ > 0; }
  void end_quantum() {
    bits_ <<= 6 * (4 - count_) % 24;
    if (count_ >= 2) put(16);
    if (count_ == 3) put(8);
    count_ = 0;
  }
  std::string take() {
    end_quantum();
    return std::move(bytes_);
  }

 private:
  void put(unsigned shift) { bytes_.push_back(static_cast<char>(bits_ >> shift & 0xffU)); }

  std::string bytes_;
  std::uint32_t bits_ = 0;
  unsigned count_ = 0;
};

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c = lower_ascii(c);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// One line without its line break. Returns false if it ends with a soft break: its line end is not text.
bool decode_quoted_line(std::string_view line, std::string& out) {
  while (!line.empty() && is_blank(line.back())) line.remove_suffix(1);
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] != '=') {
      out.push_back(line[i]);
      continue;
    }
    if (i + 1 == line.size()) return false;
    const int high = hex_value(line[i + 1]);
    const int low = i + 2 < line.size() ? hex_value(line[i + 2]) : -1;
    if (high < 0 || low < 0) {
      out.push_back('=');
      continue;
    }
    out.push_back(static_cast<char>(high * 16 + low));
    i += 2;
  }
  return true;
}

}  // namespace

TransferEncoding transfer_encoding_of(std::string_view value) {
  std::string token;
  int comment = 0;
  for (const char c : value) {
    if (c == '(') ++comment;
    if (c == ')' && comment > 0) {
      --comment;
      continue;
    }
    if (comment > 0 || c == '"' || c == '\'' || is_white(c)) continue;
    if (c == ';') break;
    token.push_back(lower_ascii(c));
  }
  if (token == "base64" || token == "base-64" || token == "x-base64") return TransferEncoding::base64;
  if (token == "quoted-printable" || token == "quotedprintable" || token == "x-quoted-printable") {
    return TransferEncoding::quoted_printable;
  }
  return TransferEncoding::identity;
}

std::string decode_base64(std::string_view text) {
  Base64Output out(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::uint8_t sextet = base64_table[static_cast<unsigned char>(text[i])];
    if (sextet != not_in_alphabet) {
      out.add(sextet);
    } else if (text[i] == '=') {
      if (!out.inside_quantum()) continue;  // the second "=", or junk
      out.end_quantum();
      while (i + 1 < text.size() && (text[i + 1] == '=' || is_blank(text[i + 1]))) ++i;
      if (!base64_line_follows(text, i + 1)) break;
    }
  }
  return out.take();
}

bool looks_like_base64(std::string_view text) {
  std::size_t good = 0;
  std::size_t bad = 0;
  std::size_t inner_blanks = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_alphabet(c)) {
      ++good;
    } else if (is_blank(c)) {
      if (i > 0 && i + 1 < text.size() && in_alphabet(text[i - 1]) && in_alphabet(text[i + 1])) ++inner_blanks;
    } else if (!is_white(c) && c != '=') {
      ++bad;
    }
  }
  return bad * 8 <= good && inner_blanks * 40 <= good;
}

std::string decode_quoted_printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t feed = text.find('\n', begin);
    const bool last = feed == std::string_view::npos;
    std::size_t end = last ? text.size() : feed;
    if (!last && end > begin && text[end - 1] == '\r') --end;
    const std::size_t next = last ? text.size() : feed + 1;
    if (decode_quoted_line(text.substr(begin, end - begin), out)) out.append(text.substr(end, next - end));
    begin = next;
  }
  return out;
}

std::string decode_body(std::string_view body, TransferEncoding encoding) {
  switch (encoding) {
    case TransferEncoding::base64:
      return decode_base64(body);
    case TransferEncoding::quoted_printable:
      return decode_quoted_printable(body);
    case TransferEncoding::identity:
      break;
  }
  return std::string(body);
}

}  // namespace intake
