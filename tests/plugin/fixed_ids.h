// IdMaker and Clock for tests: foreseeable, and settable.
#pragma once

#include <atomic>
#include <string>

#include "plugin/clock.h"
#include "plugin/id_maker.h"

namespace intake {

class CountingIds : public IdMaker {
 public:
  std::string random_bytes(std::size_t count) override {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) out += static_cast<char>(next_++ * 37 + 11);
    return out;
  }

 private:
  std::atomic<unsigned> next_{0};
};

class SetClock : public Clock {
 public:
  explicit SetClock(std::int64_t start) : now_(start) {}
  std::int64_t now() override { return now_; }
  void advance(std::int64_t seconds) { now_ += seconds; }

 private:
  std::atomic<std::int64_t> now_;
};

}  // namespace intake
