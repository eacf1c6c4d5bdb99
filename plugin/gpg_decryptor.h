// The real Decryptor: each operation runs in the helper program intake-seal, in a process group of its own that is killed
// as a whole when it is late. A bounded number runs at once; the others wait. Thread-safe; never throws.
#pragma once

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <string>

#include "parser/decryptor.h"
#include "parser/gpgme_session.h"

namespace intake {

struct GpgOptions {
  std::filesystem::path home;               // GNUPGHOME, owned by the daemon
  std::filesystem::path helper;             // intake-seal
  int at_once = 4;                          // GnuPG gains nothing from more on 2 cores, and fails at 64 (measured)
  std::chrono::seconds deadline{20};        // for one operation; an ordinary one takes 20 ms
};

class GpgDecryptor : public Decryptor {
 public:
  explicit GpgDecryptor(GpgOptions options);
  Opened decrypt(SealProtocol protocol, std::string_view ciphertext, std::size_t most_bytes) override;
  SignatureState verify_detached(SealProtocol protocol, std::string_view signed_bytes, std::string_view signature) override;
  Opened verify_opaque(SealProtocol protocol, std::string_view signed_bytes, std::size_t most_bytes) override;

 private:
  Opened ask_helper(const SealRequest& request);
  GpgOptions options_;
  std::mutex mutex_;
  std::condition_variable free_;
  int running_ = 0;
};

}  // namespace intake
