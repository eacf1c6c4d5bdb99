#include "plugin/crypto/key_list.h"

#include <algorithm>
#include <cstdlib>
#include <sstream>

#include "parser/lines.h"

namespace intake {

namespace {

constexpr std::size_t most_bytes = 4U << 20;  // some ten thousand keys

std::optional<KeyEntry> entry_of(const std::string& line, SealProtocol protocol) {
  std::vector<std::string> fields;
  std::istringstream in(line);
  for (std::string field; std::getline(in, field, '\t');) fields.push_back(field);
  if (fields.size() < 6) return std::nullopt;
  KeyEntry entry;
  entry.protocol = protocol;
  entry.fingerprint = fields[0];
  entry.expires = std::atoll(fields[1].c_str());
  entry.secret = fields[2] == "secret";
  entry.encrypts = fields[3] == "encrypt";
  entry.signs = fields[4] == "sign";
  entry.valid = fields[5] == "valid";
  if (fields.size() > 6) entry.name = fields[6];
  return entry;
}

bool lists(const std::vector<KeyEntry>& keys, const KeyEntry& wanted) {
  return std::any_of(keys.begin(), keys.end(), [&](const KeyEntry& key) {
    return key.protocol == wanted.protocol && key.fingerprint == wanted.fingerprint;
  });
}

}  // namespace

std::optional<std::vector<KeyEntry>> list_keys(GpgEngine& engine) {
  std::vector<KeyEntry> keys;
  for (const SealProtocol protocol : {SealProtocol::openpgp, SealProtocol::cms}) {
    SealRequest request;
    request.operation = SealOperation::list_keys;
    request.protocol = protocol;
    request.most_bytes = most_bytes;
    const Opened listed = engine.run(std::move(request));
    if (listed.outcome != OpenOutcome::opened) return std::nullopt;
    std::istringstream lines(listed.plaintext);
    for (std::string line; std::getline(lines, line);) {
      // Those with a secret part come first, and once more among all.
      if (auto entry = entry_of(line, protocol); entry && !lists(keys, *entry)) keys.push_back(std::move(*entry));
    }
  }
  return keys;
}

const KeyEntry* find_key(const std::vector<KeyEntry>& keys, const std::string& fingerprint) {
  std::string wanted = lower_ascii(fingerprint);
  wanted.erase(std::remove(wanted.begin(), wanted.end(), ' '), wanted.end());
  const auto found = std::find_if(keys.begin(), keys.end(),
                                  [&](const KeyEntry& key) { return lower_ascii(key.fingerprint) == wanted; });
  return found == keys.end() ? nullptr : &*found;
}

}  // namespace intake
