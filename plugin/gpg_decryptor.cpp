#include "plugin/gpg_decryptor.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <optional>

#include "plugin/seal_protocol.h"

extern char** environ;

namespace intake {

namespace {

using Clock = std::chrono::steady_clock;

std::string request_bytes(const SealRequest& request) {
  std::string out;
  put_record(out, {static_cast<char>(request.operation), static_cast<char>(request.protocol)});
  put_record(out, request.home);
  put_record(out, request.data);
  put_record(out, request.signature);
  put_record(out, std::to_string(request.most_bytes));
  return out;
}

std::optional<Opened> answer_of(const std::string& bytes, std::size_t most_bytes) {
  std::size_t at = 0;
  const auto head = take_record(bytes, at);
  auto plaintext = take_record(bytes, at);
  if (!head || head->size() != 2 || !plaintext || at != bytes.size() || plaintext->size() > most_bytes) return std::nullopt;
  const auto outcome = static_cast<unsigned char>((*head)[0]);
  const auto signature = static_cast<unsigned char>((*head)[1]);
  if (outcome > static_cast<unsigned char>(OpenOutcome::fault) ||
      signature > static_cast<unsigned char>(SignatureState::unknown_key)) {
    return std::nullopt;
  }
  return Opened{static_cast<OpenOutcome>(outcome), static_cast<SignatureState>(signature), std::move(*plaintext)};
}

// The helper with one end of a socket pair as its standard input and output.
class Helper {
 public:
  explicit Helper(const std::string& program) {
    int ends[2] = {-1, -1};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return;
    fd_ = ends[0];
    fcntl(fd_, F_SETFL, O_NONBLOCK);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
    posix_spawnattr_setpgroup(&attributes, 0);
    sigset_t nothing_blocked;
    sigemptyset(&nothing_blocked);
    posix_spawnattr_setsigmask(&attributes, &nothing_blocked);
    std::string name = program;
    char* arguments[] = {name.data(), nullptr};
    if (posix_spawn(&pid_, program.c_str(), &actions, &attributes, arguments, environ) != 0) pid_ = -1;
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    close(ends[1]);
  }
  Helper(const Helper&) = delete;
  Helper& operator=(const Helper&) = delete;
  // Whatever it started (gpg, gpgsm) goes with it: a bomb leaves engines behind.
  ~Helper() {
    if (pid_ > 0) {
      kill(-pid_, SIGKILL);
      waitpid(pid_, nullptr, 0);
    }
    if (fd_ >= 0) close(fd_);
  }

  // Sends all of `out`, then reads until the other end closes. Nothing when late, broken or over `most` bytes.
  std::optional<std::string> talk(const std::string& out, std::size_t most, Clock::time_point deadline) {
    if (pid_ <= 0) return std::nullopt;
    std::size_t sent = 0;
    std::string in;
    for (;;) {
      pollfd ready{fd_, static_cast<short>(POLLIN | (sent < out.size() ? POLLOUT : 0)), 0};
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
      if (left <= 0 || poll(&ready, 1, static_cast<int>(left)) < 0) return std::nullopt;
      if (sent < out.size() && (ready.revents & POLLOUT) != 0 && !send_some(out, sent)) return std::nullopt;
      if ((ready.revents & (POLLIN | POLLHUP)) == 0) continue;
      char buffer[1U << 16U];
      const ssize_t got = read(fd_, buffer, sizeof buffer);
      if (got == 0) return in;
      if (got < 0 && errno != EAGAIN && errno != EINTR) return std::nullopt;
      if (got > 0) in.append(buffer, static_cast<std::size_t>(got));
      if (in.size() > most) return std::nullopt;
    }
  }

 private:
  bool send_some(const std::string& out, std::size_t& sent) const {
    const ssize_t put = send(fd_, out.data() + sent, out.size() - sent, MSG_NOSIGNAL);
    if (put < 0) return errno == EAGAIN || errno == EINTR;
    sent += static_cast<std::size_t>(put);
    if (sent == out.size()) shutdown(fd_, SHUT_WR);
    return true;
  }

  int fd_ = -1;
  pid_t pid_ = -1;
};

// The agent outlives single operations: started here, it does not inherit their CPU limit.
void launch_agent(const std::string& home) {
  std::string words[] = {"gpgconf", "--homedir", home, "--launch", "gpg-agent"};
  char* arguments[] = {words[0].data(), words[1].data(), words[2].data(), words[3].data(), words[4].data(), nullptr};
  pid_t pid = -1;
  if (posix_spawnp(&pid, "gpgconf", nullptr, nullptr, arguments, environ) == 0) waitpid(pid, nullptr, 0);
}

}  // namespace

GpgDecryptor::GpgDecryptor(GpgOptions options) : options_(std::move(options)) { launch_agent(options_.home.string()); }

Opened GpgDecryptor::decrypt(SealProtocol protocol, std::string_view ciphertext, std::size_t most_bytes) {
  return ask_helper({SealOperation::decrypt, protocol, options_.home.string(), std::string(ciphertext), {}, most_bytes});
}

SignatureState GpgDecryptor::verify_detached(SealProtocol protocol, std::string_view signed_bytes,
                                             std::string_view signature) {
  const Opened opened = ask_helper({SealOperation::verify_detached, protocol, options_.home.string(),
                                    std::string(signed_bytes), std::string(signature), 0});
  // An engine that is gone proves nothing about the signature; text is read as unsigned.
  if (opened.outcome == OpenOutcome::fault) return SignatureState::unknown_key;
  return opened.outcome == OpenOutcome::opened ? opened.signature : SignatureState::bad;
}

Opened GpgDecryptor::verify_opaque(SealProtocol protocol, std::string_view signed_bytes, std::size_t most_bytes) {
  return ask_helper({SealOperation::verify_opaque, protocol, options_.home.string(), std::string(signed_bytes), {}, most_bytes});
}

Opened GpgDecryptor::ask_helper(const SealRequest& request) {
  {
    std::unique_lock lock(mutex_);
    free_.wait(lock, [&] { return running_ < options_.at_once; });
    ++running_;
  }
  constexpr std::size_t record_overhead = 64;
  std::optional<Opened> opened;
  {
    Helper helper(options_.helper.string());
    const auto answer = helper.talk(request_bytes(request), request.most_bytes + record_overhead,
                                    Clock::now() + options_.deadline);
    if (answer) opened = answer_of(*answer, request.most_bytes);
  }
  {
    const std::lock_guard lock(mutex_);
    --running_;
  }
  free_.notify_one();
  return opened.value_or(Opened{});
}

}  // namespace intake
