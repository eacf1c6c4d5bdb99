#include "plugin/daemon/process_setup.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <string>

namespace intake {

namespace {

constexpr rlim_t wanted_descriptors =
    65'536;  // sessions of a busy MTA, replies, helper processes; costs nothing unused

}  // namespace

void prepare_process() {
  rlimit descriptors{};
  if (getrlimit(RLIMIT_NOFILE, &descriptors) == 0 && descriptors.rlim_cur < wanted_descriptors) {
    descriptors.rlim_cur = std::min(wanted_descriptors, descriptors.rlim_max);
    setrlimit(RLIMIT_NOFILE, &descriptors);
  }
  const rlimit no_core{0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);  // core(5): the limit alone does not stop a piped core dump
}

bool Background::enter() {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return false;
  const pid_t child = fork();
  if (child < 0) return false;
  if (child > 0) {
    close(ends[1]);
    char byte = 0;
    if (read(ends[0], &byte, 1) == 1) _exit(EX_OK);
    int status = 0;
    waitpid(child, &status, 0);
    _exit(WIFEXITED(status) ? WEXITSTATUS(status) : EX_SOFTWARE);
  }
  close(ends[0]);
  report_ = ends[1];
  setsid();
  return true;
}

void Background::ready() {
  if (report_ < 0) return;
  const int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
  for (int fd = 0; nowhere >= 0 && fd <= 2; ++fd) dup2(nowhere, fd);
  if (nowhere > 2) close(nowhere);
  const char byte = 1;
  if (write(report_, &byte, 1) != 1) return;
  close(report_);
  report_ = -1;
}

bool standard_error_is_the_journal() {
  const char* stream = std::getenv("JOURNAL_STREAM");  // "device:inode"; children may inherit it with another stderr
  struct stat about {};
  if (stream == nullptr || fstat(STDERR_FILENO, &about) != 0) return false;
  return std::to_string(about.st_dev) + ":" + std::to_string(about.st_ino) == stream;
}

void tell_service_manager(const char* state) {
  const char* path = std::getenv("NOTIFY_SOCKET");
  if (path == nullptr || *path == '\0') return;
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::size_t length = std::min(std::strlen(path), sizeof address.sun_path - 1);
  std::memcpy(address.sun_path, path, length);
  if (address.sun_path[0] == '@') address.sun_path[0] = '\0';  // an abstract socket
  const int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return;
  const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + length);
  sendto(fd, state, std::strlen(state), MSG_NOSIGNAL, reinterpret_cast<const sockaddr*>(&address), size);
  close(fd);
}

}  // namespace intake
