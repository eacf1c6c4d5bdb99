// Prints what read_message makes of message files, one line a leaf, for tests/differential/compare_parts.py.
// Fields are separated by tabs: media type, CRC-32 of the content without its last line end, file name.
// Troubles follow after "!".
#include <cstdint>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>

#include "parser/header_words.h"
#include "parser/parser.h"

namespace {

std::string_view without_last_line_end(std::string_view bytes) {
  if (!bytes.empty() && bytes.back() == '\n') bytes.remove_suffix(1);
  if (!bytes.empty() && bytes.back() == '\r') bytes.remove_suffix(1);
  return bytes;
}

std::uint32_t crc32(std::string_view bytes) {
  std::uint32_t crc = 0xffffffffU;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = (crc & 1U) != 0 ? crc >> 1 ^ 0xedb88320U : crc >> 1;
  }
  return ~crc;
}

bool has_child(const intake::Message& message, std::size_t part) {
  return part + 1 < message.parts.size() && message.parts[part + 1].parent == static_cast<int>(part);
}

void dump(const char* path) {
  std::ifstream file(path, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  const intake::Message message = intake::read_message(bytes, intake::Limits{});
  std::cout << "= " << path << '\n' << "subject\t" << intake::decode_header_words(message.header("subject")) << '\n';
  for (std::size_t i = 0; i < message.parts.size(); ++i) {
    const intake::Part& part = message.parts[i];
    if (has_child(message, i)) continue;
    std::cout << part.media_type << '\t' << crc32(without_last_line_end(part.content)) << '\t' << part.filename << '\n';
  }
  for (const intake::Trouble& trouble : message.troubles) {
    std::cout << "!" << static_cast<int>(trouble.kind) << '\t' << trouble.part << '\t' << trouble.detail << '\n';
  }
}

}  // namespace

int main(int count, char** paths) {
  for (int i = 1; i < count; ++i) dump(paths[i]);
}
