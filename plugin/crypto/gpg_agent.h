// The gpg-agent of the daemon's GnuPG home: looked at before each operation, started again when it is gone, ended and
// started again when it no longer answers. Started from here it does not inherit an operation's CPU limit. Thread-safe;
// never throws.
#pragma once

#include <filesystem>
#include <mutex>
#include <string>

namespace intake {

class GpgAgent {
 public:
  explicit GpgAgent(std::filesystem::path home);
  // True when it answers, if need be after a restart.
  bool ensure();
  [[nodiscard]] const std::string& socket() const { return socket_; }

 private:
  enum class State { answers, silent, gone };
  State look() const;
  bool launch() const;

  std::filesystem::path home_;
  std::string socket_;
  std::mutex mutex_;
};

}  // namespace intake
