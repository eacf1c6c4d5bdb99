// intake-milter: the filter daemon. Exit codes follow sysexits(3): 78 for mistakes in the configuration.
#include <sysexits.h>

#include <CLI/CLI.hpp>
#include <iostream>

#include "plugin/configuration/settings.h"
#include "plugin/daemon/daemon.h"

int main(int argc, char** argv) {
  CLI::App app{"Triages mail to a mailbox for data requests: tags each message, and answers incomplete requests.",
               "intake-milter"};
  intake::DaemonOptions options;
  bool check_only = false;
  bool print_config = false;
  bool print_manual = false;
  app.set_version_flag("-V,--version", "intake-milter " INTAKE_VERSION);
  app.add_option("-c,--config", options.config, "configuration file")->type_name("FILE")->capture_default_str();
  app.add_option("-p,--socket", options.socket,
                 "where the MTA finds the filter, instead of milter.socket in the configuration: unix:/path,\n"
                 "inet:port@host or inet6:port@[host]")
      ->type_name("SOCKET");
  app.add_flag("-f,--foreground", options.foreground, "stay in the foreground and log to standard error");
  app.add_flag("-n,--check", check_only,
               "check the configuration, the rules and the reply texts, say every mistake, and exit: 0 or 78");
  app.add_flag("--print-config", print_config,
               "print a configuration file with every setting, its default and what it means");
  app.add_flag("--print-manual", print_manual, "print the manual page intake-milter.toml(5), for packagers")->group("");
  app.footer(
      "Signals: SIGTERM stops after the messages in hand; SIGUSR1 and SIGHUP reload configuration and rules,\n"
      "keeping the old ones when the new have mistakes.\n"
      "Without -f it goes into the background once it is ready. Exit codes are those of sysexits(3).");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? EX_OK : EX_USAGE;
  }
  if (print_config) {
    std::cout << intake::sample_configuration();
    return EX_OK;
  }
  if (print_manual) {
    std::cout << intake::settings_manual();
    return EX_OK;
  }
  return check_only ? intake::check_daemon_configuration(options) : intake::run_daemon(options);
}
