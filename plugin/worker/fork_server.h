// The daemon's side of the program intake-reader or intake-ocr-reader: starts it, tells it what to load, and orders
// readers, each with a socket of its own. Started again when it has died. Thread-safe; failure is words for the
// administrator.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <memory>
#include <mutex>
#include <string>

#include "plugin/worker/reader_setup.h"
#include "plugin/worker/record.h"

namespace intake {

// One ordered reader. It may still be on its way; await() it before use.
class Reader {
 public:
  explicit Reader(OwnedFd socket) : socket_(std::move(socket)) {}
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;
  // Whatever it does, it ends with its owner.
  ~Reader();

  // Until its jail is closed; `refused` gets what the kernel refused of it. False when it does not come.
  bool await(Deadline deadline, std::vector<std::string>& refused);
  [[nodiscard]] int socket() const { return socket_.get(); }
  [[nodiscard]] int process() const { return process_.get(); }  // a pidfd; -1 before await()

 private:
  OwnedFd socket_;
  OwnedFd process_;
};

class ForkServer {
 public:
  ForkServer(std::filesystem::path program, ReaderSetup setup)
      : program_(std::move(program)), setup_(std::move(setup)) {}
  ForkServer(const ForkServer&) = delete;
  ForkServer& operator=(const ForkServer&) = delete;
  ~ForkServer() { stop(); }

  // Empty, or why it cannot run.
  std::string start();
  // Costs no wait; null when there is none to be had.
  std::unique_ptr<Reader> order();

 private:
  std::string start_locked();
  std::unique_ptr<Reader> order_locked();
  void stop();

  std::filesystem::path program_;
  ReaderSetup setup_;
  std::mutex mutex_;
  OwnedFd control_;
  pid_t pid_ = -1;
};

}  // namespace intake
