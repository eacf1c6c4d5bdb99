#include "plugin/journal.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/sinks/syslog_sink.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>

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

struct EventRow {
  Event event;
  std::string_view word;  // for a label
  std::string_view line;  // for the log
  spdlog::level::level_enum level;
};

using spdlog::level::err, spdlog::level::info, spdlog::level::warn;

// In the order of the enumeration, so that an event is its own row.
constexpr auto event_rows = std::to_array<EventRow>({
    {Event::started, "started", "started", info},
    {Event::stopping, "stopping", "stopping", info},
    {Event::stopped, "stopped", "stopped", info},
    {Event::reloaded, "reloaded", "reloaded", info},
    {Event::reload_refused, "reload_refused", "reload refused, the old configuration and rules stay; mistakes:", err},
    {Event::restart_needed, "restart_needed", "settings that wait for a restart:", warn},
    {Event::database_unavailable, "database_unavailable", "database unavailable, the MTA will try later", err},
    {Event::internal_error, "internal_error", "internal error, the message went to review", err},
    {Event::mta_lost, "mta_lost", "the MTA went away before the answer", warn},
    {Event::out_of_memory, "out_of_memory", "out of memory, the MTA will try later", err},
    {Event::milter_ended, "milter_ended", "the milter library stopped by itself", err},
    {Event::outbox_unavailable, "outbox_unavailable", "database unavailable, replies wait", err},
    {Event::reply_delayed, "reply_delayed", "a reply could not be handed over yet; the server's code:", warn},
    {Event::crypto_fault, "crypto_fault",
     "GnuPG could not open or verify a part, the message went to review; run intakectl keys check", err},
    {Event::forward_failed, "forward_failed",
     "a complete request passed without its forwarding copy; run intakectl keys check", err},
    {Event::reply_failed, "reply_failed", "a reply cannot be delivered, a person must write; the server's code:", err},
});

constexpr bool in_order() {
  for (std::size_t i = 0; i < event_rows.size(); ++i) {
    if (event_rows[i].event != static_cast<Event>(i)) return false;
  }
  return event_rows.size() == static_cast<std::size_t>(Event::last) + 1;
}
static_assert(in_order(), "every event has its row");

const EventRow& row_of(Event event) {
  return event_rows.at(static_cast<std::size_t>(event));
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
      logger_->log(row_of(event).level, "{}", name_of(event));
    } else {
      logger_->log(row_of(event).level, "{} {}", name_of(event), number);
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
  return row_of(event).line;
}

std::string_view word_of(Event event) {
  return row_of(event).word;
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
