#include "plugin/seal_protocol.h"

namespace intake {

void put_record(std::string& out, const std::string& bytes) {
  const std::uint64_t size = bytes.size();
  for (int shift = 56; shift >= 0; shift -= 8) out.push_back(static_cast<char>((size >> shift) & 0xFFU));
  out.append(bytes);
}

std::optional<std::string> take_record(const std::string& in, std::size_t& from) {
  constexpr std::size_t length_bytes = 8;
  if (in.size() < from + length_bytes) return std::nullopt;
  std::uint64_t size = 0;
  for (std::size_t i = 0; i < length_bytes; ++i) size = (size << 8U) | static_cast<unsigned char>(in[from + i]);
  if (size > largest_seal_record || in.size() - from - length_bytes < size) return std::nullopt;
  const std::size_t begin = from + length_bytes;
  from = begin + static_cast<std::size_t>(size);
  return in.substr(begin, static_cast<std::size_t>(size));
}

}  // namespace intake
