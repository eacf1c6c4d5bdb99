#include "plugin/milter/own_socket.h"

#include <arpa/inet.h>
#include <grp.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>
#include <system_error>
#include <vector>

namespace intake {

namespace {

namespace fs = std::filesystem;

std::string words(const SocketSpec& socket, const std::string& what) {
  return "milter.socket " + socket.text() + ": " + what;
}

std::string reason(int error) {
  return std::error_code(error, std::generic_category()).message();
}

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int get() const { return fd_; }

 private:
  int fd_;
};

bool connects_to_path(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
  const Descriptor fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  return fd.get() >= 0 && connect(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

struct AddressDeleter {
  void operator()(addrinfo* address) const { freeaddrinfo(address); }
};
using Addresses = std::unique_ptr<addrinfo, AddressDeleter>;

Addresses addresses_of(const SocketSpec& socket) {
  addrinfo hints{};
  hints.ai_family = socket.family == SocketSpec::Family::inet ? AF_INET : AF_INET6;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const char* host = socket.host.empty() ? nullptr : socket.host.c_str();  // null: this machine
  if (getaddrinfo(host, std::to_string(socket.port).c_str(), &hints, &found) != 0) return nullptr;
  return Addresses(found);
}

bool connects_to_port(const SocketSpec& socket) {
  const Addresses addresses = addresses_of(socket);
  if (!addresses) return false;
  const Descriptor fd(::socket(addresses->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0));
  return fd.get() >= 0 && connect(fd.get(), addresses->ai_addr, addresses->ai_addrlen) == 0;
}

// libmilter does not give its listening descriptor away: it is the one that accepts connections on this port.
void spare_the_wait() {
  for (const fs::directory_entry& entry : fs::directory_iterator("/proc/self/fd")) {
    const int fd = std::stoi(entry.path().filename().string());
    int accepts = 0;
    socklen_t size = sizeof accepts;
    if (getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &accepts, &size) != 0 || accepts == 0) continue;
    const int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  }
}

// The group's number, or an error of the table of groups.
Result<gid_t> group_number(const std::string& name) {
  std::vector<char> room(64 * 1024);
  group entry{};
  group* found = nullptr;
  const int error = getgrnam_r(name.c_str(), &entry, room.data(), room.size(), &found);
  if (found != nullptr) return found->gr_gid;
  return Result<gid_t>::failure("milter.socket_group: there is no group '" + name + "'" +
                                (error != 0 ? ": " + reason(error) : "") +
                                "; make it, or name the group that the MTA runs in");
}

}  // namespace

std::string obstacle_at(const SocketSpec& socket) {
  if (socket.family != SocketSpec::Family::unix_path) {
    return addresses_of(socket) ? std::string()
                                : words(socket, "no address has that name; write the number, for example 127.0.0.1");
  }
  std::error_code error;
  const fs::path folder = fs::path(socket.path).parent_path();
  if (!fs::is_directory(folder, error))
    return words(socket, "its folder " + folder.string() + " does not exist; make it");
  if (access(folder.c_str(), W_OK | X_OK) != 0)
    return words(socket,
                 "this user may not write to " + folder.string() + "; give it the right, or run as another user");
  const fs::file_status there = fs::symlink_status(socket.path, error);
  if (!fs::exists(there)) return {};
  if (!fs::is_socket(there))
    return words(socket, "something that is no socket stands there; remove it, or choose another path");
  return connects_to_path(socket.path)
             ? words(socket, "another program is listening there; stop it first, or choose another path")
             : std::string();
}

Success let_in(const SocketSpec& socket, const std::string& group, const std::string& mode) {
  if (socket.family != SocketSpec::Family::unix_path) {
    spare_the_wait();
    return Done{};
  }
  if (!group.empty()) {
    const Result<gid_t> number = group_number(group);
    if (!number) return Success::failure(number.error());
    if (chown(socket.path.c_str(), static_cast<uid_t>(-1), *number) != 0) {
      return Success::failure(words(
          socket, "cannot be given to the group " + group + ": " + reason(errno) + "; add this user to that group"));
    }
  }
  if (chmod(socket.path.c_str(), static_cast<mode_t>(std::stoul(mode, nullptr, 8))) != 0) {
    return Success::failure(words(socket, "its permissions cannot be set: " + reason(errno)));
  }
  return Done{};
}

bool touch(const SocketSpec& socket) {
  return socket.family == SocketSpec::Family::unix_path ? connects_to_path(socket.path) : connects_to_port(socket);
}

}  // namespace intake
