// `intakectl outbox`, `cases` and `keyring`: what an administrator or a clerk wants of the ledger, beside a running
// daemon. They print tokens, names of items, states and times: no address, no text. Exit codes: 0 done, 1 there is no
// such thing, 69 the database cannot be used, 78 mistakes in the configuration.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace intake {

struct LedgerOptions {
  std::filesystem::path config = "/etc/intake-milter/intake-milter.toml";
  bool all = false;               // outbox list: sent mail too; cases list: closed cases too; hold, retry: everything
  std::vector<std::int64_t> ids;  // outbox hold, retry
  std::string token;              // cases show, close, erase
  std::string address;            // cases list, erase
};

int list_outbox(const LedgerOptions& options);
int run_outbox(const LedgerOptions& options);
int hold_outbox(const LedgerOptions& options);
int retry_outbox(const LedgerOptions& options);

int list_cases(const LedgerOptions& options);
int show_case(const LedgerOptions& options);
int close_case(const LedgerOptions& options);
int erase_cases(const LedgerOptions& options);

int list_keys(const LedgerOptions& options);
int rotate_keys(const LedgerOptions& options);

}  // namespace intake
