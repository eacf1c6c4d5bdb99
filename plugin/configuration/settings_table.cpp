// The table of all settings. A new setting is a member of Settings (with its default) and a row here.
#include "plugin/configuration/settings.h"

namespace intake {

namespace {

using S = Settings;
using L = Limits;

constexpr long gigabyte = 1L << 30;
constexpr bool live = true;      // a reload takes it
constexpr bool restart = false;  // only a restart does

std::vector<Setting> make_table() {
  return {
      // [milter]
      {"milter", "socket", &S::socket, 0, 0, restart,
       "where the MTA finds the filter: unix:/path, inet:port@host or inet6:port@[host]; -p on the command line wins",
       check_socket},
      {"milter", "socket_group", &S::socket_group, 0, 0, restart,
       "group that may connect to a unix socket, for example postfix; default: the filter's own"},
      {"milter", "socket_mode", &S::socket_mode, 0, 0, restart, "permissions of a unix socket, in octal", check_mode},
      {"milter", "recipients", &S::recipients, 0, 0, live,
       "addresses whose mail is handled, in any case, with +tag and with a gateway's .s; all other mail is left alone",
       check_address, "[\"tietopyynnot@kela.example\"]"},
      {"milter", "timeout_seconds", &S::timeout_seconds, 10, 7200, restart,
       "seconds without a word from the MTA before a session is closed; longer than its own time limits"},
      // [mailbox]
      {"mailbox", "addresses", &S::mailbox_addresses, 0, 0, live,
       "every address of the mailbox, also old ones: quoted mail from them is ours, and they are never answered; "
       "default: recipients",
       check_address},
      {"mailbox", "phones", &S::mailbox_phones, 0, 0, live,
       "numbers of the mailbox in international form (+358201234567): never taken for the sender's", check_phone},
      // [rules]
      {"rules", "directory", &S::rules_directory, 0, 0, live, "folder of the rule files and reply texts"},
      {"rules", "accept_artificial_codes", &S::accept_artificial_codes, 0, 0, live,
       "accept identity codes with individual numbers 900-999 (for tests only)"},
      // [limits]
      {"limits", "message_bytes", &L::message_bytes, 10'000, gigabyte, live,
       "bytes of a message; a larger one passes tagged review: limit"},
      {"limits", "nesting", &L::nesting, 2, 100, live, "levels of multiparts and forwarded messages"},
      {"limits", "parts", &L::parts, 10, 10'000, live, "parts of a message"},
      {"limits", "unpacked_bytes", &L::unpacked_bytes, 100'000, gigabyte, live,
       "bytes out of one attachment or one encrypted part"},
      {"limits", "text_bytes", &L::text_bytes, 10'000, gigabyte, live, "bytes of text that are read"},
      {"limits", "header_field_bytes", &L::header_field_bytes, 1000, 10'000'000, live, "bytes of one header field"},
      {"limits", "header_block_bytes", &L::header_block_bytes, 10'000, 100'000'000, live,
       "bytes of the header of one part"},
      {"limits", "header_fields", &L::header_fields, 50, 100'000, live, "fields of one header"},
      {"limits", "boundary_bytes", &L::boundary_bytes, 70, 2048, live, "bytes of a boundary"},
      {"limits", "dash_lines", &L::dash_lines, 100, 100'000, live, "lines that begin with two dashes"},
      // [reply]
      {"reply", "enabled", &S::reply_enabled, 0, 0, live, "answer incomplete requests"},
      {"reply", "from", &S::reply_from, 0, 0, live, "address in From of a reply; default: the first of recipients",
       check_address},
      {"reply", "address_suffix", &S::reply_address_suffix, 0, 0, live,
       "appended to the recipient of a reply, for secure-mail gateways that ask for one (.s)"},
      {"reply", "sign_key", &S::reply_sign_key, 0, 0, live,
       "fingerprint of the OpenPGP key or S/MIME certificate of the mailbox that signs replies and forwarding copies; "
       "without it they are not signed. Answers to encrypted requests are encrypted where crypto.gnupg_home has a "
       "valid "
       "key for the sender's address",
       check_fingerprint},
      {"reply", "support_line", &S::reply_support_line, 0, 0, live,
       "add the line with support contacts to every reply"},
      {"reply", "acknowledge", &S::reply_acknowledge, 0, 0, live,
       "send a receipt for a new request that needs no question (complete, or for a person to look at)"},
      {"reply", "authentication_hosts", &S::authentication_hosts, 0, 0, live,
       "names of the hosts whose Authentication-Results are trusted, as in the field's first word; where given, only a "
       "sender that one of them authenticated is answered",
       check_not_empty, "[\"mx.kela.example\"]"},
      {"reply", "smtp_url", &S::smtp_url, 0, 0, restart,
       "server that takes the replies: smtp://host:port or smtps://host:port; it must not send them back through the "
       "filter",
       check_smtp_url},
      {"reply", "smtp_user", &S::smtp_user, 0, 0, restart, "user name for the server, where it wants one"},
      {"reply", "smtp_password_file", &S::smtp_password_file, 0, 0, restart,
       "file that holds nothing but the password"},
      {"reply", "smtp_tls", &S::smtp_tls, 0, 0, restart, "STARTTLS: never, try or always", check_tls},
      {"reply", "smtp_timeout_seconds", &S::smtp_timeout_seconds, 5, 600, restart,
       "seconds for one try to hand a reply over"},
      {"reply", "hold_seconds", &S::reply_hold_seconds, 0, 600, live,
       "seconds that a reply waits before it is sent: time to take it back where the MTA goes away before our answer"},
      {"reply", "retry_first_seconds", &S::retry_first_seconds, 1, 3600, live,
       "seconds before the second try; doubles with each further one"},
      {"reply", "retry_most_seconds", &S::retry_most_seconds, 1, 86'400, live, "most seconds between two tries"},
      {"reply", "give_up_after_hours", &S::give_up_after_hours, 1, 720, live,
       "hours after which a reply that nobody takes is left to a person"},
      {"reply", "per_sender_per_day", &S::replies_per_sender_per_day, 1, 1000, live,
       "replies to one address in 24 hours"},
      {"reply", "per_hour", &S::replies_per_hour, 1, 1'000'000, live, "replies to everybody in an hour"},
      {"reply", "asked_at_most", &S::asked_at_most, 1, 20, live,
       "how often one case is asked before a person takes over"},
      {"reply", "same_question_days", &S::same_question_days, 0, 60, live,
       "days during which the same question is not asked again"},
      // [ledger]
      {"ledger", "file", &S::ledger_file, 0, 0, restart, "SQLite file of the cases and of the replies to be sent"},
      {"ledger", "postgresql", &S::postgresql, 0, 0, restart,
       "connection to a PostgreSQL database (libpq: host=/run/postgresql dbname=intake) that several gateways share; "
       "default: the SQLite file. A password belongs into a passfile"},
      {"ledger", "key_file", &S::key_file, 0, 0, live,
       "secrets for the hashes in the ledger, the same on every gateway; made at the first start; default: the "
       "ledger's "
       "name with .key appended"},
      {"ledger", "keep_closed_days", &S::keep_closed_days, 1, 3650, live,
       "days after which a case that a person closed is deleted"},
      {"ledger", "keep_silent_days", &S::keep_silent_days, 8, 3650, live,
       "days after its last message after which any case is deleted"},
      // [tags]
      {"tags", "seal_key_file", &S::seal_key_file, 0, 0, live,
       "secret of X-Intake-Seal, at least 32 bytes (openssl rand -hex 32); without it the tags are not sealed"},
      {"tags", "seal_key_id", &S::seal_key_id, 0, 0, live, "name of that secret in the seal", check_key_id},
      // [crypto]
      {"crypto", "gnupg_home", &S::gnupg_home, 0, 0, live,
       "GnuPG home with the mailbox's keys; without it encrypted mail goes to a person"},
      {"crypto", "seal_program", &S::seal_program, 0, 0, live,
       "the helper program intake-seal; default: beside this program, else in /usr/libexec/intake-milter"},
      {"crypto", "at_once", &S::crypto_at_once, 1, 32, live, "operations of GnuPG at the same time"},
      {"crypto", "seconds", &S::crypto_seconds, 2, 120, live, "seconds for one operation of GnuPG"},
      // [forward]
      {"forward", "to", &S::forward_to, 0, 0, live,
       "address that gets an encrypted copy of every complete request, with its tags; off where it is empty",
       check_address},
      {"forward", "key", &S::forward_key, 0, 0, live,
       "fingerprint of the OpenPGP key or S/MIME certificate in crypto.gnupg_home that the copy is encrypted to",
       check_fingerprint},
      // [worker]
      {"worker", "readers", &S::readers, 1, 64, live,
       "jailed processes that read messages at the same time; each needs some memory, and more than cores gain little"},
      {"worker", "memory_bytes", &S::reader_memory_bytes, 64'000'000, 16 * gigabyte, live,
       "bytes that reading one message may take; a message that needs more passes tagged review: limit"},
      {"worker", "cpu_seconds", &S::reader_cpu_seconds, 1, 300, live, "seconds of computing for one message"},
      {"worker", "deadline_seconds", &S::reader_seconds, 1, 240, live,
       "seconds for one message by the clock, GnuPG's not counted"},
      {"worker", "allow_unjailed", &S::allow_unjailed, 0, 0, live,
       "run also where the kernel refuses a part of the jail: hostile mail is then read with fewer walls around it"},
      {"worker", "program", &S::reader_program, 0, 0, live,
       "the program intake-reader, with ocr.enabled intake-ocr-reader; default: beside this program, else in "
       "/usr/libexec/intake-milter"},
      // [ocr]
      {"ocr", "enabled", &S::ocr_enabled, 0, 0, live,
       "read scans and photos (PNG, JPEG, TIFF, pages of a PDF without text) with tesseract, where the written text "
       "lacks "
       "an item: a person sees what they show; they never make a request complete. Needs the packages "
       "tesseract-ocr-fin, "
       "tesseract-ocr-swe and tesseract-ocr-eng"},
      {"ocr", "data_directory", &S::ocr_data_directory, 0, 0, live,
       "folder of tesseract's *.traineddata files; default: where the packages put them"},
      {"ocr", "pages", &S::ocr_pages, 1, 200, live, "pictures and pages of one message that are read"},
      {"ocr", "pixels", &S::ocr_pixels, 1'000'000, 200'000'000, live,
       "pixels of one picture: it takes five bytes for each while it is unpacked, out of worker.memory_bytes"},
      {"ocr", "seconds", &S::ocr_seconds, 2, 120, live,
       "seconds for the pictures of one message, on top of worker.cpu_seconds and worker.deadline_seconds"},
      // [log]
      {"log", "level", &S::log_level, 0, 0, live, "error, warning or info", check_log_level},
      {"log", "target", &S::log_target, 0, 0, restart,
       "stderr, syslog (facility mail) or auto: stderr in the foreground, else and under systemd syslog",
       check_log_target},
      // [metrics]
      {"metrics", "listen", &S::metrics_listen, 0, 0, restart,
       "address and port where Prometheus may fetch figures over HTTP, for example 127.0.0.1:9467; anybody who reaches "
       "it may read them (they hold nothing of a message); off where it is empty",
       check_listen, "\"127.0.0.1:9467\""},
  };
}

}  // namespace

const std::vector<Setting>& settings_table() {
  static const std::vector<Setting> table = make_table();
  return table;
}

}  // namespace intake
