#include "tests/load/running_daemon.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <thread>

extern char** environ;

namespace intake::load {

namespace {

constexpr int patience_ms = 60'000;  // sanitizer builds on a busy machine start slowly
constexpr int look_ms = 20;

template <typename Condition>
bool within_patience(Condition condition) {
  for (int waited = 0; waited < patience_ms; waited += look_ms) {
    if (condition()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(look_ms));
  }
  return condition();
}

}  // namespace

RunningDaemon::RunningDaemon(const std::string& settings) {
  std::string made = (std::filesystem::temp_directory_path() / "intake-daemon-XXXXXX").string();
  if (mkdtemp(made.data()) == nullptr) std::abort();
  folder = made;
  write_config(settings);
}

RunningDaemon::~RunningDaemon() {
  if (runs()) {
    ::kill(pid_, SIGKILL);
    wait();
  }
  std::error_code ignored;
  std::filesystem::remove_all(folder, ignored);
}

void RunningDaemon::write_config(const std::string& settings) const {
  std::ofstream(folder / "intake-milter.toml")
      << "milter.socket = \"" << socket() << "\"\n"
      << "milter.recipients = [\"tietopyynnot@kela.example\"]\n"
      << "rules.directory = \"" INTAKE_SOURCE_DIR "/rules\"\n"
      << "rules.accept_artificial_codes = true\n"
      << "ledger.file = \"" << (folder / "ledger.sqlite").string() << "\"\n"
      << "reply.smtp_url = \"smtp://127.0.0.1:9\"\n"  // discard: nobody listens
      << settings << "\n";
}

void RunningDaemon::start() {
  const std::string program = INTAKE_BUILD_DIR "/intake-milter";
  const std::string config = (folder / "intake-milter.toml").string();
  const std::string log_file = (folder / "log").string();
  const char* arguments[] = {program.c_str(), "-f", "-c", config.c_str(), nullptr};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 2, log_file.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  if (posix_spawn(&pid_, program.c_str(), &actions, nullptr, const_cast<char**>(arguments), environ) != 0) pid_ = -1;
  posix_spawn_file_actions_destroy(&actions);
}

bool RunningDaemon::listens() const {
  return logged("started");
}

bool RunningDaemon::logged(const std::string& words, int times) const {
  return within_patience([&] {
           int found = 0;
           const std::string text = log();
           for (std::size_t at = text.find(words); at != std::string::npos; at = text.find(words, at + 1)) ++found;
           return found >= times || !runs();
         }) &&
         runs();
}

void RunningDaemon::signal(int number) const {
  ::kill(pid_, number);
}

bool RunningDaemon::runs() const {
  if (pid_ > 0 && waitpid(pid_, &status_, WNOHANG) == pid_) pid_ = -1;
  return pid_ > 0;
}

int RunningDaemon::wait() {
  within_patience([&] { return !runs(); });
  return WIFEXITED(status_) ? WEXITSTATUS(status_) : -1;
}

std::string RunningDaemon::log() const {
  std::ifstream in(folder / "log");
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace intake::load
