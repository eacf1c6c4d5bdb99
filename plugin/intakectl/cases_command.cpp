// `intakectl cases` and `intakectl keyring` (ledger_commands.h).
#include <sysexits.h>

#include <iostream>

#include "plugin/cases/case_token.h"
#include "plugin/clock.h"
#include "plugin/intakectl/ledger_commands.h"
#include "plugin/intakectl/opened_for_command.h"
#include "plugin/ledger/ledger_key.h"
#include "plugin/ledger/ledger_rows.h"
#include "plugin/mail/mail_address.h"

namespace intake {

namespace {

constexpr int exit_no = 1;
constexpr int exit_usage = 2;
constexpr int most_listed = 10'000;

std::string or_dash(const std::string& text) {
  return text.empty() ? "-" : text;
}

const char* state_of(const Case& one) {
  if (one.closed_at != 0) return "closed";
  if (one.completed_at != 0) return "complete";
  return one.asked > 0 ? "asked" : "open";
}

void print_line(const Case& one) {
  std::cout << one.token << "  " << state_of(one) << "  received " << time_text(one.first_at) << "  last "
            << time_text(one.last_at) << "  asked " << one.asked << "  given " << or_dash(words_of(one.given))
            << "  review " << or_dash(one.reasons) << "\n";
}

void print_message(const FiledMessage& message) {
  std::cout << "  message  status " << message.status << "  ask " << or_dash(message.ask) << "  review "
            << or_dash(message.review) << "  reply " << (message.reply_queued ? "queued" : or_dash(message.withheld))
            << "\n";
}

// The case with that token, as a person may have typed it.
std::string token_meant(const std::string& typed) {
  const std::vector<std::string> found = find_case_tokens(typed);
  return found.empty() ? typed : found.front();
}

int no_such_case() {
  std::cerr << "intakectl: there is no such case (any more)\n";
  return exit_no;
}

// The hashes of an address under every key; without them nothing of a sender can be found.
Result<std::vector<std::string>> hashes_of_address(const OpenedForCommand& opened, const std::string& address) {
  const auto key = LedgerKey::load(opened.settings.key_file);
  if (!key) return Result<std::vector<std::string>>::failure(key.error());
  return key->hashes(comparable_address(address));
}

Result<std::vector<Case>> wanted_cases(const OpenedForCommand& opened, const LedgerOptions& options) {
  if (options.address.empty()) return opened.ledger.keeping->cases(options.all, most_listed);
  const auto hashes = hashes_of_address(opened, options.address);
  if (!hashes) return Result<std::vector<Case>>::failure(hashes.error());
  return opened.ledger.ledger->cases_of(*hashes);
}

Result<int> erase_wanted(const OpenedForCommand& opened, const LedgerOptions& options) {
  if (!options.token.empty()) return opened.ledger.keeping->erase_case(token_meant(options.token));
  const auto hashes = hashes_of_address(opened, options.address);
  if (!hashes) return Result<int>::failure(hashes.error());
  return opened.ledger.keeping->erase_cases_of(*hashes);
}

void print_keys(const LedgerKey& key) {
  for (const std::string& id : key.ids())
    std::cout << id << (id == key.ids().front() ? "  in use" : "  for what it hashed") << "\n";
}

}  // namespace

int list_cases(const LedgerOptions& options) {
  const OpenedForCommand opened = open_for_command(options.config);
  if (opened.code != 0) return opened.code;
  const auto cases = wanted_cases(opened, options);
  if (!cases) return database_failed(cases.error());
  for (const Case& one : *cases) print_line(one);
  return EX_OK;
}

int show_case(const LedgerOptions& options) {
  const OpenedForCommand opened = open_for_command(options.config);
  if (opened.code != 0) return opened.code;
  const auto found = opened.ledger.ledger->find_case(token_meant(options.token));
  if (!found) return database_failed(found.error());
  if (!*found) return no_such_case();
  print_line(**found);
  const auto messages = opened.ledger.keeping->messages_of((*found)->token);
  if (!messages) return database_failed(messages.error());
  for (const FiledMessage& message : *messages) print_message(message);
  return EX_OK;
}

int close_case(const LedgerOptions& options) {
  const OpenedForCommand opened = open_for_command(options.config);
  if (opened.code != 0) return opened.code;
  const auto closed = opened.ledger.keeping->close(token_meant(options.token), SystemClock().now());
  if (!closed) return database_failed(closed.error());
  return *closed ? EX_OK : no_such_case();
}

int erase_cases(const LedgerOptions& options) {
  if (options.token.empty() == options.address.empty()) {
    std::cerr << "intakectl: name one case, or --address ADDRESS for all cases of a sender\n";
    return exit_usage;
  }
  const OpenedForCommand opened = open_for_command(options.config);
  if (opened.code != 0) return opened.code;
  const auto erased = erase_wanted(opened, options);
  if (!erased) return database_failed(erased.error());
  std::cout << *erased << (*erased == 1 ? " case erased\n" : " cases erased\n");
  return *erased > 0 ? EX_OK : exit_no;
}

int list_keys(const LedgerOptions& options) {
  const LoadedSettings loaded = load_settings(options.config);
  const auto key = LedgerKey::load(loaded.settings.key_file);
  if (!key) std::cerr << "intakectl: " << key.error() << "\n";
  if (key) print_keys(*key);
  return key ? EX_OK : EX_NOINPUT;
}

int rotate_keys(const LedgerOptions& options) {
  const LoadedSettings loaded = load_settings(options.config);
  for (const std::string& mistake : loaded.mistakes) std::cerr << mistake << "\n";
  if (!loaded.mistakes.empty()) return EX_CONFIG;
  SystemIdMaker ids;
  const auto key = LedgerKey::rotate(loaded.settings.key_file, ids);
  if (!key) {
    std::cerr << "intakectl: " << key.error() << "\n";
    return EX_CANTCREAT;
  }
  print_keys(*key);
  std::cout << "Copy " << loaded.settings.key_file.string() << " to the other gateways, and reload each (SIGHUP).\n";
  return EX_OK;
}

}  // namespace intake
