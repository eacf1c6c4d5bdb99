// `intakectl outbox` (ledger_commands.h).
#include <sysexits.h>

#include <iostream>

#include "plugin/clock.h"
#include "plugin/intakectl/ledger_commands.h"
#include "plugin/intakectl/opened_for_command.h"
#include "plugin/ledger/open_ledger.h"

namespace intake {

namespace {

constexpr int exit_no = 1;
constexpr int exit_usage = 2;

void print(const MailEntry& entry) {
  std::cout << entry.id << "  " << entry.token << "  " << entry.kind << "  "
            << (entry.leased ? "being sent" : entry.state) << "  attempts " << entry.attempts;
  if (entry.last_code != 0) std::cout << "  code " << entry.last_code;
  std::cout << "  queued " << time_text(entry.created_at);
  if (entry.state == "pending") std::cout << "  due " << time_text(entry.next_at);
  std::cout << "\n";
}

int report_change(const Result<int>& changed, const char* what) {
  if (!changed) return database_failed(changed.error());
  std::cout << *changed << " " << what << "\n";
  return *changed > 0 ? EX_OK : exit_no;
}

bool names_something(const LedgerOptions& options) {
  if (options.all != options.ids.empty()) {
    std::cerr << "intakectl: name the numbers of `outbox list`, or --all\n";
    return false;
  }
  return true;
}

}  // namespace

int list_outbox(const LedgerOptions& options) {
  const OpenedForCommand opened = open_for_command(options.config);
  if (opened.code != 0) return opened.code;
  const auto entries = opened.ledger.outbox->entries(options.all, SystemClock().now());
  if (!entries) return database_failed(entries.error());
  for (const MailEntry& entry : *entries) print(entry);
  return EX_OK;
}

int run_outbox(const LedgerOptions& options) {
  const OpenedForCommand opened = open_for_command(options.config);
  if (opened.code != 0) return opened.code;
  const std::shared_ptr<Journal> journal = make_journal(JournalTarget::standard_error, opened.settings.log_level);
  OutboxSender sender({opened.ledger.outbox, nullptr, sender_of(opened.settings), std::make_shared<SystemClock>(),
                       std::make_shared<SystemIdMaker>(), journal},
                      sender_options_of(opened.settings));
  const SentCount count = sender.run_once();
  std::cout << count.sent << " sent, " << count.delayed << " to be tried again, " << count.failed << " failed\n";
  return count.failed + count.delayed == 0 ? EX_OK : exit_no;
}

int hold_outbox(const LedgerOptions& options) {
  if (!names_something(options)) return exit_usage;
  const OpenedForCommand opened = open_for_command(options.config);
  if (opened.code != 0) return opened.code;
  return report_change(opened.ledger.outbox->hold(options.ids), "held");
}

int retry_outbox(const LedgerOptions& options) {
  if (!names_something(options)) return exit_usage;
  const OpenedForCommand opened = open_for_command(options.config);
  if (opened.code != 0) return opened.code;
  return report_change(opened.ledger.outbox->retry(options.ids, SystemClock().now()), "due now");
}

}  // namespace intake
