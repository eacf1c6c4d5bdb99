#include "plugin/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/exposer.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <mutex>

#include "plugin/intakectl/check_report.h"

namespace intake {

namespace {

using prometheus::Counter;
using prometheus::Family;
using prometheus::Registry;

constexpr std::size_t scrape_threads = 2;  // one scrape, and one more while that waits for the database

// Seconds: a plain message, one with attachments, one with GnuPG, and the time limits of reader and crypto.
const std::vector<double> handling_bounds = {0.005, 0.02, 0.1, 0.5, 2, 10, 40};

// Only words that this program chose may be a label.
std::string label_of(const std::string& word) {
  const bool fixed = word.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string::npos;
  return fixed && !word.empty() ? word : "none";
}

// The outbox is asked when somebody looks, not all the time.
class OutboxCount : public prometheus::Collectable {
 public:
  void ask(std::function<std::map<std::string, int>()> count) {
    const std::lock_guard lock(mutex_);
    count_ = std::move(count);
  }
  std::vector<prometheus::MetricFamily> Collect() const override {
    const std::lock_guard lock(mutex_);
    prometheus::MetricFamily family;
    family.name = "intake_outbox_mails";
    family.help = "Mails of the outbox that are not sent, by state.";
    family.type = prometheus::MetricType::Gauge;
    if (!count_) return {};
    for (const auto& [state, number] : count_()) {
      prometheus::ClientMetric metric;
      metric.label.push_back({"state", label_of(state)});
      metric.gauge.value = number;
      family.metric.push_back(std::move(metric));
    }
    return {std::move(family)};
  }

 private:
  mutable std::mutex mutex_;
  std::function<std::map<std::string, int>()> count_;
};

class PrometheusMetrics : public Metrics {
 public:
  explicit PrometheusMetrics(std::shared_ptr<Journal> journal) : journal_(std::move(journal)) {
    // A fault that has not happened yet is a zero, so that an alert can wait for its rise.
    for (int i = 0; i <= static_cast<int>(Event::last); ++i) count(events_, "event", word_of(static_cast<Event>(i)), 0);
    for (const Status status : {Status::complete, Status::incomplete, Status::review, Status::other})
      messages_.Add({{"status", std::string(name_of(status))}});
  }

  void message(const MessageLine& line) override {
    count(messages_, "status", name_of(line.status));
    count(languages_, "language", name_of(line.language));
    count(crypto_, "state", name_of(line.crypto));
    for (const Item item : line.ask) count(asked_, "item", name_of(item));
    for (const Reason reason : line.review) count(reasons_, "reason", name_of(reason));
    for (const std::string& reason : line.case_reasons) count(reasons_, "reason", label_of(reason));
    if (line.reply_queued) count(replies_, "outcome", "queued");
    if (!line.reply_queued && !line.withheld.empty()) count(replies_, "outcome", label_of(line.withheld));
    bytes_.Increment(static_cast<double>(line.bytes));
    took_.Observe(std::chrono::duration<double>(line.took).count());
    journal_->message(line);
  }

  void event(Event event, long number) override {
    count(events_, "event", word_of(event));
    journal_->event(event, number);
  }
  void configuration(const std::string& sentence) override { journal_->configuration(sentence); }
  void set_level(const std::string& level) override { journal_->set_level(level); }
  void flush() override { journal_->flush(); }

  void keys(const std::map<std::string, std::int64_t>& expiry) override {
    const std::lock_guard lock(keys_mutex_);
    for (prometheus::Gauge* gauge : shown_keys_) keys_.Remove(gauge);
    shown_keys_.clear();
    for (const auto& [fingerprint, seconds] : expiry) {
      shown_keys_.push_back(&keys_.Add({{"fingerprint", fingerprint}}));
      shown_keys_.back()->Set(static_cast<double>(seconds));
    }
  }

  void outbox(std::function<std::map<std::string, int>()> count) override { outbox_->ask(std::move(count)); }

  Success listen(const std::string& address) override {
    try {
      exposer_ = std::make_unique<prometheus::Exposer>(address, scrape_threads);
    } catch (const std::exception&) {  // its text speaks of the web server's options
      return Success::failure("metrics.listen: cannot listen at " + address +
                              "; is the port taken, and is the address one of this machine?");
    }
    exposer_->RegisterCollectable(registry_);
    exposer_->RegisterCollectable(outbox_);
    return Done{};
  }

  [[nodiscard]] std::string text() const override {
    std::vector<prometheus::MetricFamily> all = registry_->Collect();
    for (prometheus::MetricFamily& family : outbox_->Collect()) all.push_back(std::move(family));
    return prometheus::TextSerializer().Serialize(all);
  }

 private:
  Family<Counter>& counters(const char* name, const char* help) {
    return prometheus::BuildCounter().Name(name).Help(help).Register(*registry_);
  }

  static void count(Family<Counter>& family, const char* label, std::string_view value, double by = 1) {
    family.Add({{label, std::string(value)}}).Increment(by);
  }

  std::shared_ptr<Journal> journal_;
  std::shared_ptr<Registry> registry_ = std::make_shared<Registry>();
  std::shared_ptr<OutboxCount> outbox_ = std::make_shared<OutboxCount>();
  Family<Counter>& messages_ = counters("intake_messages_total", "Messages handled, by verdict.");
  Family<Counter>& languages_ = counters("intake_message_languages_total", "Messages handled, by language.");
  Family<Counter>& crypto_ = counters("intake_message_crypto_total", "Messages handled, by encryption and signature.");
  Family<Counter>& asked_ = counters("intake_asked_items_total", "Items that incomplete requests lacked.");
  Family<Counter>& reasons_ = counters("intake_review_reasons_total", "Reasons for a person to look first.");
  Family<Counter>& replies_ = counters("intake_replies_total", "Replies queued, or why there was none.");
  Family<Counter>& events_ = counters("intake_events_total", "Events of the log, faults among them.");
  Counter& bytes_ = counters("intake_message_bytes_total", "Bytes of the messages handled.").Add({});
  prometheus::Histogram& took_ = prometheus::BuildHistogram()
                                     .Name("intake_handling_seconds")
                                     .Help("Time from the end of a message to our answer.")
                                     .Register(*registry_)
                                     .Add({}, handling_bounds);
  Family<prometheus::Gauge>& keys_ = prometheus::BuildGauge()
                                         .Name("intake_key_expiry_timestamp_seconds")
                                         .Help("When a key of the filter expires; 0: never.")
                                         .Register(*registry_);
  std::mutex keys_mutex_;
  std::vector<prometheus::Gauge*> shown_keys_;
  std::unique_ptr<prometheus::Exposer> exposer_;  // last: its threads end before what they read goes
};

}  // namespace

std::shared_ptr<Metrics> make_metrics(std::shared_ptr<Journal> journal) {
  return std::make_shared<PrometheusMetrics>(std::move(journal));
}

}  // namespace intake
