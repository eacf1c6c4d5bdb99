// One cryptographic operation with GpgME, in the calling process. Only the small helper program intake-seal calls it: a
// stuck or bloated engine then dies with its process group and never takes the daemon along (GpgME has no time-out).
// Offline, never a prompt, no key import; plaintext is buffered and given out only when the whole operation succeeded.
#pragma once

#include <cstddef>
#include <string>

#include "parser/decryptor.h"

namespace intake {

enum class SealOperation { decrypt, verify_detached, verify_opaque };

struct SealRequest {
  SealOperation operation = SealOperation::decrypt;
  SealProtocol protocol = SealProtocol::openpgp;
  std::string home;          // GNUPGHOME; never changed (CMS signatures are verified in a throw-away copy)
  std::string data;          // ciphertext or signed bytes
  std::string signature;     // detached signature
  std::size_t most_bytes = 0;
};

Opened perform(const SealRequest& request);

}  // namespace intake
