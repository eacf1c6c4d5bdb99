#include "plugin/intakectl/message_file.h"

#include <fstream>
#include <iostream>
#include <iterator>

namespace intake {

std::optional<std::string> read_message_file(const std::string& file) {
  if (file == "-") return std::string(std::istreambuf_iterator<char>(std::cin), {});
  std::ifstream in(file, std::ios::binary);
  if (!in) return std::nullopt;
  std::string bytes(std::istreambuf_iterator<char>(in), {});
  if (in.bad()) return std::nullopt;
  return bytes;
}

}  // namespace intake
