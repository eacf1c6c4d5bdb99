#include "plugin/spawn.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>

#include <csignal>

extern char** environ;

namespace intake {

namespace {

// As execve(2) takes them; the words stay with their owner.
std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> out;
  for (std::string& word : words) out.push_back(word.data());
  out.push_back(nullptr);
  return out;
}

pid_t start(Program& program, int socket) {
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, socket, STDIN_FILENO);
  if (program.answers_on_output)
    posix_spawn_file_actions_adddup2(&files, socket, STDOUT_FILENO);
  else
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  sigset_t nothing_blocked;
  sigemptyset(&nothing_blocked);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setsigmask(&attributes, &nothing_blocked);
  const std::vector<char*> words = pointers(program.words);
  const std::vector<char*> own = pointers(program.environment);
  pid_t pid = -1;
  const int error = posix_spawnp(&pid, words[0], &files, &attributes, words.data(),
                                 program.environment.empty() ? environ : own.data());
  posix_spawn_file_actions_destroy(&files);
  posix_spawnattr_destroy(&attributes);
  return error == 0 ? pid : -1;
}

}  // namespace

SocketPair make_socket_pair() {
  int ends[2] = {-1, -1};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return {};
  return {OwnedFd(ends[0]), OwnedFd(ends[1])};
}

Spawned spawn(Program program) {
  SocketPair pair = make_socket_pair();
  if (!pair.ours) return {};
  const pid_t pid = start(program, pair.theirs.get());
  return {std::move(pair.ours), pid};
}

}  // namespace intake
