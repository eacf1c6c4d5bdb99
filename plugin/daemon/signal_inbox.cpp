#include "plugin/daemon/signal_inbox.h"

#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>

namespace intake {

namespace {

constexpr int kinds[] = {SIGTERM, SIGINT, SIGHUP, SIGUSR1};

// Handlers may touch little: two lock-free flags, and a pipe that wakes the main thread.
std::atomic<bool> stop_wanted{false};
std::atomic<bool> reload_wanted{false};
int wake_pipe[2] = {-1, -1};

void wake() {
  const int error = errno;
  const char byte = 1;
  // A full pipe is awake already.
  if (write(wake_pipe[1], &byte, 1) < 0) errno = error;
  errno = error;
}

void note(int signal) {
  if (signal == SIGTERM || signal == SIGINT)
    stop_wanted = true;
  else
    reload_wanted = true;
  wake();
}

sigset_t all_kinds() {
  sigset_t set;
  sigemptyset(&set);
  for (const int kind : kinds) sigaddset(&set, kind);
  return set;
}

}  // namespace

SignalInbox::SignalInbox() {
  const sigset_t set = all_kinds();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  if (pipe2(wake_pipe, O_CLOEXEC | O_NONBLOCK) != 0) std::abort();  // at the start; there are descriptors
  struct sigaction action {};
  action.sa_handler = note;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  for (const int kind : kinds) sigaction(kind, &action, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

SignalInbox::~SignalInbox() {
  for (const int kind : kinds) std::signal(kind, SIG_IGN);
  for (int& end : wake_pipe) {
    close(end);
    end = -1;
  }
}

void SignalInbox::open() {
  const sigset_t set = all_kinds();
  pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

Wanted SignalInbox::wait() {
  for (;;) {
    if (stop_wanted.exchange(false)) return Wanted::stop;
    if (reload_wanted.exchange(false)) return Wanted::reload;
    pollfd ready{wake_pipe[0], POLLIN, 0};
    poll(&ready, 1, -1);
    char bytes[64];
    while (read(wake_pipe[0], bytes, sizeof bytes) > 0) {
    }
  }
}

void SignalInbox::ask_to_stop() {
  stop_wanted = true;
  wake();
}

}  // namespace intake
