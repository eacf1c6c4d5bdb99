#include "plugin/worker/reader_process.h"

#include <fcntl.h>
#include <linux/close_range.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include <csignal>
#include <limits>

#include "plugin/worker/jail.h"
#include "plugin/worker/record.h"
#include "plugin/worker/remote_decryptor.h"
#include "plugin/worker/wire.h"

extern "C" {  // glibc 2.36 leaves this to its users
#include <sys/pidfd.h>
}

namespace intake {

namespace {

constexpr std::size_t most_setup_bytes = 1U << 20;

// The daemon alone decides when readers end: signals to its whole group (Ctrl-C, systemd) must not cost messages in
// hand.
void leave_signals_to_the_daemon() {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGUSR1, SIGUSR2, SIGPIPE}) std::signal(signal, SIG_IGN);
}

// Only this one file stays open; nothing of the daemon or of other messages is within reach.
void close_all_but(int fd) {
  if (fd > 0) close_range(0, static_cast<unsigned>(fd) - 1, 0);
  close_range(static_cast<unsigned>(fd) + 1, std::numeric_limits<unsigned>::max(), 0);
}

// The message's size was checked by the daemon, which this side trusts.
std::size_t any_size(RecordKind) {
  return std::numeric_limits<std::uint32_t>::max();
}

int answer_one_message(int fd, const ReaderSetup& setup, const JudgeInJail& judge) {
  Received received = receive_record(fd, any_size, std::nullopt);
  if (!received.record) return EX_OK;  // the daemon needs no reader any more
  Question question;
  if (received.record->kind != RecordKind::message || !from_wire(received.record->bytes, question)) return EX_PROTOCOL;
  received = {};
  RemoteDecryptor decryptor(fd, setup.limits);
  Decision decision = judge(question, setup.decrypts ? &decryptor : nullptr);
  question.raw = {};
  const std::string bytes = to_wire(std::move(decision), question.detail);
  return send_record(fd, RecordKind::decision, bytes, std::nullopt) ? EX_OK : EX_IOERR;
}

// Never returns: the fork server's loop is not the reader's.
[[noreturn]] void be_reader(int fd, const ReaderSetup& setup, const Jail& jail, const JudgeInJail& judge) {
  close_all_but(fd);
  OwnedFd self(pidfd_open(getpid(), 0));
  if (!self || !send_file(fd, RecordKind::hello, self.get())) _exit(EX_OSERR);
  self.reset();
  const std::vector<std::string> refused = jail.close();
  if (!send_record(fd, RecordKind::ready, to_wire(refused), std::nullopt)) _exit(EX_IOERR);
  if (!refused.empty() && !setup.allow_unjailed) _exit(EX_NOPERM);
  int code = EX_SOFTWARE;
  try {
    code = answer_one_message(fd, setup, judge);
  } catch (...) {  // out of memory, or a bug: the daemon sees the end, and no text of it leaves
  }
  _exit(code);
}

void reap_finished_readers() {
  while (waitpid(-1, nullptr, WNOHANG) > 0) continue;
}

}  // namespace

int serve_readers(int control, const PrepareJudge& prepare) {
  close_range(STDERR_FILENO + 1, std::numeric_limits<unsigned>::max(), 0);
  leave_signals_to_the_daemon();
  const auto most = [](RecordKind kind) { return kind == RecordKind::setup ? most_setup_bytes : 0; };
  const Received received = receive_record(control, most, std::nullopt);
  ReaderSetup setup;
  if (!received.record || !from_wire(received.record->bytes, setup)) return EX_USAGE;
  Result<JudgeInJail> judge = prepare(setup);
  if (!judge) {
    send_record(control, RecordKind::failure, judge.error(), std::nullopt);
    return EX_CONFIG;
  }
  if (!send_record(control, RecordKind::ready, {}, std::nullopt)) return EX_IOERR;
  const Jail jail({setup.memory_bytes, setup.cpu_seconds});
  while (const std::optional<ReceivedFile> socket = receive_file(control, std::nullopt)) {
    reap_finished_readers();
    if (fork() == 0) be_reader(socket->file.get(), setup, jail, *judge);
  }
  while (wait(nullptr) > 0) continue;  // the daemon has closed their sockets, so they end
  return EX_OK;
}

}  // namespace intake
