#include "plugin/crypto/gpg_agent.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>

#include "plugin/child_process.h"

namespace intake {

namespace {

using std::chrono::seconds;

constexpr int greeting_milliseconds = 2000;  // an agent that is busy with RSA greets at once: it has threads
constexpr seconds launch_time{5};            // it takes 0.02
constexpr std::size_t longest_answer = 4096;

ChildProcess::Deadline in(seconds time) {
  return std::chrono::steady_clock::now() + time;
}

// Where GnuPG puts the socket of this home: in the home, or below /run/user where that exists.
std::string socket_of(const std::filesystem::path& home) {
  ChildProcess asked({"gpgconf", "--homedir", home.string(), "--list-dirs", "agent-socket"});
  std::string answer = asked.talk({}, longest_answer, in(launch_time)).value_or(std::string());
  answer.erase(answer.find_last_not_of("\r\n") + 1);
  return answer.empty() ? (home / "S.gpg-agent").string() : answer;
}

std::string read_file(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Our agent, by its name and its home; the socket only knows the process that made it, which has ended. 0: there is
// none.
pid_t find_agent(const std::filesystem::path& home) {
  const std::string homedir = std::string("--homedir") + '\0' + home.string() + '\0';
  std::error_code error;
  for (std::filesystem::directory_iterator at("/proc", error), end; !error && at != end; at.increment(error)) {
    const pid_t pid = std::atoi(at->path().filename().c_str());
    if (pid <= 0 || read_file(at->path() / "comm") != "gpg-agent\n") continue;
    if (read_file(at->path() / "cmdline").find(homedir) != std::string::npos) return pid;
  }
  return 0;
}

struct Descriptor {
  int fd = -1;
  ~Descriptor() {
    if (fd >= 0) close(fd);
  }
};

}  // namespace

GpgAgent::GpgAgent(std::filesystem::path home) : home_(std::move(home)), socket_(socket_of(home_)) {}

GpgAgent::State GpgAgent::look() const {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (socket_.size() >= sizeof address.sun_path) return State::gone;
  std::memcpy(address.sun_path, socket_.c_str(), socket_.size());
  const Descriptor line{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)};
  if (line.fd < 0 || connect(line.fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    return State::gone;
  pollfd ready{line.fd, POLLIN, 0};
  char greeting[2] = {};
  const bool greeted = poll(&ready, 1, greeting_milliseconds) == 1 && read(line.fd, greeting, sizeof greeting) == 2;
  return greeted && greeting[0] == 'O' && greeting[1] == 'K' ? State::answers : State::silent;
}

// It goes into the background by itself, into a session of its own; only when it answers is it safe there from the end
// of the launcher's group. Many sessions at once need more than the 64 KiB of locked memory that it starts with;
// without the option it then says that there is no such key.
bool GpgAgent::launch() const {
  ChildProcess launcher({"gpg-agent", "--homedir", home_.string(), "--auto-expand-secmem", "--daemon"});
  launcher.wait(in(launch_time));
  return look() == State::answers;
}

bool GpgAgent::ensure() {
  if (look() == State::answers) return true;
  const std::lock_guard lock(mutex_);
  const State state = look();  // another thread may have been here
  if (state == State::answers) return true;
  if (const pid_t stuck = state == State::silent ? find_agent(home_) : 0; stuck > 0) kill(stuck, SIGKILL);
  return launch();
}

}  // namespace intake
