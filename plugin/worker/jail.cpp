#include "plugin/worker/jail.h"

#include <linux/seccomp.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <memory>

#include "plugin/sanitized_build.h"
#include "plugin/owned_fd.h"

namespace intake {

namespace {

// What computing needs. Pages may become executable: patterns that are first used inside the jail are compiled there
// too.
constexpr int allowed[] = {
    SCMP_SYS(read),         SCMP_SYS(write),
    SCMP_SYS(close),        SCMP_SYS(mmap),
    SCMP_SYS(munmap),       SCMP_SYS(mremap),
    SCMP_SYS(mprotect),     SCMP_SYS(madvise),
    SCMP_SYS(brk),          SCMP_SYS(futex),
    SCMP_SYS(getrandom),    SCMP_SYS(clock_gettime),
    SCMP_SYS(gettimeofday), SCMP_SYS(time),
    SCMP_SYS(getpid),       SCMP_SYS(gettid),
    SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack),
    SCMP_SYS(sched_yield),  SCMP_SYS(restart_syscall),
    SCMP_SYS(exit),         SCMP_SYS(exit_group),
};

// What no library here ever asks for: whoever calls these has been taken over, and ends at once.
constexpr int deadly[] = {
    SCMP_SYS(fork),
    SCMP_SYS(vfork),
    SCMP_SYS(clone),
    SCMP_SYS(clone3),
    SCMP_SYS(execve),
    SCMP_SYS(execveat),
    SCMP_SYS(socket),
    SCMP_SYS(socketpair),
    SCMP_SYS(connect),
    SCMP_SYS(bind),
    SCMP_SYS(sendmsg),
    SCMP_SYS(sendto),
    SCMP_SYS(ptrace),
    SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev),
    SCMP_SYS(bpf),
    SCMP_SYS(io_uring_setup),
    SCMP_SYS(userfaultfd),
    SCMP_SYS(perf_event_open),
    SCMP_SYS(unshare),
    SCMP_SYS(setns),
    SCMP_SYS(mount),
    SCMP_SYS(keyctl),
    SCMP_SYS(kill),
};

struct FilterDeleter {
  void operator()(void* filter) const { seccomp_release(filter); }
};

// Everything else fails with "not permitted": libraries try to open optional files, and go on without them.
bool add_rules(void* filter) {
  for (const int call : allowed) {
    if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) != 0) return false;
  }
  for (const int call : deadly) {
    if (seccomp_rule_add(filter, SCMP_ACT_KILL_PROCESS, call, 0) != 0) return false;
  }
  return true;
}

// As the kernel takes it; libseccomp 2.5 exports to a file only.
std::vector<sock_filter> make_filter() {
  const std::unique_ptr<void, FilterDeleter> filter(seccomp_init(SCMP_ACT_ERRNO(EPERM)));
  const OwnedFd file(memfd_create("filter", MFD_CLOEXEC));
  if (!filter || !file || !add_rules(filter.get()) || seccomp_export_bpf(filter.get(), file.get()) != 0) return {};
  const off_t bytes = lseek(file.get(), 0, SEEK_END);
  std::vector<sock_filter> steps(static_cast<std::size_t>(bytes) / sizeof(sock_filter));
  return pread(file.get(), steps.data(), static_cast<std::size_t>(bytes), 0) == bytes ? steps
                                                                                      : std::vector<sock_filter>();
}

bool load(const std::vector<sock_filter>& filter) {
  std::vector<sock_filter> steps = filter;
  const sock_fprog program{static_cast<unsigned short>(steps.size()), steps.data()};
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;  // an empty one is refused
}

bool limit(__rlimit_resource_t what, rlim_t most) {
  const rlimit value{most, most};
  return setrlimit(what, &value) == 0;
}

// What this process has mapped (proc(5), statm).
std::size_t mapped_bytes() {
  std::ifstream in("/proc/self/statm");
  std::size_t pages = 0;
  in >> pages;
  return pages * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

}  // namespace

Jail::Jail(const JailLimits& limits) : limits_(limits), mapped_bytes_(mapped_bytes()), filter_(make_filter()) {}

std::vector<std::string> Jail::close() const {
  std::vector<std::string> refused;
  const auto must = [&](bool done, const char* what) {
    if (!done) refused.emplace_back(what);
  };
  const rlim_t memory = mapped_bytes_ + limits_.memory_bytes;
  must(limit(RLIMIT_CORE, 0) && prctl(PR_SET_DUMPABLE, 0) == 0, "no core dumps");
  must(limit(RLIMIT_CPU, static_cast<rlim_t>(limits_.cpu_seconds)), "the CPU limit");
  must(limit(RLIMIT_FSIZE, 0), "the limit of written files");
  must(sanitized_build || limit(RLIMIT_AS, memory), "the memory limit");
  must(limit(RLIMIT_NOFILE, 0), "the limit of open files");
  must(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0, "no new privileges");
  must(load(filter_), "the system call filter (seccomp)");
  return refused;
}

}  // namespace intake
