#include "plugin/intakectl/opened_for_command.h"

#include <sysexits.h>

#include <ctime>
#include <iostream>

#include "plugin/ledger/open_ledger.h"

namespace intake {

OpenedForCommand open_for_command(const std::filesystem::path& config) {
  OpenedForCommand opened;
  LoadedSettings loaded = load_settings(config);
  for (const std::string& mistake : loaded.mistakes) std::cerr << mistake << "\n";
  opened.settings = std::move(loaded.settings);
  if (!loaded.mistakes.empty()) {
    opened.code = EX_CONFIG;
    return opened;
  }
  // Made here it would belong to whoever runs the command, and the filter could not write to it.
  if (opened.settings.postgresql.empty() && !std::filesystem::exists(opened.settings.ledger_file)) {
    opened.code = database_failed("ledger.file " + opened.settings.ledger_file.string() +
                                  ": is not there; the filter makes it at its first start");
    return opened;
  }
  auto ledger = open_ledger(opened.settings);
  if (ledger) {
    opened.ledger = std::move(*ledger);
  } else {
    opened.code = database_failed(ledger.error());
  }
  return opened;
}

int database_failed(const std::string& error) {
  std::cerr << "intakectl: " << error << "\n";
  return EX_UNAVAILABLE;
}

std::string time_text(std::int64_t seconds) {
  if (seconds == 0) return "-";
  const auto when = static_cast<std::time_t>(seconds);
  std::tm parts{};
  gmtime_r(&when, &parts);
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

}  // namespace intake
