// Starts a program in a process group of its own, with one end of a socket pair as its standard input: how the daemon
// has its helpers. Nothing of its signals or standard error is handed on. The only owner of posix_spawn(3).
// Thread-safe; failure is an empty socket or no pid.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

#include "plugin/owned_fd.h"

namespace intake {

struct SocketPair {
  OwnedFd ours;
  OwnedFd theirs;
};

// Of a stream, closed on exec; empty, with errno, where there is none to be had.
SocketPair make_socket_pair();

struct Program {
  std::vector<std::string> words;             // the first is looked for in PATH where it has no slash
  bool answers_on_output = false;             // standard output is the socket too, else nowhere
  std::vector<std::string> environment = {};  // empty: that of this process
};

struct Spawned {
  OwnedFd socket;
  pid_t pid = -1;
};

Spawned spawn(Program program);

}  // namespace intake
