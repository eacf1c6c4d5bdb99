#include "plugin/worker/wire.h"

#include <limits>

namespace intake {

void WireWriter::put_number(std::uint64_t number, int bytes) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
    bytes_.push_back(static_cast<char>((number >> shift) & 0xFFU));
}

void WireWriter::put(const std::string& text) {
  put(text.size());
  bytes_ += text;
}

std::uint64_t WireReader::get_number(std::size_t bytes) {
  if (!ok_ || bytes_.size() < bytes) {
    fail();
    return 0;
  }
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < bytes; ++i) number = (number << 8U) | static_cast<unsigned char>(bytes_[i]);
  bytes_.remove_prefix(bytes);
  return number;
}

void WireReader::get(bool& value) {
  const std::uint64_t number = get_number(1);
  if (number > 1) fail();
  value = number == 1;
}

void WireReader::get(int& value) {
  const auto number = static_cast<std::int64_t>(get_number(8));
  if (number < std::numeric_limits<int>::min() || number > std::numeric_limits<int>::max()) return fail();
  value = static_cast<int>(number);
}

void WireReader::get(std::string& text) {
  const std::uint64_t size = get_number(8);
  if (!ok_ || size > bytes_.size()) return fail();
  text.assign(bytes_.substr(0, static_cast<std::size_t>(size)));
  bytes_.remove_prefix(static_cast<std::size_t>(size));
}

}  // namespace intake
