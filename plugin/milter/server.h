// Runs libmilter: opens the socket with the permissions that the configuration names, serves until it is told to stop,
// and stops without cutting off a message. libmilter runs in a thread of its own; the signals that it would stop on are
// kept from it (signal_wait.cpp). open(), start() and stop() are called from one thread.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <string>

#include "plugin/configuration/socket_spec.h"
#include "plugin/milter/callbacks.h"
#include "plugin/result.h"

namespace intake {

struct ServerOptions {
  SocketSpec socket;
  std::string socket_group;          // of a unix socket; empty: the process's own
  std::string socket_mode = "0660";  // octal
  int timeout_seconds = 300;         // silence of the MTA after which a session is closed
};

// See signal_wait.cpp.
bool keeps_signals_from_libmilter();

class MilterServer {
 public:
  // `service` must outlive the server.
  MilterServer(ServerOptions options, MilterService& service);
  ~MilterServer();
  MilterServer(const MilterServer&) = delete;
  MilterServer& operator=(const MilterServer&) = delete;

  // Binds the socket. The words of a failure say what to do.
  Success open();
  // Serves in threads of its own; `ended` is called when libmilter stops by itself.
  void start(std::function<void()> ended);
  // No new message is taken; those in hand are finished, for at most `patience`.
  void stop(std::chrono::seconds patience);

 private:
  void tell_libmilter_to_stop();

  struct Threads;
  ServerOptions options_;
  MilterService& service_;
  std::unique_ptr<Threads> threads_;
  bool opened_ = false;
};

}  // namespace intake
