// Log lines. Everything that comes from a mail passes as a number, a fixed word or a queue id of known shape: there is no
// way in for its text. Text from our own configuration has an entrance of its own. Thread-safe; never throws.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "parser/message.h"
#include "rules/verdict.h"

namespace intake {

enum class Event {
  started, stopping, stopped, reloaded, reload_refused, restart_needed,
  database_unavailable,   // the MTA was told to try later
  internal_error,         // a bug of ours; the message went to review
  mta_lost,               // the MTA went away before the answer
  out_of_memory,          // the MTA was told to try later
  milter_ended,           // libmilter stopped by itself
  outbox_unavailable,     // the database cannot be used for the outbox now; it is tried again
  reply_delayed,          // a reply could not be handed over now; the number is the server's code
  crypto_fault,           // GnuPG could not work; the message went to review
  forward_failed,         // a complete request passed without its forwarding copy
  reply_failed,           // a reply was refused or grew too old: a person must see to it
  last = reply_failed,
};
std::string_view name_of(Event event);  // for a line of the log
std::string_view word_of(Event event);  // for a label: lower case and underscores

// One message that was handled.
struct MessageLine {
  std::string queue_id;              // the MTA's; shown only in its usual shape
  Status status = Status::review;
  Language language = Language::und;
  Crypto crypto = Crypto::none;
  std::vector<Item> ask;
  std::vector<Reason> review;
  std::vector<std::string> case_reasons;   // fixed words
  bool reply_queued = false;
  std::string withheld;              // a fixed word
  std::size_t bytes = 0;
  std::size_t forged_tags = 0;
  std::chrono::microseconds took{0};
};

class Journal {
 public:
  virtual ~Journal() = default;
  virtual void message(const MessageLine& line) = 0;
  virtual void event(Event event, long number = 0) = 0;
  virtual void configuration(const std::string& sentence) = 0;   // about our own files and settings
  virtual void set_level(const std::string& level) = 0;          // as log.level
  virtual void flush() = 0;
};

enum class JournalTarget { standard_error, syslog };
std::unique_ptr<Journal> make_journal(JournalTarget target, const std::string& level);

// "queue=4X… status=incomplete …": what message() writes.
std::string line_of(const MessageLine& line);

}  // namespace intake
