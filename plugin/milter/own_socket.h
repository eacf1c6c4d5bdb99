// The filter's own listening socket as the file system and the network see it: what stands in its way, who may connect,
// a connection to itself. libmilter has no call for any of it. Thread-safe; failures are words for the administrator.
#pragma once

#include <string>

#include "plugin/configuration/socket_spec.h"
#include "plugin/result.h"

namespace intake {

// Why the socket cannot be bound: a missing folder, a file that is no socket, another program that listens there.
// Empty: nothing.
std::string obstacle_at(const SocketSpec& socket);

// Group and mode (octal) of a unix socket; TCP_NODELAY for the others, which accepted connections inherit: libmilter
// writes an answer in two pieces, and with Nagle's algorithm each message would wait 40 ms for an acknowledgement.
Success let_in(const SocketSpec& socket, const std::string& group, const std::string& mode);

// Connects and hangs up: an event for libmilter's listener and its pool of threads. False where nobody listens.
bool touch(const SocketSpec& socket);

}  // namespace intake
