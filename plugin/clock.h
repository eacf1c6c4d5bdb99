// Port to the wall clock, so that tests can set it. Seconds UTC. Thread-safe.
#pragma once

#include <cstdint>

namespace intake {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual std::int64_t now() = 0;
};

class SystemClock : public Clock {
 public:
  std::int64_t now() override;
};

}  // namespace intake
