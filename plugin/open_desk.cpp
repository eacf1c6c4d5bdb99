#include "plugin/open_desk.h"

#include "plugin/case_ledger.h"
#include "plugin/ledger_sqlite.h"
#include "plugin/outbox_sender.h"

namespace intake {

namespace {

std::filesystem::path texts_of(const Settings& settings) { return settings.rules_directory / "replies"; }

class RealDeskRoom : public DeskRoom {
 public:
  RealDeskRoom(std::shared_ptr<Ledger> ledger, std::shared_ptr<const LedgerKey> key, const Settings& settings, std::shared_ptr<Journal> journal)
      : ledger_(std::move(ledger)), key_(std::move(key)) {
    const SmtpServer server{settings.smtp_url, settings.smtp_user, settings.smtp_password_file, settings.smtp_tls, settings.smtp_timeout_seconds};
    const SenderOptions options{settings.retry_first_seconds, settings.retry_most_seconds, settings.give_up_after_hours, 5};
    sender_ = std::make_unique<OutboxSender>(
        ledger_, [server](const std::string& recipient, const std::string& message) { return send_by_smtp(server, recipient, message); }, options,
        clock_, ids_, std::move(journal));
    sender_->start();
  }

  std::shared_ptr<CaseDesk> desk_for(const std::shared_ptr<const Configuration>& configuration, std::vector<std::string>& mistakes) override {
    LoadedReplyTexts texts = load_reply_texts(texts_of(configuration->settings));
    mistakes.insert(mistakes.end(), texts.mistakes.begin(), texts.mistakes.end());
    if (!texts.texts) return nullptr;
    return make_case_desk({configuration, texts.texts, ledger_, key_, clock_, ids_, [this] { sender_->wake(); }});
  }

  void stop() override { sender_->stop(); }

 private:
  std::shared_ptr<Ledger> ledger_;
  std::shared_ptr<const LedgerKey> key_;
  std::shared_ptr<Clock> clock_ = std::make_shared<SystemClock>();
  std::shared_ptr<IdMaker> ids_ = std::make_shared<SystemIdMaker>();
  std::unique_ptr<OutboxSender> sender_;
};

}  // namespace

OpenedDesk open_desk(const Settings& settings, const std::shared_ptr<Journal>& journal) {
  OpenedDesk opened;
  SystemIdMaker ids;
  auto ledger = open_sqlite_ledger(settings.ledger_file);
  if (!ledger) opened.mistakes.push_back(ledger.error());
  auto key = LedgerKey::load_or_make(settings.key_file, ids);
  if (!key) opened.mistakes.push_back(key.error());
  if (!opened.mistakes.empty()) return opened;
  opened.room = std::make_unique<RealDeskRoom>(std::shared_ptr<Ledger>(std::move(*ledger)), std::make_shared<const LedgerKey>(std::move(*key)), settings, journal);
  return opened;
}

std::vector<std::string> mistakes_in_reply_texts(const Settings& settings) { return load_reply_texts(texts_of(settings)).mistakes; }

}  // namespace intake
