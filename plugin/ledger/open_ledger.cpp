#include "plugin/ledger/open_ledger.h"

#include "plugin/ledger/ledger_postgresql.h"
#include "plugin/ledger/ledger_sql.h"
#include "plugin/ledger/ledger_sqlite.h"

namespace intake {

Result<OpenedLedger> open_ledger(const Settings& settings) {
  auto database =
      settings.postgresql.empty() ? open_sqlite(settings.ledger_file) : open_postgresql(settings.postgresql);
  if (!database) return Result<OpenedLedger>::failure(database.error());
  return make_sql_ledger(std::move(*database));
}

SendMail sender_of(const Settings& settings) {
  const SmtpServer server{settings.smtp_url, settings.smtp_user, settings.smtp_password_file, settings.smtp_tls,
                          settings.smtp_timeout_seconds};
  return [server](const std::string& recipient, const std::string& message, const std::atomic<bool>& give_up) {
    return send_by_smtp(server, recipient, message, &give_up);
  };
}

SenderOptions sender_options_of(const Settings& settings) {
  SenderOptions options;
  options.retry_first_seconds = settings.retry_first_seconds;
  options.retry_most_seconds = settings.retry_most_seconds;
  options.give_up_after_hours = settings.give_up_after_hours;
  options.try_seconds = settings.smtp_timeout_seconds;
  options.keep_closed_days = settings.keep_closed_days;
  options.keep_silent_days = settings.keep_silent_days;
  return options;
}

}  // namespace intake
