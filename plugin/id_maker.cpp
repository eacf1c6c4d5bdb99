#include "plugin/id_maker.h"

#include <sys/random.h>

#include <cerrno>
#include <cstdlib>

namespace intake {

std::string IdMaker::random_hex(std::size_t bytes) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string out;
  for (const char c : random_bytes(bytes)) {
    const auto byte = static_cast<unsigned char>(c);
    out += digits[byte >> 4];
    out += digits[byte & 15];
  }
  return out;
}

std::uint64_t IdMaker::random_below(std::uint64_t bound) {
  if (bound == 0) return 0;
  std::uint64_t number = 0;
  for (const char c : random_bytes(sizeof number)) number = number << 8 | static_cast<unsigned char>(c);
  return number % bound;
}

std::string SystemIdMaker::random_bytes(std::size_t count) {
  std::string out(count, '\0');
  std::size_t done = 0;
  while (done < count) {
    const ssize_t got = getrandom(out.data() + done, count - done, 0);
    if (got < 0 && errno != EINTR) std::abort();
    if (got > 0) done += static_cast<std::size_t>(got);
  }
  return out;
}

}  // namespace intake
