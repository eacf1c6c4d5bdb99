#include "plugin/cases/open_desk.h"

#include "plugin/cases/case_ledger.h"
#include "plugin/ledger/open_ledger.h"

namespace intake {

namespace {

std::filesystem::path texts_of(const Settings& settings) {
  return settings.rules_directory / "replies";
}

class RealDeskRoom : public DeskRoom {
 public:
  RealDeskRoom(OpenedLedger ledger, const Settings& settings, std::shared_ptr<Journal> journal)
      : ledger_(std::move(ledger)), journal_(std::move(journal)) {
    const SenderParts parts{ledger_.outbox, ledger_.keeping, sender_of(settings), clock_, ids_, journal_};
    sender_ = std::make_unique<OutboxSender>(parts, sender_options_of(settings));
    sender_->start();
  }

  // Reads the key file anew: after `intakectl keyring rotate` a reload is enough.
  std::shared_ptr<CaseDesk> desk_for(const std::shared_ptr<const Configuration>& configuration,
                                     std::vector<std::string>& mistakes) override {
    const Settings& settings = configuration->settings;
    LoadedReplyTexts texts = load_reply_texts(texts_of(settings));
    mistakes.insert(mistakes.end(), texts.mistakes.begin(), texts.mistakes.end());
    auto key = LedgerKey::load_or_make(settings.key_file, *ids_);
    if (!key) mistakes.push_back(key.error());
    if (!texts.texts || !key) return nullptr;
    sender_->change(sender_options_of(settings));
    return make_case_desk({configuration, texts.texts, ledger_.ledger,
                           std::make_shared<const LedgerKey>(std::move(*key)), clock_, ids_, make_mail_sealer(settings),
                           journal_, [this] { sender_->wake(); }});
  }

  std::map<std::string, int> unsent_mail() override {
    std::map<std::string, int> count;
    const auto entries = ledger_.outbox->entries(false, clock_->now());
    if (!entries) return count;
    for (const MailState state : {MailState::pending, MailState::held, MailState::failed})
      count[std::string(name_of(state))] = 0;
    for (const MailEntry& entry : *entries) ++count[entry.state];
    return count;
  }

  void stop() override { sender_->stop(); }

 private:
  OpenedLedger ledger_;
  std::shared_ptr<Journal> journal_;
  std::shared_ptr<Clock> clock_ = std::make_shared<SystemClock>();
  std::shared_ptr<IdMaker> ids_ = std::make_shared<SystemIdMaker>();
  std::unique_ptr<OutboxSender> sender_;
};

}  // namespace

OpenedDesk open_desk(const Settings& settings, const std::shared_ptr<Journal>& journal) {
  OpenedDesk opened;
  auto ledger = open_ledger(settings);
  if (!ledger) opened.mistakes.push_back(ledger.error());
  if (!opened.mistakes.empty()) return opened;
  opened.room = std::make_unique<RealDeskRoom>(std::move(*ledger), settings, journal);
  return opened;
}

std::vector<std::string> mistakes_in_reply_texts(const Settings& settings) {
  return load_reply_texts(texts_of(settings)).mistakes;
}

}  // namespace intake
