// The life of intake-milter: start whole or not at all, serve, reload, stop without cutting off a message.
#pragma once

#include <filesystem>
#include <string>

namespace intake {

struct DaemonOptions {
  std::filesystem::path config = "/etc/intake-milter/intake-milter.toml";
  std::string socket;  // of the command line; wins over the configuration, also after a reload
  bool foreground = false;
};

// Runs until SIGTERM; the exit code (sysexits).
int run_daemon(const DaemonOptions& options);

// `intake-milter -n`: reads everything that the daemon would read and says every mistake.
int check_daemon_configuration(const DaemonOptions& options);

}  // namespace intake
