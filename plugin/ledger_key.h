// The secret of the ledger's hashes: made at the first start (0600), never logged; a file that others may read is refused.
// HMAC-SHA-256 (RFC 2104), because the space of identity codes and addresses is small enough to try them all against a plain hash.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "plugin/id_maker.h"
#include "plugin/result.h"

namespace intake {

class LedgerKey {
 public:
  static Result<LedgerKey> load_or_make(const std::filesystem::path& file, IdMaker& ids);
  [[nodiscard]] std::string hash(std::string_view text) const;  // 64 hexadecimal digits

 private:
  explicit LedgerKey(std::string secret) : secret_(std::move(secret)) {}
  std::string secret_;
};

}  // namespace intake
