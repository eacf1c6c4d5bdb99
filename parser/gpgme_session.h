// One cryptographic operation with GpgME, in the calling process. Only the small program intake-seal calls it: a
// stuck or bloated engine then dies with its process group and never takes the daemon along (GpgME has no time-out).
// Offline, never a prompt, no key import; output is buffered and given out only when the whole operation succeeded.
#pragma once

#include <cstddef>
#include <string>

#include "parser/decryptor.h"

namespace intake {

enum class SealOperation {
  decrypt,
  verify_detached,
  verify_opaque,
  encrypt,    // `data` to the key of `recipient`, and signed by `signer` where that is not empty (OpenPGP only)
  sign,       // output: one line with the digest's name ("pgp-sha512", "sha256"), then the detached signature
  list_keys,  // output: one line a key, fields separated by tabs (plugin/crypto/key_list.h)
};

struct SealRequest {
  SealOperation operation = SealOperation::decrypt;
  SealProtocol protocol = SealProtocol::openpgp;
  std::string home;       // GNUPGHOME
  std::string data;       // ciphertext, signed bytes or plaintext
  std::string signature;  // detached signature
  std::string recipient;  // mail address or fingerprint
  std::string signer;     // fingerprint
  std::size_t most_bytes = 0;
};

Opened perform(const SealRequest& request);

}  // namespace intake
