// The thread that sends what the outbox holds, one mail at a time: leased, sent, settled; tried again with growing
// pauses and jitter; given up after a time, for a person. The lease is longer than a try can last, so no mail is in two
// hands; whoever dies between sending and settling leaves a mail that is sent again under the same Message-ID. Never
// runs in a callback of the MTA.
#pragma once

#include <atomic>
#include <functional>
#include <memory>

#include "plugin/clock.h"
#include "plugin/id_maker.h"
#include "plugin/journal.h"
#include "plugin/ledger/ledger.h"
#include "plugin/reply/smtp_curl.h"

namespace intake {

struct SenderOptions {
  int retry_first_seconds = 60;
  int retry_most_seconds = 3600;
  int give_up_after_hours = 120;
  int try_seconds = 60;  // the longest that one try lasts
  int idle_seconds = 5;  // between looks into the outbox without a wake-up
  int keep_closed_days = 30;
  int keep_silent_days = 365;
  int stop_seconds = 10;  // for the mail in hand when we stop: well below what a service manager gives
};

// Ends early where the flag is set.
using SendMail = std::function<SmtpAnswer(const std::string& recipient, const std::string& message,
                                          const std::atomic<bool>& give_up)>;

struct SenderParts {
  std::shared_ptr<Outbox> outbox;
  std::shared_ptr<CaseKeeping> keeping;  // null: deletes nothing
  SendMail send;
  std::shared_ptr<Clock> clock;
  std::shared_ptr<IdMaker> ids;
  std::shared_ptr<Journal> journal;
};

struct SentCount {
  int sent = 0;
  int delayed = 0;
  int failed = 0;
};

class OutboxSender {
 public:
  OutboxSender(SenderParts parts, const SenderOptions& options);
  ~OutboxSender();
  OutboxSender(const OutboxSender&) = delete;
  OutboxSender& operator=(const OutboxSender&) = delete;

  void start();
  void wake();
  void change(const SenderOptions& options);  // after a reload
  // Gives the mail in hand some seconds, then hands it back; the others stay due.
  void stop();
  // One look into the outbox: sends everything that is due; for tests and for `intakectl outbox run`.
  SentCount run_once();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace intake
