// The jail of a reader: from now on this process can compute, read and write what it has open, and end. It cannot open
// a file, make a socket, start a process or program, take more memory or CPU than allowed, write a file or leave a
// core. By seccomp (a list of allowed system calls), rlimits (getrlimit(2)) and prctl(2). Linux only; for one thread.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace intake {

struct JailLimits {
  std::size_t memory_bytes = 0;  // beyond what the process has mapped now
  int cpu_seconds = 0;           // of its whole life
};

// Closes the jail, for good. Gives what the kernel refused, in fixed words; empty when everything holds.
std::vector<std::string> close_jail(const JailLimits& limits);

// Bytes that this process has mapped (proc(5), statm); taken before the jail closes, while there is a file system.
std::size_t mapped_bytes();

}  // namespace intake
