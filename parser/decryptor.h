// Port: opens encrypted parts and checks signatures. The real one (gpg_decryptor) wraps GpgME; tests use fakes.
// Implementations are safe to call from several threads, never throw, and release plaintext only on success (EFAIL).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace intake {

enum class SealProtocol { openpgp, cms };

enum class SignatureState {
  none,
  good,
  bad,          // does not verify, or by an expired or revoked key
  unknown_key,  // neither proves nor hides anything
  not_checked,  // our fault, as OpenOutcome::fault
};

enum class OpenOutcome {
  opened,
  no_key,     // encrypted to a key that the mailbox does not have, or by password only
  damaged,    // cannot be decrypted, or without integrity protection (no MDC, no AEAD)
  too_large,  // more plaintext than allowed
  fault,      // our fault: engine missing, agent dead, time-out, out of memory
};

struct Opened {
  OpenOutcome outcome = OpenOutcome::fault;
  SignatureState signature = SignatureState::none;
  std::string plaintext;  // empty unless outcome is opened
};

class Decryptor {
 public:
  virtual ~Decryptor() = default;
  virtual Opened decrypt(SealProtocol protocol, std::string_view ciphertext, std::size_t most_bytes) = 0;
  // A detached signature over exactly the given bytes (canonical CRLF line ends are the caller's business).
  virtual SignatureState verify_detached(SealProtocol protocol, std::string_view signed_bytes,
                                         std::string_view signature) = 0;
  // Clear-signed text or a signed-data container: plaintext and state of the signature.
  virtual Opened verify_opaque(SealProtocol protocol, std::string_view signed_bytes, std::size_t most_bytes) = 0;
};

}  // namespace intake
