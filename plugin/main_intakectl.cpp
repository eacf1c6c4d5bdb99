// intakectl: everything that is not the daemon, by subcommand. Exit codes: 0 done, 1 the answer is no, 2 usage, else
// sysexits. A subcommand is a function here that names its options, and a file PURPOSE_command.cpp that does it.
#include <sysexits.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "plugin/intakectl/check_command.h"
#include "plugin/intakectl/keys_command.h"
#include "plugin/intakectl/ledger_commands.h"
#include "plugin/intakectl/rules_command.h"
#include "plugin/intakectl/verify_command.h"

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
      "check",
      "Show what the filter can decrypt with and until when, and try it; 1 where something is wrong or expires soon");
  add_config(command, *config);
  command->callback([config, &code] { code = check_keys(*config); });
}

using LedgerCommand = int (*)(const LedgerOptions&);

// A subcommand of `outbox`, `cases` or `keyring`; what else it takes is added by the caller.
std::pair<CLI::App*, LedgerOptions*> add_ledger_command(CLI::App* group, const char* name, const char* words,
                                                        LedgerCommand run, int& code) {
  const auto options = std::make_shared<LedgerOptions>();
  CLI::App* const command = group->add_subcommand(name, words);
  add_config(command, options->config);
  command->callback([options, run, &code] { code = run(*options); });
  return {command, options.get()};
}

void add_outbox(CLI::App& app, int& code) {
  CLI::App* const group = app.add_subcommand("outbox", "Replies that are to be sent");
  group->require_subcommand(1);
  const auto [list, listed] =
      add_ledger_command(group, "list", "Replies not sent yet, the failed ones too", list_outbox, code);
  list->add_flag("-a,--all", listed->all, "also those sent");
  add_ledger_command(group, "run", "Send what is due now, once", run_outbox, code);
  const auto [hold, held] = add_ledger_command(group, "hold", "Keep replies from being sent", hold_outbox, code);
  const auto [retry, retried] =
      add_ledger_command(group, "retry", "Make held, failed and waiting replies due now", retry_outbox, code);
  for (const auto& [command, options] : {std::pair{hold, held}, std::pair{retry, retried}}) {
    command->add_option("NUMBER", options->ids, "numbers as in the list")->type_name("NUMBER");
    command->add_flag("-a,--all", options->all, "all of them");
  }
}

void add_cases(CLI::App& app, int& code) {
  constexpr const char* by_address = "mail address of the sender";
  CLI::App* const group = app.add_subcommand("cases", "Requests, their replies and follow-ups");
  group->require_subcommand(1);
  const auto [list, listed] = add_ledger_command(group, "list", "Open cases, the latest first", list_cases, code);
  list->add_flag("-a,--all", listed->all, "also closed cases");
  list->add_option("--address", listed->address, by_address)->type_name("ADDRESS");
  const auto [show, shown] =
      add_ledger_command(group, "show", "One case and how its messages were tagged", show_case, code);
  show->add_option("CASE", shown->token, "token of the case")->type_name("TOKEN")->required();
  const auto [close, closed] = add_ledger_command(
      group, "close", "A person is done with a case; it is deleted after ledger.keep_closed_days", close_case, code);
  close->add_option("CASE", closed->token, "token of the case")->type_name("TOKEN")->required();
  const auto [erase, erased] =
      add_ledger_command(group, "erase", "Erase a case, or all cases of a sender, with everything that belongs to them",
                         erase_cases, code);
  erase->add_option("CASE", erased->token, "token of the case")->type_name("TOKEN");
  erase->add_option("--address", erased->address, by_address)->type_name("ADDRESS");
}

void add_keyring(CLI::App& app, int& code) {
  CLI::App* const group = app.add_subcommand("keyring", "Keys of the hashes in the ledger");
  group->require_subcommand(1);
  add_ledger_command(group, "list", "Names of the keys, the newest first", list_keys, code);
  add_ledger_command(group, "rotate", "Make a new key; the old ones stay for what they hashed, four in all",
                     rotate_keys, code);
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Looks at messages, rules and cases of intake-milter.", "intakectl"};
  app.require_subcommand(1);
  app.set_version_flag("-V,--version", "intakectl " INTAKE_VERSION);
  app.footer(
      "Exit codes: 0 done, 1 the answer is no (mistakes found, seal wrong), 2 wrong usage, 66 a file cannot be read,\n"
      "69 the database cannot be used, 78 mistakes in the configuration.");
  int code = EX_OK;
  add_check(app, code);
  add_explain(app, code);
  add_verify(app, code);
  add_rules(app, code);
  add_keys(app, code);
  add_outbox(app, code);
  add_cases(app, code);
  add_keyring(app, code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? EX_OK : exit_usage;
  }
  return code;
}
