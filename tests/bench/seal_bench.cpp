// Encrypted mail: messages a second through the whole line (read, open, judge, with intake-seal apart) against a bare
// loop over GpgME on the same ciphertext in the same run, in turns. Usage: seal_bench [SECONDS]. Exit 1 below 90 %.
#include <gpgme.h>

#include <chrono>
#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include "plugin/configuration.h"
#include "plugin/pipeline.h"

namespace {

using namespace intake;
using Clock = std::chrono::steady_clock;

constexpr double least_share = 0.90;
constexpr int rounds = 5;

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

template <typename Work>
double per_second(double seconds, const Work& work) {
  const auto begin = Clock::now();
  int done = 0;
  double took = 0;
  while (took < seconds) {
    if (!work()) {
      std::fprintf(stderr, "an operation failed\n");
      std::exit(1);
    }
    ++done;
    took = std::chrono::duration<double>(Clock::now() - begin).count();
  }
  return done / took;
}

}  // namespace

int main(int argc, char** argv) {
  const double seconds = (argc > 1 ? std::atof(argv[1]) : 15.0) / (2 * rounds);
  std::setlocale(LC_ALL, "");
  gpgme_check_version(nullptr);
  const LoadedConfiguration loaded = load_configuration(INTAKE_SOURCE_DIR "/tests/corpus.toml");
  if (!loaded.configuration) return 1;
  Settings settings = loaded.configuration->settings;
  settings.gnupg_home = INTAKE_BUILD_DIR "/keyring";
  settings.seal_program = INTAKE_BUILD_DIR "/intake-seal";
  setenv("GNUPGHOME", settings.gnupg_home.c_str(), 1);
  const std::unique_ptr<Decryptor> decryptor = make_decryptor(settings);
  const RawMessage raw{{}, {}, read_file(INTAKE_SOURCE_DIR "/tests/corpus/dev/struct/st-037.eml")};
  const std::size_t begin = raw.bytes.find("-----BEGIN PGP MESSAGE-----");
  const std::string ciphertext = raw.bytes.substr(begin, raw.bytes.find("-----END PGP MESSAGE-----") + 26 - begin);
  double bare = 0;
  double whole = 0;
  for (int round = 0; round < rounds; ++round) {
    bare += per_second(seconds, [&] { return decrypt_bare(ciphertext); });
    whole += per_second(seconds, [&] {
      return decide(raw, loaded.configuration->snapshot, decryptor.get()).verdict.crypto ==
             Crypto::encrypted_and_signed;
    });
  }
  std::printf("bare GpgME %.0f/s, whole line %.0f/s, share %.0f %%\n", bare / rounds, whole / rounds,
              100 * whole / bare);
  return whole >= least_share * bare ? 0 : 1;
}
