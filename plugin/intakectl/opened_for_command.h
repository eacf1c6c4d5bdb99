// Settings and ledger for one subcommand of intakectl: opens them, or says on standard error what is wrong.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "plugin/configuration/settings.h"
#include "plugin/ledger/ledger.h"

namespace intake {

struct OpenedForCommand {
  Settings settings;
  OpenedLedger ledger;
  int code = 0;  // not 0: not opened, and this is the exit code
};

OpenedForCommand open_for_command(const std::filesystem::path& config);

// Says what the database said, and gives the exit code.
int database_failed(const std::string& error);

// "2026-11-24T12:00:00Z", or "-" for 0.
std::string time_text(std::int64_t seconds);

}  // namespace intake
