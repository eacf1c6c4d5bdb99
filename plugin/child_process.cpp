#include "plugin/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <thread>

#include "plugin/crypto/seal_protocol.h"

namespace intake {

namespace {

constexpr std::size_t read_bytes = 1U << 16;
constexpr std::chrono::milliseconds pause_between_looks{5};

int milliseconds_until(ChildProcess::Deadline deadline) {
  const auto left =
      std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now()).count();
  return left <= 0 ? 0 : static_cast<int>(left);
}

}  // namespace

ChildProcess::ChildProcess(std::vector<std::string> words) : spawned_(spawn({std::move(words), true})) {
  if (spawned_.socket) fcntl(spawned_.socket.get(), F_SETFL, O_NONBLOCK);
}

ChildProcess::~ChildProcess() {
  if (spawned_.pid <= 0) return;
  kill(-spawned_.pid, SIGKILL);
  waitpid(spawned_.pid, nullptr, 0);
}

bool ChildProcess::send_all(const std::string& out, Deadline deadline) const {
  for (std::size_t sent = 0; sent < out.size();) {
    pollfd ready{spawned_.socket.get(), POLLOUT, 0};
    const int left = milliseconds_until(deadline);
    if (left == 0 || (poll(&ready, 1, left) < 0 && errno != EINTR)) return false;
    const ssize_t put = send(spawned_.socket.get(), out.data() + sent, out.size() - sent, MSG_NOSIGNAL);
    if (put < 0 && errno != EAGAIN && errno != EINTR) return false;
    if (put > 0) sent += static_cast<std::size_t>(put);
  }
  return true;
}

bool ChildProcess::read_some(std::string& in, bool& ended, Deadline deadline) const {
  pollfd ready{spawned_.socket.get(), POLLIN, 0};
  const int left = milliseconds_until(deadline);
  if (left == 0 || (poll(&ready, 1, left) < 0 && errno != EINTR)) return false;
  char buffer[read_bytes];
  const ssize_t got = read(spawned_.socket.get(), buffer, sizeof buffer);
  ended = got == 0;
  if (ended || (got < 0 && errno != EAGAIN && errno != EINTR)) return false;
  if (got > 0) in.append(buffer, static_cast<std::size_t>(got));
  return true;
}

std::optional<std::string> ChildProcess::talk(const std::string& out, std::size_t most, Deadline deadline) {
  if (spawned_.pid <= 0 || !send_all(out, deadline)) return std::nullopt;
  shutdown(spawned_.socket.get(), SHUT_WR);
  std::string in;
  bool ended = false;
  while (read_some(in, ended, deadline)) {
    if (in.size() > most) return std::nullopt;
  }
  return ended ? std::optional<std::string>(std::move(in)) : std::nullopt;
}

std::optional<std::string> ChildProcess::exchange(const std::string& out, std::size_t most, Deadline deadline) {
  if (spawned_.pid <= 0 || !send_all(out, deadline)) return std::nullopt;
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
  while (spawned_.pid > 0) {
    siginfo_t ended{};
    // Left unreaped: its number keeps naming the group until the destructor has ended that.
    if (waitid(P_PID, static_cast<id_t>(spawned_.pid), &ended, WEXITED | WNOHANG | WNOWAIT) == 0 &&
        ended.si_pid == spawned_.pid)
      return true;
    if (milliseconds_until(deadline) == 0) return false;
    std::this_thread::sleep_for(pause_between_looks);
  }
  return false;
}

}  // namespace intake
