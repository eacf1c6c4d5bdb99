// The jail of a reader: from now on this process can compute, read and write what it has open, and end. It cannot open
// a file, make a socket, start a process or program, take more memory or CPU than allowed, write a file or leave a
// core. By seccomp (a list of allowed system calls), rlimits (getrlimit(2)) and prctl(2). Linux only; for one thread.
#pragma once

#include <linux/filter.h>

#include <cstddef>
#include <string>
#include <vector>

namespace intake {

struct JailLimits {
  std::size_t memory_bytes = 0;  // beyond what the process has mapped when the jail is built
  int cpu_seconds = 0;           // of the whole life of the jailed process
};

class Jail {
 public:
  // Built once, by the process that forks the jailed ones: the filter costs more to make than to load.
  explicit Jail(const JailLimits& limits);

  // Closes it around this process, for good. Gives what the kernel refused, in fixed words; empty when all holds.
  [[nodiscard]] std::vector<std::string> close() const;

 private:
  JailLimits limits_;
  std::size_t mapped_bytes_;
  std::vector<sock_filter> filter_;  // empty where it could not be made
};

}  // namespace intake
