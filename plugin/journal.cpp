#include "plugin/journal.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/sinks/syslog_sink.h>
#include <spdlog/spdlog.h>

#include <algorithm>

#include "plugin/intakectl/check_report.h"

namespace intake {

namespace {

constexpr std::size_t longest_queue_id = 40;  // Postfix: 20, Sendmail: 14
constexpr std::size_t longest_word = 40;
constexpr std::size_t longest_sentence = 500;

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

std::string word(const std::string& text, std::size_t most) {
  const bool fits = !text.empty() && text.size() <= most && std::all_of(text.begin(), text.end(), is_word);
  return fits ? text : "-";
}

std::string_view name_of(const std::string& name) {
  return name;
}

template <typename Names>
std::string joined(const Names& names) {
  std::string out;
  for (const auto& name : names) out.append(out.empty() ? "" : ",").append(name_of(name));
  return out.empty() ? "-" : out;
}

spdlog::level::level_enum level_of(const std::string& level) {
  if (level == "error") return spdlog::level::err;
  return level == "warning" ? spdlog::level::warn : spdlog::level::info;
}

spdlog::level::level_enum level_of(Event event) {
  switch (event) {
    case Event::started:
    case Event::stopping:
    case Event::stopped:
    case Event::reloaded:
      return spdlog::level::info;
    case Event::restart_needed:
    case Event::reply_delayed:
    case Event::mta_lost:
      return spdlog::level::warn;
    case Event::reload_refused:
    case Event::database_unavailable:
    case Event::outbox_unavailable:
    case Event::internal_error:
    case Event::out_of_memory:
    case Event::crypto_fault:
    case Event::forward_failed:
    case Event::reply_failed:
    case Event::milter_ended:
      return spdlog::level::err;
  }
  return spdlog::level::err;
}

// One line, bounded, without control characters.
std::string one_line(const std::string& sentence) {
  std::string out = sentence.substr(0, longest_sentence);
  for (char& c : out) {
    if (static_cast<unsigned char>(c) < ' ' || c == '\x7f') c = ' ';
  }
  return out;
}

class SpdlogJournal : public Journal {
 public:
  explicit SpdlogJournal(std::shared_ptr<spdlog::logger> logger) : logger_(std::move(logger)) {}
  void message(const MessageLine& line) override { logger_->info("{}", line_of(line)); }
  void event(Event event, long number) override {
    if (number == 0) {
      logger_->log(level_of(event), "{}", name_of(event));
    } else {
      logger_->log(level_of(event), "{} {}", name_of(event), number);
    }
  }
  void configuration(const std::string& sentence) override { logger_->warn("{}", one_line(sentence)); }
  void set_level(const std::string& level) override { logger_->set_level(level_of(level)); }
  void flush() override { logger_->flush(); }

 private:
  std::shared_ptr<spdlog::logger> logger_;
};

}  // namespace

std::string_view name_of(Event event) {
  switch (event) {
    case Event::started:
      return "started";
    case Event::stopping:
      return "stopping";
    case Event::stopped:
      return "stopped";
    case Event::reloaded:
      return "reloaded";
    case Event::reload_refused:
      return "reload refused, the old configuration and rules stay; mistakes:";
    case Event::restart_needed:
      return "settings that wait for a restart:";
    case Event::database_unavailable:
      return "database unavailable, the MTA will try later";
    case Event::outbox_unavailable:
      return "database unavailable, replies wait";
    case Event::internal_error:
      return "internal error, the message went to review";
    case Event::mta_lost:
      return "the MTA went away before the answer";
    case Event::out_of_memory:
      return "out of memory, the MTA will try later";
    case Event::milter_ended:
      return "the milter library stopped by itself";
    case Event::crypto_fault:
      return "GnuPG could not open or verify a part, the message went to review; run intakectl keys check";
    case Event::forward_failed:
      return "a complete request passed without its forwarding copy; run intakectl keys check";
    case Event::reply_delayed:
      return "a reply could not be handed over yet; the server's code:";
    case Event::reply_failed:
      return "a reply cannot be delivered, a person must write; the server's code:";
  }
  return "unknown";
}

std::string_view word_of(Event event) {
  switch (event) {
    case Event::started:
      return "started";
    case Event::stopping:
      return "stopping";
    case Event::stopped:
      return "stopped";
    case Event::reloaded:
      return "reloaded";
    case Event::reload_refused:
      return "reload_refused";
    case Event::restart_needed:
      return "restart_needed";
    case Event::database_unavailable:
      return "database_unavailable";
    case Event::outbox_unavailable:
      return "outbox_unavailable";
    case Event::internal_error:
      return "internal_error";
    case Event::mta_lost:
      return "mta_lost";
    case Event::out_of_memory:
      return "out_of_memory";
    case Event::milter_ended:
      return "milter_ended";
    case Event::crypto_fault:
      return "crypto_fault";
    case Event::forward_failed:
      return "forward_failed";
    case Event::reply_delayed:
      return "reply_delayed";
    case Event::reply_failed:
      return "reply_failed";
  }
  return "unknown";
}

std::string line_of(const MessageLine& line) {
  std::vector<std::string> reasons;
  for (const Reason reason : line.review) reasons.emplace_back(name_of(reason));
  for (const std::string& reason : line.case_reasons) reasons.push_back(word(reason, longest_word));
  std::string out = "queue=" + word(line.queue_id, longest_queue_id);
  out.append(" status=").append(name_of(line.status)).append(" language=").append(name_of(line.language));
  out.append(" ask=").append(joined(line.ask)).append(" review=").append(joined(reasons));
  out.append(" crypto=").append(name_of(line.crypto));
  out.append(" reply=").append(line.reply_queued ? "queued" : word(line.withheld, longest_word));
  out.append(" bytes=").append(std::to_string(line.bytes));
  if (line.forged_tags != 0) out.append(" forged_tags=").append(std::to_string(line.forged_tags));
  return out.append(" ms=").append(std::to_string(line.took.count() / 1000));
}

std::unique_ptr<Journal> make_journal(JournalTarget target, const std::string& level) {
  std::shared_ptr<spdlog::logger> logger;
  if (target == JournalTarget::syslog) {
    auto sink = std::make_shared<spdlog::sinks::syslog_sink_mt>("intake-milter", LOG_PID, LOG_MAIL, false);
    logger = std::make_shared<spdlog::logger>("intake-milter", std::move(sink));
  } else {
    logger = std::make_shared<spdlog::logger>("intake-milter", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    logger->set_pattern("intake-milter[%P]: %l: %v");
  }
  // A full disk or a closed pipe must not stop the mail: spdlog would print to standard error, at most once a second.
  logger->set_error_handler([](const std::string&) {});
  logger->set_level(level_of(level));
  logger->flush_on(spdlog::level::warn);
  return std::make_unique<SpdlogJournal>(std::move(logger));
}

}  // namespace intake
