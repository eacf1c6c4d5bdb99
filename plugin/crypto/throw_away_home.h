// A copy of the GnuPG home's public part that one verification may write into: gpgsm keeps every certificate that it
// sees in a mail (measured: 21 mails, 22 certificates). Its agent is the real one, which knows the trust list. Gone
// with the object. Never throws.
#pragma once

#include <filesystem>
#include <string>

namespace intake {

class ThrowAwayHome {
 public:
  ThrowAwayHome(const std::filesystem::path& home, const std::string& agent_socket);
  ThrowAwayHome(const ThrowAwayHome&) = delete;
  ThrowAwayHome& operator=(const ThrowAwayHome&) = delete;
  ~ThrowAwayHome();
  // Empty when it could not be made (no room).
  [[nodiscard]] std::string path() const { return whole_ ? path_.string() : std::string(); }

 private:
  bool fill(const std::filesystem::path& home, const std::string& agent_socket) const;
  std::filesystem::path path_;
  bool whole_ = false;
};

}  // namespace intake
