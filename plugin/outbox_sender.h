// The thread that sends what the outbox holds: leased, sent, settled; tried again with growing pauses and jitter; given up after a
// time, for a person. Never runs in a callback of the MTA. stop() finishes the reply in hand; the others stay due.
#pragma once

#include <functional>
#include <memory>

#include "plugin/clock.h"
#include "plugin/id_maker.h"
#include "plugin/journal.h"
#include "plugin/ledger.h"
#include "plugin/smtp_curl.h"

namespace intake {

struct SenderOptions {
  int retry_first_seconds = 60;
  int retry_most_seconds = 3600;
  int give_up_after_hours = 120;
  int idle_seconds = 5;             // between looks into the outbox without a wake-up
};

using SendReply = std::function<SmtpAnswer(const std::string& recipient, const std::string& message)>;

class OutboxSender {
 public:
  OutboxSender(std::shared_ptr<Ledger> ledger, SendReply send, SenderOptions options, std::shared_ptr<Clock> clock, std::shared_ptr<IdMaker> ids,
               std::shared_ptr<Journal> journal);
  ~OutboxSender();
  OutboxSender(const OutboxSender&) = delete;
  OutboxSender& operator=(const OutboxSender&) = delete;

  void start();
  void wake();
  void stop();
  // One look into the outbox: sends everything that is due; for tests and for `intakectl outbox run`. Gives the number sent.
  int run_once();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace intake
