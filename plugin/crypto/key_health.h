// Whether the keys that the filter works with are there and stay valid: for the log at start, reload and once a day,
// and for `intakectl keys check`. Speaks of keys by their fingerprint and of the configuration; pure but for the
// engine. Thread-safe.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "plugin/configuration/settings.h"
#include "plugin/crypto/key_list.h"

namespace intake {

constexpr int warn_days_ahead = 60;  // time enough for a new key to reach those who write

// One sentence each; empty when all is well. `now` in seconds UTC.
std::vector<std::string> key_warnings(const std::vector<KeyEntry>& keys, const Settings& settings, std::int64_t now);
// The same, with the keys looked up; a home whose keys cannot be listed is a warning as well. Nothing where no home is
// configured.
struct KeyLook {
  std::vector<std::string> warnings;
  std::map<std::string, std::int64_t> expiry;  // of the keys that the filter decrypts or signs with, by fingerprint
};
KeyLook look_at_keys(const Settings& settings, std::int64_t now);

// "2027-01-31", or "never".
std::string expiry_of(const KeyEntry& key);

}  // namespace intake
