// Encrypted mail, messages a second, two at a time: a bare loop over GpgME; the same ciphertext opened by the daemon's
// engine (intake-seal, watched agent); the whole message, read, opened and judged in this process; the same through the
// jailed readers, of which each serves one message. All in the same run, in turns. Usage: seal_bench [SECONDS]. Exit 1
// where the engine reaches less than 90 % of the bare loop.
#include <gpgme.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "plugin/configuration/configuration.h"
#include "plugin/crypto/gpg_decryptor.h"
#include "plugin/worker/reader_pool.h"

namespace {

using namespace intake;
using Clock = std::chrono::steady_clock;

constexpr double least_share = 0.90;
constexpr int rounds = 5;
constexpr int at_once = 2;
constexpr std::size_t most_bytes = 1U << 20;

std::string read_file(const std::string& name) {
  std::ifstream in(name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// What a filter would do at the least: a context, one call, the plaintext.
bool decrypt_bare(const std::string& ciphertext) {
  gpgme_ctx_t context = nullptr;
  gpgme_data_t in = nullptr;
  gpgme_data_t out = nullptr;
  gpgme_new(&context);
  gpgme_set_offline(context, 1);
  gpgme_data_new_from_mem(&in, ciphertext.data(), ciphertext.size(), 0);
  gpgme_data_new(&out);
  const bool opened = gpgme_op_decrypt_verify(context, in, out) == 0;
  gpgme_data_release(in);
  gpgme_data_release(out);
  gpgme_release(context);
  return opened;
}

// Of all threads together. A failure ends the program: what does not work must not look fast.
template <typename Work>
double per_second(double seconds, const Work& work) {
  const auto begin = Clock::now();
  std::atomic<int> done{0};
  const auto loop = [&] {
    while (std::chrono::duration<double>(Clock::now() - begin).count() < seconds) {
      if (!work()) std::_Exit(1);
      ++done;
    }
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < at_once; ++i) threads.emplace_back(loop);
  for (std::thread& thread : threads) thread.join();
  return done / std::chrono::duration<double>(Clock::now() - begin).count();
}

std::string ciphertext_of(const std::string& message) {
  const std::size_t begin = message.find("-----BEGIN PGP MESSAGE-----");
  return message.substr(begin, message.find("-----END PGP MESSAGE-----") + 26 - begin);
}

// In a process of its own, without rules in its memory: GpgME forks, and a fork of a large process is slow.
double bare_apart(double seconds) {
  const std::string command = "/proc/" + std::to_string(getpid()) + "/exe --bare " + std::to_string(seconds);
  std::FILE* const out = popen(command.c_str(), "r");
  double reached = 0;
  if (out == nullptr || std::fscanf(out, "%lf", &reached) != 1 || pclose(out) != 0) std::exit(1);
  return reached;
}

}  // namespace

int main(int argc, char** argv) {
  setenv("GNUPGHOME", INTAKE_BUILD_DIR "/keyring", 1);
  const RawMessage raw{{}, {}, read_file(INTAKE_SOURCE_DIR "/tests/corpus/dev/struct/st-037.eml")};
  const std::string ciphertext = ciphertext_of(raw.bytes);
  if (argc == 3) {
    gpgme_check_version(nullptr);
    std::printf("%f\n", per_second(std::atof(argv[2]), [&] { return decrypt_bare(ciphertext); }));
    return 0;
  }
  const double seconds = (argc > 1 ? std::atof(argv[1]) : 20.0) / (4 * rounds);
  LoadedSettings settings = load_settings(INTAKE_SOURCE_DIR "/tests/corpus.toml");
  settings.settings.gnupg_home = INTAKE_BUILD_DIR "/keyring";
  settings.settings.seal_program = INTAKE_BUILD_DIR "/intake-seal";
  settings.settings.reader_program = INTAKE_BUILD_DIR "/intake-reader";
  const LoadedConfiguration loaded = make_configuration(settings.settings);
  if (!loaded.configuration) return 1;
  const auto readers = start_readers(*loaded.configuration);
  if (!readers) return 1;
  GpgDecryptor decryptor(make_gpg_engine(loaded.configuration->settings));
  double bare = 0;
  double engine = 0;
  double judged = 0;
  double whole = 0;
  for (int round = 0; round < rounds; ++round) {
    bare += bare_apart(seconds) / rounds;
    engine += per_second(seconds,
                         [&] {
                           return decryptor.decrypt(SealProtocol::openpgp, ciphertext, most_bytes).outcome ==
                                  OpenOutcome::opened;
                         }) /
              rounds;
    judged += per_second(seconds,
                         [&] {
                           const Decision decision = decide(raw, loaded.configuration->snapshot, &decryptor);
                           return decision.verdict.crypto == Crypto::encrypted_and_signed;
                         }) /
              rounds;
    whole +=
        per_second(seconds, [&] { return (*readers)->decide(raw).verdict.crypto == Crypto::encrypted_and_signed; }) /
        rounds;
  }
  std::printf(
      "bare GpgME %.0f/s; engine %.0f/s, %.0f %%; read and judged too %.0f/s, %.0f %%; in the jail %.0f/s, %.0f %%\n",
      bare, engine, 100 * engine / bare, judged, 100 * judged / bare, whole, 100 * whole / bare);
  return engine >= least_share * bare ? 0 : 1;
}
