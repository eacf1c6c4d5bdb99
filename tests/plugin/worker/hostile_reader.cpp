// A reader program as if taken over by the message it reads: the first word of the message says what it tries. What the
// jail stops with an error is reported as language fi, what succeeds as sv; what the jail ends has no answer.
#include <fcntl.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <map>
#include <new>
#include <string>
#include <vector>

#include "plugin/worker/reader_process.h"

namespace {

using namespace intake;

constexpr int most_files = 1024;
constexpr std::size_t gibibyte = 1U << 30;

// The socket to the daemon is the only open file; its number is not told.
int open_files() {
  int count = 0;
  for (int fd = 0; fd < most_files; ++fd) count += write(fd, "", 0) == 0 ? 1 : 0;
  return count;
}

void say(const std::string& bytes) {
  for (int fd = 0; fd < most_files; ++fd) {
    if (write(fd, bytes.data(), bytes.size()) > 0) return;
  }
}

std::string head(int version, int kind, std::uint32_t size) {
  std::string bytes = {static_cast<char>(version), static_cast<char>(kind)};
  for (int shift = 24; shift >= 0; shift -= 8) bytes.push_back(static_cast<char>((size >> shift) & 0xFFU));
  return bytes;
}

bool allocates(std::size_t bytes) {
  void* const memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return memory != MAP_FAILED;
}

bool grows_piece_by_piece() {
  std::vector<std::string> pieces;
  try {
    while (pieces.size() < 1024) pieces.emplace_back(gibibyte / 1024, 'x');
  } catch (const std::bad_alloc&) {
    return false;
  }
  return true;
}

[[noreturn]] void spin() {
  for (std::atomic<unsigned> i = 0;; ++i) continue;
}

[[noreturn]] void hang() {
  for (;;) sched_yield();
}

std::size_t recurse(std::size_t depth) {
  volatile char page[4096] = {};
  page[depth % sizeof page] = 1;
  return depth > gibibyte ? 0 : recurse(depth + 1) + static_cast<std::size_t>(page[0]);
}

// True where the attempt succeeded.
const std::map<std::string, std::function<bool()>> attempts = {
    {"nothing", [] { return false; }},
    {"files", [] { return open_files() != 1; }},
    {"environment", [] { return std::getenv("PATH") != nullptr; }},
    {"open", [] { return open("/etc/passwd", O_RDONLY) >= 0; }},
    {"create", [] { return open("/tmp/intake-reader-was-here", O_CREAT | O_WRONLY, 0600) >= 0; }},
    {"remove", [] { return unlink("/tmp/intake-reader-was-here") == 0 || errno != EPERM; }},
    {"folder", [] { return chdir("/") == 0; }},
    {"gibibyte", [] { return allocates(gibibyte); }},
    {"grow", grows_piece_by_piece},
    {"raise_limit",
     [] {
       const rlimit more{RLIM_INFINITY, RLIM_INFINITY};
       return setrlimit(RLIMIT_AS, &more) == 0;
     }},
    {"parent", [] { return getppid() > 0; }},
    // These end the reader.
    {"socket", [] { return socket(AF_INET, SOCK_STREAM, 0) >= 0; }},
    {"unix_socket", [] { return socket(AF_UNIX, SOCK_STREAM, 0) >= 0; }},
    {"fork", [] { return fork() >= 0; }},
    {"vfork", [] { return system("true") == 0; }},
    {"exec", [] { return execl("/bin/true", "true", nullptr) == 0; }},
    {"ptrace", [] { return ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) == 0; }},
    {"kill", [] { return kill(1, 0) == 0; }},
    {"abort",
     [] {
       std::abort();
       return true;
     }},
    {"throw", []() -> bool { throw std::bad_alloc(); }},
    {"segfault", [] { return recurse(0) > 0; }},
    {"exit",
     [] {
       _exit(0);
       return true;
     }},
    {"spin", []() -> bool { spin(); }},
    // These are late, or lie.
    {"hang", []() -> bool { hang(); }},
    {"garbage",
     []() -> bool {
       say("no record at all, just bytes");
       hang();
     }},
    {"other_version",
     []() -> bool {
       say(head(2, 6, 0));
       hang();
     }},
    {"unknown_kind",
     []() -> bool {
       say(head(1, 99, 0));
       hang();
     }},
    {"kind_of_the_daemon",
     []() -> bool {
       say(head(1, 10, 0));
       hang();
     }},
    {"endless",
     []() -> bool {
       say(head(1, 6, 0xFFFFFFFFU));
       hang();
     }},
    {"empty_decision",
     []() -> bool {
       say(head(1, 6, 0));
       hang();
     }},
    {"cut_off",
     [] {
       say(head(1, 6, 1000) + "x");
       _exit(0);
       return true;
     }},
    {"uninvited_seal",
     []() -> bool {
       say(head(1, 7, 0));
       hang();
     }},
};

Decision decision_with(Language language) {
  Decision decision;
  decision.message.parts.emplace_back();
  decision.verdict.facts.language = language;
  return decision;
}

// Decisions with right bytes and wrong sense.
const std::map<std::string, std::function<void(Decision&)>> lies = {
    {"no_parts", [](Decision& d) { d.message.parts.clear(); }},
    {"beyond_the_end", [](Decision& d) { d.message.parts[0].end = 1U << 30; }},
    {"backwards", [](Decision& d) { d.message.parts[0].body_begin = 5; }},
    {"other_root", [](Decision& d) { d.message.parts[0].parent = 0; }},
    {"shapeless_code", [](Decision& d) { d.verdict.facts.code.status = ItemStatus::given; }},
    {"long_value", [](Decision& d) { d.verdict.facts.address.street = std::string(100'000, 'x'); }},
    {"not_utf8", [](Decision& d) { d.verdict.facts.name.surname = "\xFF\xFE"; }},
    {"phone_of_words",
     [](Decision& d) {
       d.verdict.facts.phone.status = ItemStatus::given;
       d.verdict.facts.phone.e164 = "+358\r\nX-Intake-Status: complete";
     }},
    {"words_for_the_terminal",
     [](Decision& d) {
       d.document.troubles = {{TroubleKind::damaged, 0, "\x1b[2J"}};
     }},
    {"years_without_end", [](Decision& d) { d.verdict.facts.years.years.assign(100'000, 2015); }},
};

Decision judge_hostile(const Question& question, Decryptor* decryptor) {
  const std::string word = question.raw.bytes.substr(0, question.raw.bytes.find(' '));
  Decision decision = decision_with(Language::fi);
  if (word == "pictures" && question.pictures) _exit(1);
  if (word == "ask") {  // more seals than a message can have
    for (int i = 0; i < 1000; ++i) decryptor->decrypt(SealProtocol::openpgp, "x", 1);
  }
  if (const auto lie = lies.find(word); lie != lies.end()) lie->second(decision);
  if (const auto attempt = attempts.find(word); attempt != attempts.end() && attempt->second()) {
    decision = decision_with(Language::sv);
  }
  return decision;
}

}  // namespace

int main() {
  return serve_readers(STDIN_FILENO,
                       [](const ReaderSetup&) -> Result<JudgeInJail> { return JudgeInJail(judge_hostile); });
}
