// intakectl: everything that is not the daemon, by subcommand. Exit codes: 0 done, 1 the answer is no, 2 usage, else sysexits.
#include <sysexits.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "plugin/check_report.h"
#include "plugin/configuration.h"
#include "plugin/reply_outlook.h"
#include "plugin/worker/reader_pool.h"

namespace {

using namespace intake;

constexpr int exit_no = 1;
constexpr int exit_usage = 2;

struct CheckOptions {
  std::string config = "/etc/intake-milter/intake-milter.toml";
  bool json = false;
  bool show_values = false;
  bool no_jail = false;
  std::vector<std::string> files;
};

void print_mistakes(const std::vector<std::string>& mistakes) {
  for (const std::string& mistake : mistakes) std::cerr << mistake << "\n";
}

std::optional<std::string> read_input(const std::string& file) {
  if (file == "-") return std::string(std::istreambuf_iterator<char>(std::cin), {});
  std::ifstream in(file, std::ios::binary);
  if (!in) return std::nullopt;
  std::string bytes(std::istreambuf_iterator<char>(in), {});
  if (in.bad()) return std::nullopt;
  return bytes;
}

using Judge = std::function<Decision(const RawMessage&)>;

// As the daemon judges: in a jailed reader; for debugging in this process.
Result<Judge> make_judge(const std::shared_ptr<const Configuration>& configuration, bool no_jail) {
  if (no_jail) {
    const std::shared_ptr<Decryptor> decryptor = make_decryptor(configuration->settings);
    return Judge([=](const RawMessage& raw) { return decide(raw, configuration->snapshot, decryptor.get()); });
  }
  auto pool = start_readers(*configuration);
  if (!pool) return Result<Judge>::failure(pool.error());
  return Judge([pool = *pool](const RawMessage& raw) { return pool->decide(raw); });
}

int check(const CheckOptions& options) {
  const LoadedConfiguration loaded = load_configuration(options.config);
  print_mistakes(loaded.mistakes);
  if (!loaded.configuration) return EX_CONFIG;
  const Configuration& configuration = *loaded.configuration;
  const Result<Judge> judge = make_judge(loaded.configuration, options.no_jail);
  if (!judge) {
    std::cerr << "intakectl: " << judge.error() << "\n";
    return EX_OSERR;
  }
  int code = EX_OK;
  for (const std::string& file : options.files) {
    std::optional<std::string> bytes = read_input(file);
    if (!bytes) {
      std::cerr << "intakectl: " << file << ": cannot be opened; name a file that you may read\n";
      code = EX_NOINPUT;
      continue;
    }
    const RawMessage raw{{}, {}, std::move(*bytes)};
    const Decision decision = (*judge)(raw);
    const ReplyOutlook reply = reply_outlook(decision, configuration);
    std::cout << (options.json ? check_json(file, decision, reply, options.show_values) + "\n"
                               : check_account(file, decision, reply, options.show_values))
              << std::flush;
  }
  return code;
}

int check_rules(const std::string& directory) {
  const LoadedRules loaded = load_rules(directory);
  print_mistakes(loaded.mistakes);
  if (!loaded.rules) {
    std::cerr << loaded.mistakes.size() << " mistakes in the rules of " << directory << "\n";
    return exit_no;
  }
  std::cout << loaded.rules->size() << " rules in " << directory << ", all examples hold\n";
  return EX_OK;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Looks at messages, rules and cases of intake-milter.", "intakectl"};
  app.require_subcommand(1);
  app.set_version_flag("-V,--version", "intakectl " INTAKE_VERSION);

  CheckOptions options;
  CLI::App* const check_command = app.add_subcommand("check", "Judge message files and print the verdict; changes nothing anywhere");
  check_command->add_option("-c,--config", options.config, "configuration file")->capture_default_str();
  check_command->add_flag("--json", options.json, "one JSON object a line and a message");
  check_command->add_flag("--show-values", options.show_values, "print the values found in the message (personal data!)");
  check_command->add_flag("--no-jail", options.no_jail, "read in this process, for debugging; not for hostile mail");
  check_command->add_option("MESSAGE", options.files, "message files; - is standard input")->required();

  std::string directory = "/usr/share/intake-milter/rules";
  CLI::App* const rules_command = app.add_subcommand("rules", "Look at the rule files");
  rules_command->require_subcommand(1);
  CLI::App* const rules_check = rules_command->add_subcommand("check", "Load the rules and run all their examples");
  rules_check->add_option("DIRECTORY", directory, "folder of the rule files")->capture_default_str();

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? EX_OK : exit_usage;
  }
  if (check_command->parsed()) return check(options);
  if (rules_check->parsed()) return check_rules(directory);
  return exit_usage;
}
