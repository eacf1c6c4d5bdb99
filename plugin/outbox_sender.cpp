#include "plugin/outbox_sender.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace intake {

namespace {

constexpr int replies_at_once = 10;        // leased together
constexpr std::int64_t lease_seconds = 900;  // longer than ten time-outs of a minute: a lease must not end while its replies are sent

}  // namespace

struct OutboxSender::State {
  std::shared_ptr<Ledger> ledger;
  SendReply send;
  SenderOptions options;
  std::shared_ptr<Clock> clock;
  std::shared_ptr<IdMaker> ids;
  std::shared_ptr<Journal> journal;
  std::string owner;
  std::mutex mutex;
  std::condition_variable changed;
  bool woken = false;
  std::atomic<bool> stopping{false};
  std::thread thread;

  std::int64_t pause_after(int attempts) const {
    std::int64_t pause = options.retry_first_seconds;
    for (int i = 0; i < attempts && pause < options.retry_most_seconds; ++i) pause *= 2;
    pause = std::min<std::int64_t>(pause, options.retry_most_seconds);
    return pause + static_cast<std::int64_t>(ids->random_below(static_cast<std::uint64_t>(pause / 4 + 1)));
  }

  Success settle(const LeasedReply& reply, const SmtpAnswer& answer) const {
    const std::int64_t now = clock->now();
    if (answer.outcome == SmtpOutcome::sent) return ledger->settle_sent(reply.id, now);
    const bool too_old = now - reply.created_at > std::int64_t{options.give_up_after_hours} * 3600;
    if (answer.outcome == SmtpOutcome::refused || too_old) {
      journal->event(Event::reply_failed, answer.code);
      return ledger->settle_failed(reply.id);
    }
    journal->event(Event::reply_delayed, answer.code);
    return ledger->settle_retry(reply.id, now + pause_after(reply.attempts));
  }

  int run_once() {
    const std::int64_t now = clock->now();
    const auto leased = ledger->lease(owner, now, now + lease_seconds, replies_at_once);
    if (!leased) {
      journal->event(Event::database_unavailable);
      return 0;
    }
    int sent = 0;
    for (const LeasedReply& reply : *leased) {
      // What is left when we stop goes back at once.
      const SmtpAnswer answer = stopping ? SmtpAnswer{} : send(reply.recipient, reply.bytes);
      const Success settled = stopping && answer.outcome == SmtpOutcome::try_again && answer.code == 0 ? ledger->settle_retry(reply.id, now) : settle(reply, answer);
      if (!settled) journal->event(Event::database_unavailable);
      sent += answer.outcome == SmtpOutcome::sent ? 1 : 0;
    }
    return static_cast<int>(leased->size()) == replies_at_once ? sent + (stopping ? 0 : run_once()) : sent;
  }

  void loop() {
    while (!stopping) {
      run_once();
      std::unique_lock lock(mutex);
      changed.wait_for(lock, std::chrono::seconds(options.idle_seconds), [&] { return woken || stopping; });
      woken = false;
    }
  }
};

OutboxSender::OutboxSender(std::shared_ptr<Ledger> ledger, SendReply send, SenderOptions options, std::shared_ptr<Clock> clock,
                           std::shared_ptr<IdMaker> ids, std::shared_ptr<Journal> journal)
    : state_(std::make_unique<State>()) {
  state_->owner = ids->random_hex(8);
  state_->ledger = std::move(ledger);
  state_->send = std::move(send);
  state_->options = options;
  state_->clock = std::move(clock);
  state_->ids = std::move(ids);
  state_->journal = std::move(journal);
}

OutboxSender::~OutboxSender() { stop(); }

void OutboxSender::start() {
  state_->thread = std::thread([this] { state_->loop(); });
}

void OutboxSender::wake() {
  const std::lock_guard lock(state_->mutex);
  state_->woken = true;
  state_->changed.notify_one();
}

void OutboxSender::stop() {
  {
    const std::lock_guard lock(state_->mutex);
    state_->stopping = true;
    state_->changed.notify_one();
  }
  if (state_->thread.joinable()) state_->thread.join();
}

int OutboxSender::run_once() { return state_->run_once(); }

}  // namespace intake
