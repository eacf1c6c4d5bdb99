#include "plugin/reply/outbox_sender.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace intake {

namespace {

constexpr std::int64_t lease_margin_seconds = 15;  // clocks of two gateways may differ, and a commit may wait
constexpr std::int64_t purge_every_seconds = 3600;
constexpr std::int64_t wipe_every_seconds = 5;  // each makes writers wait for the disk
constexpr std::int64_t day = 24 * 60 * 60;

}  // namespace

struct OutboxSender::State {
  SenderParts parts;
  std::string owner;
  std::mutex mutex;
  std::condition_variable changed;
  SenderOptions options;
  bool woken = false;
  bool finished = false;
  std::atomic<bool> stopping{false};
  std::atomic<bool> give_up{false};
  std::int64_t purged_at = 0;
  std::int64_t wiped_at = 0;
  bool to_wipe = false;  // something was sent since
  std::thread thread;

  SenderOptions options_now() {
    const std::lock_guard lock(mutex);
    return options;
  }

  std::int64_t pause_after(int attempts, const SenderOptions& now) const {
    std::int64_t pause = now.retry_first_seconds;
    for (int i = 0; i < attempts && pause < now.retry_most_seconds; ++i) pause *= 2;
    pause = std::min<std::int64_t>(pause, now.retry_most_seconds);
    return pause + static_cast<std::int64_t>(parts.ids->random_below(static_cast<std::uint64_t>(pause / 4 + 1)));
  }

  Settlement settlement_of(const LeasedMail& mail, const SmtpAnswer& answer, const SenderOptions& opts,
                           SentCount& count) const {
    const std::int64_t now = parts.clock->now();
    if (answer.outcome == SmtpOutcome::sent) {
      ++count.sent;
      return {MailState::sent, now, answer.code};
    }
    // Cut off by our own stop: not the server's fault, and due at once.
    if (answer.given_up) return {MailState::pending, now, 0, false};
    const bool too_old = now - mail.due_since > std::int64_t{opts.give_up_after_hours} * 3600;
    if (answer.outcome == SmtpOutcome::refused || too_old) {
      ++count.failed;
      parts.journal->event(Event::reply_failed, answer.code);
      return {MailState::failed, now, answer.code};
    }
    ++count.delayed;
    parts.journal->event(Event::reply_delayed, answer.code);
    return {MailState::pending, now + pause_after(mail.attempts, opts), answer.code};
  }

  // False: nothing is due, or the database cannot be used now.
  bool send_next(SentCount& count) {
    const SenderOptions opts = options_now();
    const std::int64_t now = parts.clock->now();
    const auto leased = parts.outbox->lease(owner, now, now + opts.try_seconds + lease_margin_seconds, 1);
    if (!leased) parts.journal->event(Event::outbox_unavailable);
    if (!leased || leased->empty()) return false;
    const LeasedMail& mail = leased->front();
    const SmtpAnswer answer = parts.send(mail.recipient, mail.bytes, give_up);
    const auto settled = parts.outbox->settle(owner, mail.id, settlement_of(mail, answer, opts, count));
    if (!settled) parts.journal->event(Event::outbox_unavailable);
    to_wipe = true;
    return true;
  }

  SentCount run_once() {
    SentCount count;
    while (!stopping && send_next(count)) {
    }
    return count;
  }

  void wipe_if_due(bool now_at_once) {
    const std::int64_t now = parts.clock->now();
    if (!to_wipe || (!now_at_once && now - wiped_at < wipe_every_seconds)) return;
    wiped_at = now;
    to_wipe = !parts.outbox->wipe();  // else at the next occasion
  }

  void purge_if_due() {
    const std::int64_t now = parts.clock->now();
    if (!parts.keeping || now - purged_at < purge_every_seconds) return;
    purged_at = now;
    const SenderOptions opts = options_now();
    const Retention retention{now - opts.keep_closed_days * day, now - opts.keep_silent_days * day};
    if (!parts.keeping->purge(retention)) parts.journal->event(Event::outbox_unavailable);
  }

  void loop() {
    while (!stopping) {
      run_once();
      wipe_if_due(false);
      purge_if_due();
      std::unique_lock lock(mutex);
      changed.wait_for(lock, std::chrono::seconds(options.idle_seconds), [&] { return woken || stopping; });
      woken = false;
    }
    wipe_if_due(true);
    const std::lock_guard lock(mutex);
    finished = true;
    changed.notify_all();
  }
};

OutboxSender::OutboxSender(SenderParts parts, const SenderOptions& options) : state_(std::make_unique<State>()) {
  state_->owner = parts.ids->random_hex(8);
  state_->parts = std::move(parts);
  state_->options = options;
}

OutboxSender::~OutboxSender() {
  stop();
}

void OutboxSender::start() {
  state_->thread = std::thread([this] { state_->loop(); });
}

void OutboxSender::wake() {
  const std::lock_guard lock(state_->mutex);
  state_->woken = true;
  state_->changed.notify_all();
}

void OutboxSender::change(const SenderOptions& options) {
  const std::lock_guard lock(state_->mutex);
  state_->options = options;
}

void OutboxSender::stop() {
  if (!state_->thread.joinable()) return;
  {
    std::unique_lock lock(state_->mutex);
    state_->stopping = true;
    state_->changed.notify_all();
    state_->changed.wait_for(lock, std::chrono::seconds(state_->options.stop_seconds),
                             [&] { return state_->finished; });
    state_->give_up = true;
  }
  state_->thread.join();
}

SentCount OutboxSender::run_once() {
  const SentCount count = state_->run_once();
  state_->wipe_if_due(true);
  return count;
}

}  // namespace intake
