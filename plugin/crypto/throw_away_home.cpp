#include "plugin/crypto/throw_away_home.h"

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <thread>

namespace intake {

namespace fs = std::filesystem;

ThrowAwayHome::ThrowAwayHome(const fs::path& home, const std::string& agent_socket) {
  std::error_code error;
  const fs::path folder = fs::temp_directory_path(error);
  std::string made = (folder / "intake-seal-XXXXXX").string();
  if (error || mkdtemp(made.data()) == nullptr) return;
  path_ = made;
  whole_ = fill(home, agent_socket);
}

bool ThrowAwayHome::fill(const fs::path& home, const std::string& agent_socket) const {
  for (const char* file : {"pubring.kbx", "gpgsm.conf", "trustlist.txt"}) {
    std::error_code error;
    if (!fs::exists(home / file, error)) continue;
    if (!fs::copy_file(home / file, path_ / file, error)) return false;
  }
  // Without an agent nothing may start one: it would serve this home, which has no keys, under the real one's name.
  std::ofstream settings(path_ / "gpgsm.conf", std::ios::app);
  settings << "\nno-autostart\n";
  std::ofstream redirection(path_ / "S.gpg-agent");
  redirection << "%Assuan%\nsocket=" << agent_socket << "\n";
  return settings.flush().good() && redirection.flush().good();
}

// gpgsm may still be clearing its lock file away while it ends: try again until the folder is gone.
ThrowAwayHome::~ThrowAwayHome() {
  constexpr int tries = 200;
  for (int i = 0; i < tries && !path_.empty(); ++i) {
    std::error_code error;
    fs::remove_all(path_, error);
    if (!error) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
}

}  // namespace intake
