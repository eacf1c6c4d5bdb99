#include "plugin/settings.h"

namespace intake {

const std::vector<Setting>& settings_table() {
  using S = Settings;
  using L = Limits;
  constexpr long bytes = 1L << 30;
  static const std::vector<Setting> table = {
      {"milter", "socket", &S::socket, 0, 0, false, "where the MTA finds the filter: unix:/path, inet:port@host or inet6:port@[host]"},
      {"milter", "socket_group", &S::socket_group, 0, 0, false, "group that may connect to a unix socket, for example postfix"},
      {"milter", "socket_mode", &S::socket_mode, 0, 0, false, "permissions of a unix socket, in octal"},
      {"milter", "recipients", &S::recipients, 0, 0, true, "addresses whose mail is handled; all other mail is left alone"},
      {"milter", "timeout_seconds", &S::timeout_seconds, 10, 7200, false, "seconds without a word from the MTA before a session is closed; more than Postfix's milter_content_timeout is no use"},
      {"mailbox", "addresses", &S::mailbox_addresses, 0, 0, true, "every address of the mailbox, also old ones: their quoted mail is ours and is never answered; default: recipients"},
      {"mailbox", "phones", &S::mailbox_phones, 0, 0, true, "numbers of the mailbox in international form (+358...): never taken for the sender's"},
      {"rules", "directory", &S::rules_directory, 0, 0, true, "folder of the rule files and reply texts"},
      {"rules", "accept_artificial_codes", &S::accept_artificial_codes, 0, 0, true, "accept identity codes with individual numbers 900-999 (tests only)"},
      {"limits", "message_bytes", &L::message_bytes, 10'000, bytes, true, "bytes of a message; a larger one passes tagged review: limit"},
      {"limits", "nesting", &L::nesting, 2, 100, true, "levels of multiparts and forwarded messages"},
      {"limits", "parts", &L::parts, 10, 10'000, true, "parts of a message"},
      {"limits", "unpacked_bytes", &L::unpacked_bytes, 100'000, bytes, true, "bytes out of one attachment or encrypted part"},
      {"limits", "text_bytes", &L::text_bytes, 10'000, bytes, true, "bytes of text that are read"},
      {"reply", "enabled", &S::reply_enabled, 0, 0, true, "answer incomplete requests"},
      {"reply", "from", &S::reply_from, 0, 0, true, "address in From of a reply; default: the first of recipients"},
      {"reply", "address_suffix", &S::reply_address_suffix, 0, 0, true, "appended to the recipient of a reply, for secure-mail gateways that ask for one (.s)"},
      {"reply", "support_line", &S::reply_support_line, 0, 0, true, "add the line with support contacts to every reply"},
      {"reply", "smtp_url", &S::smtp_url, 0, 0, false, "server that takes the replies: smtp://host:port or smtps://host:port; it must not send them back through the filter"},
      {"reply", "smtp_user", &S::smtp_user, 0, 0, false, "user name for the server, where it wants one"},
      {"reply", "smtp_password_file", &S::smtp_password_file, 0, 0, false, "file that holds nothing but the password"},
      {"reply", "smtp_tls", &S::smtp_tls, 0, 0, false, "STARTTLS: never, try or always"},
      {"reply", "smtp_timeout_seconds", &S::smtp_timeout_seconds, 5, 600, false, "seconds for one try to hand a reply over"},
      {"reply", "hold_seconds", &S::reply_hold_seconds, 0, 600, true, "seconds that a reply waits before it is sent"},
      {"reply", "retry_first_seconds", &S::retry_first_seconds, 1, 3600, true, "seconds before the second try; doubles with each further one"},
      {"reply", "retry_most_seconds", &S::retry_most_seconds, 1, 86'400, true, "most seconds between two tries"},
      {"reply", "give_up_after_hours", &S::give_up_after_hours, 1, 720, true, "hours after which a reply that nobody takes is left to a person"},
      {"reply", "per_sender_per_day", &S::replies_per_sender_per_day, 1, 1000, true, "replies to one address in 24 hours"},
      {"reply", "per_hour", &S::replies_per_hour, 1, 1'000'000, true, "replies to everybody in an hour"},
      {"reply", "asked_at_most", &S::asked_at_most, 1, 20, true, "how often one case is asked before a person takes over"},
      {"reply", "same_question_days", &S::same_question_days, 0, 60, true, "days during which the same question is not asked again"},
      {"ledger", "file", &S::ledger_file, 0, 0, false, "SQLite file of the cases and of the replies to be sent"},
      {"ledger", "key_file", &S::key_file, 0, 0, false, "secret for the hashes in the ledger; made at the first start; default: FILE.key beside the ledger"},
      {"tags", "seal_key_file", &S::seal_key_file, 0, 0, true, "secret of X-Intake-Seal; without it the tags are not sealed"},
      {"tags", "seal_key_id", &S::seal_key_id, 0, 0, true, "name of that secret in the seal"},
      {"crypto", "gnupg_home", &S::gnupg_home, 0, 0, true, "GnuPG home with the mailbox's keys; without it encrypted mail goes to a person"},
      {"crypto", "seal_program", &S::seal_program, 0, 0, true, "the helper program intake-seal; default: beside this program, else /usr/libexec/intake-milter/intake-seal"},
      {"crypto", "at_once", &S::crypto_at_once, 1, 32, true, "operations of GnuPG at the same time"},
      {"crypto", "seconds", &S::crypto_seconds, 2, 120, true, "seconds for one operation of GnuPG"},
      {"log", "level", &S::log_level, 0, 0, true, "error, warning or info"},
  };
  return table;
}

}  // namespace intake
