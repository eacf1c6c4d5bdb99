// The sender over a fake outbox and a fake server: what is settled how, pauses that grow, leases that are lost, and a
// stop.
#include "plugin/reply/outbox_sender.h"

#include <gtest/gtest.h>

#include <deque>
#include <mutex>
#include <thread>

#include "tests/plugin/fixed_ids.h"

namespace intake {
namespace {

constexpr std::int64_t start = 1'800'000'000;

// One mail; remembers how it was settled. Fails at the n-th call where that is asked for.
class FakeOutbox : public Outbox {
 public:
  Result<std::vector<LeasedMail>> lease(const std::string&, std::int64_t now, std::int64_t until, int) override {
    const std::lock_guard lock(mutex);
    if (++calls == fail_at) return Result<std::vector<LeasedMail>>::failure("down");
    lease_seconds = until - now;
    if (mail.id == 0 || now < due) return std::vector<LeasedMail>();
    const LeasedMail taken = mail;
    leased = true;
    due = until;
    return std::vector<LeasedMail>{taken};
  }
  Result<bool> settle(const std::string&, std::int64_t, const Settlement& settlement) override {
    const std::lock_guard lock(mutex);
    if (++calls == fail_at) return Result<bool>::failure("down");
    settled.push_back(settlement);
    due = settlement.next_at;
    if (settlement.state != MailState::pending) mail.id = 0;
    if (settlement.tried) ++mail.attempts;
    return true;
  }
  Success wipe() override {
    ++wiped;
    return Done{};
  }
  Result<std::vector<MailEntry>> entries(bool, std::int64_t) override { return std::vector<MailEntry>(); }
  Result<int> hold(const std::vector<std::int64_t>&) override { return 0; }
  Result<int> retry(const std::vector<std::int64_t>&, std::int64_t) override { return 0; }

  std::mutex mutex;
  LeasedMail mail{7, "a@example.test", "text", 0, start};
  std::int64_t due = start;
  std::int64_t lease_seconds = 0;
  bool leased = false;
  int calls = 0;
  int fail_at = 0;
  int wiped = 0;
  std::vector<Settlement> settled;
};

class QuietJournal : public Journal {
 public:
  void message(const MessageLine&) override {}
  void event(Event event, long number) override { events.emplace_back(event, number); }
  void configuration(const std::string&) override {}
  void set_level(const std::string&) override {}
  void flush() override {}
  std::vector<std::pair<Event, long>> events;
};

class Sending : public ::testing::Test {
 protected:
  OutboxSender sender(SendMail send) {
    return OutboxSender({outbox_, nullptr, std::move(send), clock_, std::make_shared<CountingIds>(), journal_},
                        options_);
  }
  SentCount look(const SmtpAnswer& answer) {
    return sender([&](const std::string&, const std::string&, const std::atomic<bool>&) { return answer; }).run_once();
  }

  std::shared_ptr<FakeOutbox> outbox_ = std::make_shared<FakeOutbox>();
  std::shared_ptr<SetClock> clock_ = std::make_shared<SetClock>(start);
  std::shared_ptr<QuietJournal> journal_ = std::make_shared<QuietJournal>();
  SenderOptions options_{60, 600, 1, 30, 5, 30, 365, 1};
};

TEST_F(Sending, WhatIsTakenIsSettledAndWiped) {
  EXPECT_EQ(look({SmtpOutcome::sent, 250, false}).sent, 1);
  ASSERT_EQ(outbox_->settled.size(), 1U);
  EXPECT_EQ(outbox_->settled[0].state, MailState::sent);
  EXPECT_EQ(outbox_->wiped, 1);
  EXPECT_GT(outbox_->lease_seconds, options_.try_seconds);
}

TEST_F(Sending, WhatIsRefusedIsForAPerson) {
  EXPECT_EQ(look({SmtpOutcome::refused, 550, false}).failed, 1);
  EXPECT_EQ(outbox_->settled.at(0).state, MailState::failed);
  EXPECT_EQ(outbox_->settled.at(0).code, 550);
  EXPECT_EQ(journal_->events.at(0), (std::pair<Event, long>{Event::reply_failed, 550}));
}

TEST_F(Sending, PausesGrowHaveJitterAndAnEnd) {
  std::vector<std::int64_t> pauses;
  for (int i = 0; i < 6; ++i) {
    EXPECT_EQ(look({SmtpOutcome::try_again, 451, false}).delayed, 1);
    pauses.push_back(outbox_->settled.back().next_at - clock_->now());
    outbox_->due = clock_->now();
  }
  const std::vector<std::int64_t> least = {60, 120, 240, 480, 600, 600};
  for (std::size_t i = 0; i < least.size(); ++i) {
    EXPECT_GE(pauses[i], least[i]);
    EXPECT_LE(pauses[i], least[i] + least[i] / 4);
  }
}

TEST_F(Sending, WhatGrowsTooOldIsForAPerson) {
  clock_->advance(3601);
  EXPECT_EQ(look({SmtpOutcome::try_again, 0, false}).failed, 1);
  EXPECT_EQ(outbox_->settled.at(0).state, MailState::failed);
}

TEST_F(Sending, ADatabaseThatIsAwayIsTriedAgainLater) {
  for (const int call : {1, 2}) {
    outbox_->calls = 0;
    outbox_->fail_at = call;
    outbox_->due = start;
    look({SmtpOutcome::sent, 250, false});
    EXPECT_EQ(journal_->events.back().first, Event::outbox_unavailable) << call;
  }
  EXPECT_TRUE(outbox_->settled.empty());
  EXPECT_TRUE(outbox_->leased) << "due again when its lease ends";
}

TEST_F(Sending, AStopHandsBackWhatIsInHand) {
  std::atomic<bool> sending{false};
  OutboxSender thread = sender([&](const std::string&, const std::string&, const std::atomic<bool>& give_up) {
    sending = true;
    while (!give_up) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return SmtpAnswer{SmtpOutcome::try_again, 354, true};
  });
  thread.start();
  while (!sending) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  thread.stop();
  ASSERT_EQ(outbox_->settled.size(), 1U);
  EXPECT_EQ(outbox_->settled[0].state, MailState::pending);
  EXPECT_FALSE(outbox_->settled[0].tried);
  EXPECT_EQ(outbox_->settled[0].next_at, start);
}

}  // namespace
}  // namespace intake
