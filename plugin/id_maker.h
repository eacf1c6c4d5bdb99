// Port to randomness, so that tests can foresee it: case tokens, Message-IDs, jitter, keys. Thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace intake {

class IdMaker {
 public:
  virtual ~IdMaker() = default;
  virtual std::string random_bytes(std::size_t count) = 0;

  std::string random_hex(std::size_t bytes);
  std::uint64_t random_below(std::uint64_t bound);  // 0 for a bound of 0
};

// The kernel's generator (getrandom); it cannot fail once the machine is up, so a failure ends the program.
class SystemIdMaker : public IdMaker {
 public:
  std::string random_bytes(std::size_t count) override;
};

}  // namespace intake
