// intake-seal: opens, verifies or makes seals, one at a time. Reads requests on standard input, answers on standard
// output. Started by the daemon in a process group of its own, under limits that GnuPG inherits; knows no
// configuration.
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <optional>
#include <string>

#include "parser/gpgme_session.h"
#include "plugin/crypto/seal_protocol.h"
#include "plugin/sanitized_build.h"

namespace {

using namespace intake;

constexpr rlim_t cpu_seconds = 10;         // a bomb of 1 GiB costs gpg 4 to 9 s; an ordinary message 0.02
constexpr rlim_t memory_bytes = 1U << 30;  // the largest message and payload several times over; gpg itself needs 10 MB
constexpr rlim_t file_bytes = 64U << 20;   // it has nothing to write but certificates in a throw-away home
constexpr std::size_t read_bytes = 1U << 16;

// One record; nothing at the end of the stream.
std::optional<std::string> read_record() {
  std::string in;
  std::string buffer(read_bytes, '\0');
  for (ssize_t got = 0; (got = read(STDIN_FILENO, buffer.data(), buffer.size())) > 0;) {
    in.append(buffer, 0, static_cast<std::size_t>(got));
    std::size_t at = 0;
    if (auto record = take_record(in, at)) return record;
  }
  return std::nullopt;
}

bool write_all(const std::string& out) {
  for (std::size_t at = 0; at < out.size();) {
    const ssize_t put = write(STDOUT_FILENO, out.data() + at, out.size() - at);
    if (put <= 0) return false;
    at += static_cast<std::size_t>(put);
  }
  return true;
}

void limit(int resource, rlim_t most) {
  const rlimit both{most, most};
  setrlimit(static_cast<__rlimit_resource>(resource), &both);
}

}  // namespace

int main() {
  limit(RLIMIT_CPU, cpu_seconds);
  if (!sanitized_build) limit(RLIMIT_AS, memory_bytes);
  limit(RLIMIT_FSIZE, file_bytes);
  limit(RLIMIT_CORE, 0);
  prctl(PR_SET_DUMPABLE, 0);
  close_range(STDERR_FILENO + 1, ~0U, 0);  // whatever the daemon left open
  umask(077);

  while (const std::optional<std::string> asked = read_record()) {
    const std::optional<SealRequest> request = request_of(*asked);
    if (!request) return EXIT_FAILURE;
    std::string out;
    put_record(out, bytes_of(perform(*request)));
    if (!write_all(out)) return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
