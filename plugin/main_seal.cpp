// intake-seal: opens or verifies one sealed part. Reads one request on standard input, writes the answer on standard output.
// Started by the daemon for each operation, in a process group of its own, under a CPU limit; knows no configuration.
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

#include "parser/gpgme_session.h"
#include "plugin/seal_protocol.h"

namespace {

using namespace intake;

constexpr rlim_t cpu_seconds = 10;       // a bomb of 1 GiB costs gpg 4 to 9 s; an ordinary message 0.02
constexpr std::size_t read_bytes = 1U << 16;

std::string read_all() {
  std::string in;
  std::string buffer(read_bytes, '\0');
  for (ssize_t got = 0; (got = read(STDIN_FILENO, buffer.data(), buffer.size())) > 0;) {
    in.append(buffer, 0, static_cast<std::size_t>(got));
  }
  return in;
}

bool write_all(const std::string& out) {
  for (std::size_t at = 0; at < out.size();) {
    const ssize_t put = write(STDOUT_FILENO, out.data() + at, out.size() - at);
    if (put <= 0) return false;
    at += static_cast<std::size_t>(put);
  }
  return true;
}

}  // namespace

int main() {
  const rlimit cpu{cpu_seconds, cpu_seconds};
  const rlimit no_core{0, 0};
  setrlimit(RLIMIT_CPU, &cpu);
  setrlimit(RLIMIT_CORE, &no_core);
  prctl(PR_SET_DUMPABLE, 0);

  const std::string in = read_all();
  std::size_t at = 0;
  const auto head = take_record(in, at);
  const auto home = take_record(in, at);
  const auto data = take_record(in, at);
  const auto signature = take_record(in, at);
  const auto most = take_record(in, at);
  if (!head || head->size() != 2 || !home || !data || !signature || !most) return EXIT_FAILURE;
  SealRequest request;
  request.operation = static_cast<SealOperation>((*head)[0]);
  request.protocol = static_cast<SealProtocol>((*head)[1]);
  request.home = *home;
  request.data = *data;
  request.signature = *signature;
  request.most_bytes = std::strtoull(most->c_str(), nullptr, 10);

  const Opened opened = perform(request);
  std::string out;
  put_record(out, {static_cast<char>(opened.outcome), static_cast<char>(opened.signature)});
  put_record(out, opened.plaintext);
  return write_all(out) ? EXIT_SUCCESS : EXIT_FAILURE;
}
