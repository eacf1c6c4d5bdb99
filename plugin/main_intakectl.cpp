// intakectl: everything that is not the daemon, by subcommand. Exit codes: 0 done, 1 the answer is no, 2 usage, else
// sysexits.
#include <sysexits.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <string>

#include "plugin/check_command.h"
#include "plugin/rules_command.h"

namespace {

using namespace intake;

constexpr int exit_usage = 2;

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Looks at messages, rules and cases of intake-milter.", "intakectl"};
  app.require_subcommand(1);
  app.set_version_flag("-V,--version", "intakectl " INTAKE_VERSION);

  CheckOptions options;
  const auto add_message_options = [&](CLI::App* command) {
    command->add_option("-c,--config", options.config, "configuration file")->capture_default_str();
    command->add_flag("--show-values", options.show_values, "print the values found in the message (personal data!)");
    command->add_flag("--no-jail", options.no_jail, "read in this process, for debugging; not for hostile mail");
    command->add_option("MESSAGE", options.files, "message files; - is standard input")->required();
  };
  CLI::App* const check_command =
      app.add_subcommand("check", "Judge message files and print the verdict; changes nothing anywhere");
  check_command->add_flag("--json", options.json, "one JSON object a line and a message");
  add_message_options(check_command);
  CLI::App* const explain_command = app.add_subcommand(
      "explain",
      "Show how a message is read and why it is judged so: parts, text, finds, reasons; changes nothing anywhere");
  add_message_options(explain_command);

  RulesCheckOptions rules_options;
  rules_options.config = options.config;
  CLI::App* const rules_command = app.add_subcommand("rules", "Look at the rule files");
  rules_command->require_subcommand(1);
  CLI::App* const rules_check = rules_command->add_subcommand(
      "check", "Run the examples of all rules; with --messages also say what the rules would change, before a reload");
  rules_check->add_option("DIRECTORY", rules_options.directory, "folder of the rule files; default: the rules in use");
  rules_check
      ->add_option("-m,--messages", rules_options.messages,
                   "folder of messages to try the rules on, with labels in truth.jsonl or without")
      ->type_name("FOLDER");
  rules_check->add_option("-c,--config", rules_options.config, "configuration file; says which rules are in use")
      ->type_name("FILE")
      ->capture_default_str();

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? EX_OK : exit_usage;
  }
  options.explain = explain_command->parsed();
  if (check_command->parsed() || explain_command->parsed()) return check_messages(options);
  if (rules_check->parsed()) return check_rules(rules_options);
  return exit_usage;
}
