// One record on a socket between the daemon, the fork server and its readers: version, kind, length, bytes. The length
// is checked against a bound for its kind before memory is taken, and memory grows only as bytes arrive. Interface of a
// few system calls; never throws but for lack of memory.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "plugin/owned_fd.h"

namespace intake {

enum class RecordKind : unsigned char {
  setup = 1,        // daemon -> fork server: what to load, which limits
  ready,            // fork server -> daemon: loaded
  failure,          // fork server -> daemon: cannot be loaded, in words
  hello,            // reader -> daemon: the jail is closed; with a handle of the process
  message,          // daemon -> reader
  decision,         // reader -> daemon
  decrypt,          // reader -> daemon: open a seal
  verify_detached,  //
  verify_opaque,    //
  opened,           // daemon -> reader: what came of it
};

struct Record {
  RecordKind kind = RecordKind::failure;
  std::string bytes;
};

enum class RecordFault { closed, late, broken };

// Either a record or why there is none.
struct Received {
  std::optional<Record> record;
  RecordFault fault = RecordFault::broken;
};

using Deadline = std::optional<std::chrono::steady_clock::time_point>;  // none: waits for ever
using MostBytes = std::function<std::size_t(RecordKind)>;               // 0: a kind that must not come

// False when the other side is gone or does not take it in time.
bool send_record(int fd, RecordKind kind, std::string_view bytes, Deadline deadline);
Received receive_record(int fd, const MostBytes& most_bytes, Deadline deadline);

// A record without bytes of its own, and an open file with it (SCM_RIGHTS, unix(7)).
bool send_file(int fd, RecordKind kind, int file);
struct ReceivedFile {
  OwnedFd file;
  RecordKind kind = RecordKind::failure;
};
std::optional<ReceivedFile> receive_file(int fd, Deadline deadline);

}  // namespace intake
