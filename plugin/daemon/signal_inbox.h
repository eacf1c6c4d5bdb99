// Signals as values for the main thread: SIGTERM and SIGINT ask to stop, SIGHUP and SIGUSR1 to reload. Made in the main
// thread before any other thread, which all inherit the signals blocked; open() lets them in for the main thread alone.
// libmilter's own wait for them is taken away in milter/signal_wait.cpp.
#pragma once

namespace intake {

enum class Wanted { nothing, reload, stop };

class SignalInbox {
 public:
  SignalInbox();
  ~SignalInbox();
  SignalInbox(const SignalInbox&) = delete;
  SignalInbox& operator=(const SignalInbox&) = delete;

  // From now on signals come in; called in the main thread once all other threads run.
  void open();
  // Sleeps until something is wanted; a stop counts before a reload. Main thread only.
  Wanted wait();
  // As if SIGTERM had come; from any thread.
  void ask_to_stop();
};

}  // namespace intake
