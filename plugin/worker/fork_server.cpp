#include "plugin/worker/fork_server.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <csignal>
#include <cstring>
#include <thread>

#include "plugin/spawn.h"
#include "plugin/worker/wire.h"

extern "C" {  // glibc 2.36 leaves this to its users
#include <sys/pidfd.h>
}

namespace intake {

namespace {

constexpr std::chrono::seconds loading_time{60};  // rules load in half a second; under sanitizers in ten
constexpr int most_waits = 500;                   // milliseconds for a fork server to end by itself
constexpr std::size_t most_words = 64U << 10;     // bytes of a failure, or of what the kernel refused

// Nothing of the daemon's environment is handed on. Functions of libraries are bound at once, not in every reader
// (ld.so(8)). A forked reader has no threads of tesseract's, and may start none.
Program reader_program(const std::filesystem::path& program) {
  return {{program.string()}, false, {"LC_ALL=C.UTF-8", "LD_BIND_NOW=1", "OMP_THREAD_LIMIT=1"}};
}

std::size_t most_of_answer(RecordKind kind) {
  return kind == RecordKind::ready || kind == RecordKind::failure ? most_words : 0;
}

}  // namespace

Reader::~Reader() {
  if (process_) pidfd_send_signal(process_.get(), SIGKILL, nullptr, 0);
}

bool Reader::await(Deadline deadline, std::vector<std::string>& refused) {
  std::optional<ReceivedFile> hello = receive_file(socket_.get(), deadline);
  if (!hello || hello->kind != RecordKind::hello) return false;
  process_ = std::move(hello->file);
  const Received ready = receive_record(socket_.get(), most_of_answer, deadline);
  if (!ready.record || !from_wire(ready.record->bytes, refused)) return false;
  // One that was killed while it waited is not used.
  pollfd ended{socket_.get(), POLLIN, 0};
  return poll(&ended, 1, 0) == 0;
}

std::string ForkServer::start() {
  const std::lock_guard lock(mutex_);
  return start_locked();
}

std::string ForkServer::start_locked() {
  stop();
  Spawned spawned = spawn(reader_program(program_));
  if (!spawned.socket) return std::string("no socket pair: ") + std::strerror(errno);
  if (spawned.pid < 0) return program_.string() + " cannot be started: name the program in worker.program";
  control_ = std::move(spawned.socket);
  pid_ = spawned.pid;
  const Deadline deadline = std::chrono::steady_clock::now() + loading_time;
  if (!send_record(control_.get(), RecordKind::setup, to_wire(setup_), deadline)) return program_.string() + " ended";
  const Received answer = receive_record(control_.get(), most_of_answer, deadline);
  if (!answer.record) return program_.string() + " does not answer";
  return answer.record->kind == RecordKind::ready ? std::string() : answer.record->bytes;
}

std::unique_ptr<Reader> ForkServer::order() {
  const std::lock_guard lock(mutex_);
  std::unique_ptr<Reader> reader = order_locked();
  // A fork server that died (the kernel may take it when memory ends) is started again.
  if (!reader && start_locked().empty()) reader = order_locked();
  return reader;
}

std::unique_ptr<Reader> ForkServer::order_locked() {
  SocketPair pair = make_socket_pair();
  if (!pair.ours || !control_) return nullptr;
  if (!send_file(control_.get(), RecordKind::hello, pair.theirs.get())) return nullptr;
  return std::make_unique<Reader>(std::move(pair.ours));
}

// It ends by itself when its socket closes, after its readers; one that does not is killed.
void ForkServer::stop() {
  control_.reset();
  for (int i = 0; pid_ > 0 && waitpid(pid_, nullptr, WNOHANG) == 0; ++i) {
    if (i == most_waits) kill(pid_, SIGKILL);
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  pid_ = -1;
}

}  // namespace intake
