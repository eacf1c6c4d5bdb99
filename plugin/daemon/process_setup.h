// What a daemon asks of its process: descriptors enough for every session, no core dumps (they would hold mail), a life
// in the background, and a word to systemd when it is ready (sd_notify(3)). Called from the main thread before any
// other runs.
#pragma once

namespace intake {

// Raises the limit of open descriptors as far as it goes: libmilter spins when accept() has none left.
void prepare_process();

// Leaves the terminal: the parent process waits for ready() or for the end of this one, and passes its exit code on.
class Background {
 public:
  // Returns in the child only; false where the process could not be forked.
  bool enter();
  // Standard input, output and error go nowhere from now on; the parent may go.
  void ready();

 private:
  int report_ = -1;
};

// systemd started this process and takes its standard error into the journal (JOURNAL_STREAM, systemd.exec(5)).
bool standard_error_is_the_journal();

// READY=1, RELOADING=1, STOPPING=1; nothing where no service manager asks for it.
void tell_service_manager(const char* state);

}  // namespace intake
