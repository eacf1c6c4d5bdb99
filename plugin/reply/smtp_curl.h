// Hands one mail to a mail server by SMTP (RFC 5321), with the null sender (RFC 3834, section 3.3; RFC 5230,
// section 5.1). The only owner of libcurl. Thread-safe; blocks for at most the given time-out, or until it is told to
// give up.
#pragma once

#include <atomic>
#include <filesystem>
#include <string>

namespace intake {

struct SmtpServer {
  std::string url;   // smtp://host:port or smtps://host:port
  std::string user;  // empty: no authentication
  std::filesystem::path password_file;
  std::string tls = "try";   // STARTTLS: never, try, always
  int timeout_seconds = 60;  // of the whole dialogue
};

// refused: the server wants neither this recipient nor this mail, and will not later. Everything else, a wrong password
// too, is no fault of the mail: try again.
enum class SmtpOutcome { sent, try_again, refused };

struct SmtpAnswer {
  SmtpOutcome outcome = SmtpOutcome::try_again;
  long code = 0;          // the server's last reply code; 0 where it gave none
  bool given_up = false;  // we were told to: not the server's fault
};

// `give_up` may be null; set by another thread, it ends the dialogue within a second.
SmtpAnswer send_by_smtp(const SmtpServer& server, const std::string& recipient, const std::string& message,
                        const std::atomic<bool>* give_up = nullptr);

}  // namespace intake
