#include "plugin/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <thread>

#include "plugin/crypto/seal_protocol.h"

extern char** environ;

namespace intake {

namespace {

constexpr std::size_t read_bytes = 1U << 16;
constexpr std::chrono::milliseconds pause_between_looks{5};

int milliseconds_until(ChildProcess::Deadline deadline) {
  const auto left =
      std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now()).count();
  return left <= 0 ? 0 : static_cast<int>(left);
}

pid_t spawn(std::vector<std::string>& words, int end) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, end, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, end, STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
  posix_spawnattr_setpgroup(&attributes, 0);
  sigset_t nothing_blocked;
  sigemptyset(&nothing_blocked);
  posix_spawnattr_setsigmask(&attributes, &nothing_blocked);
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  pid_t pid = -1;
  if (posix_spawnp(&pid, arguments[0], &actions, &attributes, arguments.data(), environ) != 0) pid = -1;
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  return pid;
}

}  // namespace

ChildProcess::ChildProcess(std::vector<std::string> words) {
  int ends[2] = {-1, -1};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return;
  fd_ = ends[0];
  fcntl(fd_, F_SETFL, O_NONBLOCK);
  pid_ = spawn(words, ends[1]);
  close(ends[1]);
}

ChildProcess::~ChildProcess() {
  if (pid_ > 0) {
    kill(-pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
  }
  if (fd_ >= 0) close(fd_);
}

bool ChildProcess::send_all(const std::string& out, Deadline deadline) const {
  for (std::size_t sent = 0; sent < out.size();) {
    pollfd ready{fd_, POLLOUT, 0};
    const int left = milliseconds_until(deadline);
    if (left == 0 || (poll(&ready, 1, left) < 0 && errno != EINTR)) return false;
    const ssize_t put = send(fd_, out.data() + sent, out.size() - sent, MSG_NOSIGNAL);
    if (put < 0 && errno != EAGAIN && errno != EINTR) return false;
    if (put > 0) sent += static_cast<std::size_t>(put);
  }
  return true;
}

bool ChildProcess::read_some(std::string& in, bool& ended, Deadline deadline) const {
  pollfd ready{fd_, POLLIN, 0};
  const int left = milliseconds_until(deadline);
  if (left == 0 || (poll(&ready, 1, left) < 0 && errno != EINTR)) return false;
  char buffer[read_bytes];
  const ssize_t got = read(fd_, buffer, sizeof buffer);
  ended = got == 0;
  if (ended || (got < 0 && errno != EAGAIN && errno != EINTR)) return false;
  if (got > 0) in.append(buffer, static_cast<std::size_t>(got));
  return true;
}

std::optional<std::string> ChildProcess::talk(const std::string& out, std::size_t most, Deadline deadline) {
  if (pid_ <= 0 || !send_all(out, deadline)) return std::nullopt;
  shutdown(fd_, SHUT_WR);
  std::string in;
  bool ended = false;
  while (read_some(in, ended, deadline)) {
    if (in.size() > most) return std::nullopt;
  }
  return ended ? std::optional<std::string>(std::move(in)) : std::nullopt;
}

std::optional<std::string> ChildProcess::exchange(const std::string& out, std::size_t most, Deadline deadline) {
  if (pid_ <= 0 || !send_all(out, deadline)) return std::nullopt;
  std::string in;
  bool ended = false;
  while (read_some(in, ended, deadline)) {
    std::size_t at = 0;
    if (auto record = take_record(in, at)) return at == in.size() ? record : std::nullopt;
    if (in.size() > most) return std::nullopt;
  }
  return std::nullopt;
}

bool ChildProcess::wait(Deadline deadline) {
  while (pid_ > 0) {
    siginfo_t ended{};
    // Left unreaped: its number keeps naming the group until the destructor has ended that.
    if (waitid(P_PID, static_cast<id_t>(pid_), &ended, WEXITED | WNOHANG | WNOWAIT) == 0 && ended.si_pid == pid_)
      return true;
    if (milliseconds_until(deadline) == 0) return false;
    std::this_thread::sleep_for(pause_between_looks);
  }
  return false;
}

}  // namespace intake
