// intakectl: everything that is not the daemon, by subcommand. Exit codes: 0 done, 1 the answer is no, 2 usage, else
// sysexits. A subcommand is a function here that names its options, and a file PURPOSE_command.cpp that does it.
#include <sysexits.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "plugin/check_command.h"
#include "plugin/keys_command.h"
#include "plugin/rules_command.h"
#include "plugin/verify_command.h"

namespace {

using namespace intake;

constexpr int exit_usage = 2;

void add_config(CLI::App* command, std::filesystem::path& config) {
  command->add_option("-c,--config", config, "configuration file")->type_name("FILE")->capture_default_str();
}

void add_messages(CLI::App* command, std::vector<std::string>& files) {
  command->add_option("MESSAGE", files, "message files; - is standard input")->type_name("FILE")->required();
}

void add_judging(CLI::App* command, const std::shared_ptr<CheckOptions>& options, int& code) {
  add_config(command, options->config);
  command->add_flag("--show-values", options->show_values, "print the values found in the message (personal data!)");
  command->add_flag("--no-jail", options->no_jail, "read in this process, for debugging; not for hostile mail");
  add_messages(command, options->files);
  command->callback([options, &code] { code = check_messages(*options); });
}

void add_check(CLI::App& app, int& code) {
  const auto options = std::make_shared<CheckOptions>();
  CLI::App* const command =
      app.add_subcommand("check", "Judge message files and print the verdict; changes nothing anywhere");
  command->add_flag("--json", options->json, "one JSON object a line and a message");
  add_judging(command, options, code);
}

void add_explain(CLI::App& app, int& code) {
  const auto options = std::make_shared<CheckOptions>();
  options->explain = true;
  CLI::App* const command = app.add_subcommand(
      "explain",
      "Show how a message is read and why it is judged so: parts, text, finds, reasons; changes nothing anywhere");
  add_judging(command, options, code);
}

void add_verify(CLI::App& app, int& code) {
  const auto options = std::make_shared<VerifyOptions>();
  CLI::App* const command = app.add_subcommand(
      "verify", "Check the seals of delivered messages; with exit code 0, every tag in them is the filter's own");
  add_config(command, options->config);
  add_messages(command, options->files);
  command->callback([options, &code] { code = verify_messages(*options); });
}

void add_rules(CLI::App& app, int& code) {
  const auto options = std::make_shared<RulesCheckOptions>();
  options->config = CheckOptions().config;
  CLI::App* const rules = app.add_subcommand("rules", "Look at the rule files");
  rules->require_subcommand(1);
  CLI::App* const command = rules->add_subcommand(
      "check", "Run the examples of all rules; with --messages also say what the rules would change, before a reload");
  command->add_option("DIRECTORY", options->directory, "folder of the rule files; default: the rules in use")
      ->type_name("FOLDER");
  command
      ->add_option("-m,--messages", options->messages,
                   "folder of messages to try the rules on, with labels in truth.jsonl or without")
      ->type_name("FOLDER");
  command->add_option("-c,--config", options->config, "configuration file; says which rules are in use")
      ->type_name("FILE")
      ->capture_default_str();
  command->callback([options, &code] { code = check_rules(*options); });
}

void add_keys(CLI::App& app, int& code) {
  const auto config = std::make_shared<std::filesystem::path>(CheckOptions().config);
  CLI::App* const keys = app.add_subcommand("keys", "Look at the keys for encrypted and signed mail");
  keys->require_subcommand(1);
  CLI::App* const command = keys->add_subcommand(
      "check", "Show what the filter can decrypt with and until when, and try it; 1 where something is wrong or expires soon");
  add_config(command, *config);
  command->callback([config, &code] { code = check_keys(*config); });
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Looks at messages, rules and cases of intake-milter.", "intakectl"};
  app.require_subcommand(1);
  app.set_version_flag("-V,--version", "intakectl " INTAKE_VERSION);
  app.footer(
      "Exit codes: 0 done, 1 the answer is no (mistakes found, seal wrong), 2 wrong usage, 66 a file cannot be read,\n"
      "78 mistakes in the configuration.");
  int code = EX_OK;
  add_check(app, code);
  add_explain(app, code);
  add_verify(app, code);
  add_rules(app, code);
  add_keys(app, code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? EX_OK : exit_usage;
  }
  return code;
}
