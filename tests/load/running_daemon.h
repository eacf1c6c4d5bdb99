// intake-milter as its users run it: a process with a configuration of its own in a temporary folder, ended with the
// test.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>

namespace intake::load {

class RunningDaemon {
 public:
  // `settings` is added to the configuration: "section.key" lines in TOML, for example "limits.message_bytes = 20000".
  explicit RunningDaemon(const std::string& settings = {});
  ~RunningDaemon();
  RunningDaemon(const RunningDaemon&) = delete;
  RunningDaemon& operator=(const RunningDaemon&) = delete;

  void write_config(const std::string& settings) const;
  void start();                        // returns at once
  [[nodiscard]] bool listens() const;  // waits for the socket; false when the daemon ended before
  void signal(int number) const;
  int wait();  // for its end; the exit code, or -1 when a signal ended it
  [[nodiscard]] bool runs() const;
  [[nodiscard]] std::string log() const;
  [[nodiscard]] std::string socket() const { return "unix:" + (folder / "intake.sock").string(); }
  // Waits until the log holds the words.
  [[nodiscard]] bool logged(const std::string& words, int times = 1) const;

  std::filesystem::path folder;

 private:
  mutable pid_t pid_ = -1;
  mutable int status_ = 0;
};

}  // namespace intake::load
