// Hands one reply to a mail server by SMTP (RFC 5321), with the null sender (RFC 3834, section 3.3; RFC 5230, section 5.1).
// The only owner of libcurl. Thread-safe; blocks for at most the given time-out.
#pragma once

#include <filesystem>
#include <string>

namespace intake {

struct SmtpServer {
  std::string url;                          // smtp://host:port or smtps://host:port
  std::string user;                         // empty: no authentication
  std::filesystem::path password_file;
  std::string tls = "try";                  // STARTTLS: never, try, always
  int timeout_seconds = 60;                 // of the whole dialogue
};

enum class SmtpOutcome { sent, try_again, refused };

struct SmtpAnswer {
  SmtpOutcome outcome = SmtpOutcome::try_again;
  long code = 0;   // the server's last reply code; 0 where it gave none
};

SmtpAnswer send_by_smtp(const SmtpServer& server, const std::string& recipient, const std::string& message);

}  // namespace intake
