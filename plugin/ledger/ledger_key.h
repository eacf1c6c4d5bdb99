// The secrets of the ledger's hashes: one file (0600), made at the first start, one "ID HEX" a line, the newest first.
// HMAC-SHA-256 (RFC 2104), because the space of identity codes and addresses is small enough to try them all against a
// plain hash. A hash carries its key's id, so that it can be recognised after a rotation for as long as that key is
// kept. Immutable, thread-safe; never logged; a file that others may read is refused.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/id_maker.h"
#include "plugin/result.h"

namespace intake {

class LedgerKey {
 public:
  // Looks into the ledger take that many hashes (ledger_rows.h).
  static constexpr std::size_t most_keys = 4;

  static Result<LedgerKey> load(const std::filesystem::path& file);
  static Result<LedgerKey> load_or_make(const std::filesystem::path& file, IdMaker& ids);
  // A new key in front, the oldest dropped where there would be too many; the file is replaced whole.
  static Result<LedgerKey> rotate(const std::filesystem::path& file, IdMaker& ids);

  [[nodiscard]] std::string hash(std::string_view text) const;                 // "ID:64 hexadecimal digits"
  [[nodiscard]] std::vector<std::string> hashes(std::string_view text) const;  // under every key, the newest first
  [[nodiscard]] bool matches(const std::string& hash, std::string_view text) const;
  [[nodiscard]] std::vector<std::string> ids() const;

 private:
  struct Key {
    std::string id;
    std::string secret;
  };
  explicit LedgerKey(std::vector<Key> keys) : keys_(std::move(keys)) {}
  static std::string hash_with(const Key& key, std::string_view text);
  static Success write(const std::filesystem::path& file, const std::vector<Key>& keys);
  std::vector<Key> keys_;
};

}  // namespace intake
