// The figures for Prometheus: everything the log is told is counted, handed on, and carries fixed words only.
#include "plugin/metrics.h"

#include <gtest/gtest.h>

namespace intake {
namespace {

class CountingJournal : public Journal {
 public:
  void message(const MessageLine&) override { ++messages; }
  void event(Event, long) override { ++events; }
  void configuration(const std::string&) override { ++sentences; }
  void set_level(const std::string&) override {}
  void flush() override {}
  int messages = 0;
  int events = 0;
  int sentences = 0;
};

struct Metered {
  std::shared_ptr<CountingJournal> journal = std::make_shared<CountingJournal>();
  std::shared_ptr<Metrics> metrics = make_metrics(journal);
  [[nodiscard]] bool shows(const std::string& line) const {
    return metrics->text().find("\n" + line + "\n") != std::string::npos;
  }
};

MessageLine incomplete() {
  MessageLine line;
  line.queue_id = "4cXyZ12z0Qz9";
  line.status = Status::incomplete;
  line.language = Language::fi;
  line.ask = {Item::phone, Item::address};
  line.reply_queued = true;
  line.bytes = 427;
  line.took = std::chrono::milliseconds(9);
  return line;
}

TEST(Metrics, CountMessagesAndHandThemOn) {
  const Metered it;
  it.metrics->message(incomplete());
  it.metrics->message(incomplete());
  EXPECT_EQ(it.journal->messages, 2);
  for (const char* line :
       {"intake_messages_total{status=\"incomplete\"} 2", "intake_messages_total{status=\"complete\"} 0",
        "intake_message_languages_total{language=\"fi\"} 2", "intake_message_crypto_total{state=\"none\"} 2",
        "intake_asked_items_total{item=\"phone\"} 2", "intake_asked_items_total{item=\"address\"} 2",
        "intake_replies_total{outcome=\"queued\"} 2", "intake_message_bytes_total 854",
        "intake_handling_seconds_bucket{le=\"0.005\"} 0", "intake_handling_seconds_bucket{le=\"0.02\"} 2"})
    EXPECT_TRUE(it.shows(line)) << line << "\n" << it.metrics->text();
}

TEST(Metrics, CountReasonsAndWithheldReplies) {
  const Metered it;
  MessageLine line;
  line.review = {Reason::on_behalf};
  line.case_reasons = {"possible_follow_up"};
  line.withheld = "not_due";
  it.metrics->message(line);
  for (const char* shown :
       {"intake_review_reasons_total{reason=\"on_behalf\"} 1",
        "intake_review_reasons_total{reason=\"possible_follow_up\"} 1", "intake_replies_total{outcome=\"not_due\"} 1"})
    EXPECT_TRUE(it.shows(shown)) << shown << "\n" << it.metrics->text();
}

TEST(Metrics, EveryEventIsThereBeforeItHappens) {
  const Metered it;
  for (int i = 0; i <= static_cast<int>(Event::last); ++i) {
    const std::string word(word_of(static_cast<Event>(i)));
    EXPECT_TRUE(it.shows("intake_events_total{event=\"" + word + "\"} 0")) << word;
  }
  it.metrics->event(Event::crypto_fault);
  EXPECT_TRUE(it.shows("intake_events_total{event=\"crypto_fault\"} 1"));
  EXPECT_EQ(it.journal->events, 1);
}

// Sentences of our own may name files; they are for the log alone. So may nothing else become a label.
TEST(Metrics, OnlyFixedWordsAreLabels) {
  const Metered it;
  it.metrics->configuration("canary.sentence");
  MessageLine line = incomplete();
  line.reply_queued = false;
  line.withheld = "Maija <canary.withheld@example.test>";
  line.case_reasons = {"canary 131052-308T\"} 1\n"};
  line.queue_id = "canaryqueue";
  it.metrics->message(line);
  EXPECT_EQ(it.journal->sentences, 1);
  EXPECT_EQ(it.metrics->text().find("canary"), std::string::npos) << it.metrics->text();
  EXPECT_TRUE(it.shows("intake_replies_total{outcome=\"none\"} 1")) << it.metrics->text();
}

TEST(Metrics, KeysAreThoseOfTheLastLook) {
  const Metered it;
  it.metrics->keys({{"AAAA", 1796083200}, {"BBBB", 0}});
  EXPECT_TRUE(it.shows("intake_key_expiry_timestamp_seconds{fingerprint=\"AAAA\"} 1796083200")) << it.metrics->text();
  EXPECT_TRUE(it.shows("intake_key_expiry_timestamp_seconds{fingerprint=\"BBBB\"} 0"));
  it.metrics->keys({{"BBBB", 0}});
  EXPECT_EQ(it.metrics->text().find("AAAA"), std::string::npos);
}

TEST(Metrics, TheOutboxIsAskedWhenSomebodyLooks) {
  const Metered it;
  EXPECT_EQ(it.metrics->text().find("intake_outbox_mails"), std::string::npos);
  int asked = 0;
  it.metrics->outbox([&] {
    ++asked;
    return std::map<std::string, int>{{"pending", 3}, {"failed", 1}};
  });
  EXPECT_TRUE(it.shows("intake_outbox_mails{state=\"pending\"} 3")) << it.metrics->text();
  EXPECT_TRUE(it.shows("intake_outbox_mails{state=\"failed\"} 1"));
  EXPECT_EQ(asked, 2);
}

TEST(Metrics, AnAddressThatIsNotOursIsRefused) {
  const Metered it;
  const Success listening = it.metrics->listen("192.0.2.1:9467");
  ASSERT_FALSE(listening);
  EXPECT_NE(listening.error().find("metrics.listen"), std::string::npos);
}

}  // namespace
}  // namespace intake
