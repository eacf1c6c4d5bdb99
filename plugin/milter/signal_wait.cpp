// libmilter waits in a thread of its own, with sigwait(), for SIGHUP, SIGTERM and SIGINT, and ends the filter on each;
// it has no switch for that. A handler in the main thread is not enough: the kernel gives a signal to any thread that
// wants it while the main thread still has another one pending, or blocks signals for the moment of a posix_spawn().
// The dynamic linker takes this definition in place of the C library's, so that the signals of SignalInbox reach nobody
// but the main thread.
#include <cerrno>
#include <csignal>

#include "plugin/milter/server.h"

namespace intake {

bool keeps_signals_from_libmilter() {
  return true;
}  // called by server.cpp, so that the linker takes this file along

}  // namespace intake

extern "C" int sigwait(const sigset_t* set, int* signal) {
  sigset_t others = *set;
  for (const int ours : {SIGTERM, SIGINT, SIGHUP, SIGUSR1}) sigdelset(&others, ours);
  for (;;) {
    const int came = sigwaitinfo(&others, nullptr);  // with nothing left to wait for, it sleeps until the process ends
    if (came < 0 && errno == EINTR) continue;
    if (came < 0) return errno;
    *signal = came;
    return 0;
  }
}
