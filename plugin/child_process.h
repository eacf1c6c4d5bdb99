// A program run apart, in a process group of its own, with one end of a socket pair as its standard input and output.
// When the object goes, so does the whole group: an engine that was given a bomb leaves processes behind. Not copied;
// one thread at a time.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "plugin/spawn.h"

namespace intake {

class ChildProcess {
 public:
  using Deadline = std::chrono::steady_clock::time_point;

  // The first word is the program; it is looked for in PATH where it has no slash.
  explicit ChildProcess(std::vector<std::string> words);
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;
  ~ChildProcess();

  // Sends all of `out`, then reads until the other end closes. Nothing when late, broken or over `most` bytes.
  std::optional<std::string> talk(const std::string& out, std::size_t most, Deadline deadline);

  // Sends all of `out`, then reads one record (seal_protocol) of at most `most` bytes; the program goes on living.
  std::optional<std::string> exchange(const std::string& out, std::size_t most, Deadline deadline);

  // Waits for its end; false when late.
  bool wait(Deadline deadline);

 private:
  bool send_all(const std::string& out, Deadline deadline) const;
  // Appends what is there; false when late or broken, and at the end of the stream, which sets `ended`.
  bool read_some(std::string& in, bool& ended, Deadline deadline) const;
  Spawned spawned_;
};

}  // namespace intake
