// The Decryptor of a jailed reader: it has no keys and no GnuPG, and asks the daemon over its socket. When the daemon
// is gone there is nobody to read for: the process ends.
#pragma once

#include "parser/decryptor.h"
#include "parser/limits.h"
#include "plugin/worker/record.h"

namespace intake {

struct SealQuestion;

class RemoteDecryptor : public Decryptor {
 public:
  RemoteDecryptor(int fd, const Limits& limits) : fd_(fd), limits_(limits) {}
  Opened decrypt(SealProtocol protocol, std::string_view ciphertext, std::size_t most_bytes) override;
  SignatureState verify_detached(SealProtocol protocol, std::string_view signed_bytes,
                                 std::string_view signature) override;
  Opened verify_opaque(SealProtocol protocol, std::string_view signed_bytes, std::size_t most_bytes) override;

 private:
  Opened ask(RecordKind kind, const SealQuestion& question) const;
  int fd_;
  Limits limits_;
};

}  // namespace intake
