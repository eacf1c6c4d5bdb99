// Keys and certificates of the GnuPG home as a list. Only what an administrator put there is in it; nothing comes from
// mail. Thread-safe; a list that cannot be read is nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "plugin/crypto/gpg_engine.h"

namespace intake {

struct KeyEntry {
  SealProtocol protocol = SealProtocol::openpgp;
  std::string fingerprint;
  std::int64_t expires = 0;  // seconds UTC, the earliest of its parts that decrypt; 0: never
  bool secret = false;       // the filter can decrypt or sign with it
  bool encrypts = false;
  bool signs = false;
  bool valid = false;  // neither expired nor revoked
  std::string name;    // user id or subject
};

std::optional<std::vector<KeyEntry>> list_keys(GpgEngine& engine);
// The same key by its fingerprint, with or without blanks and in any case.
const KeyEntry* find_key(const std::vector<KeyEntry>& keys, const std::string& fingerprint);

}  // namespace intake
