// Messages that arrive one after the other at a real desk over a real ledger: judged, filed, answered into the outbox.
#pragma once

#include <gtest/gtest.h>

#include "plugin/cases/case_ledger.h"
#include "plugin/cases/open_desk.h"
#include "rules/rules.h"
#include "tests/plugin/fixed_ids.h"
#include "tests/plugin/ledger_backends.h"

namespace intake {

constexpr const char* mailbox = "tietopyynnot@kela.example";
constexpr const char* maija = "maija@example.test";
constexpr std::int64_t day = 24 * 60 * 60;

struct Letter {
  std::string from = maija;
  std::string headers;  // whole lines
  std::string subject = "Tietopyyntö";
  std::string body;
  std::string id;  // empty: a new one
};

class Desk : public ::testing::Test {
 protected:
  Desk() : folder_("desk") {
    static const LoadedRules rules = load_rules(INTAKE_SOURCE_DIR "/rules");
    auto configuration = std::make_shared<Configuration>();
    configuration->snapshot = {rules.rules, Policy{true, {2026, 11, 24}, {}}, Limits{}, {mailbox}};
    configuration->settings.mailbox_addresses = {mailbox};
    configuration->settings.recipients = {mailbox};
    configuration->settings.reply_from = mailbox;
    configuration->settings.key_file = folder_.path() / "key";
    configuration_ = configuration;
    settings_ = &configuration->settings;
    ledger_ = make_sql_ledger(*open_sqlite(folder_.path() / "ledger.sqlite"));
    open_desk_again();
  }

  // After a change of the settings or of the key file.
  void open_desk_again() {
    const LoadedReplyTexts texts = load_reply_texts(INTAKE_SOURCE_DIR "/rules/replies");
    auto key = LedgerKey::load_or_make(settings_->key_file, ids_);
    desk_ = make_case_desk({configuration_,
                            texts.texts,
                            over(ledger_.ledger),
                            std::make_shared<const LedgerKey>(*key),
                            clock_,
                            std::make_shared<SystemIdMaker>(),
                            nullptr,
                            nullptr,
                            {}});
  }
  virtual std::shared_ptr<Ledger> over(std::shared_ptr<Ledger> ledger) { return ledger; }

  static RawMessage raw(const Letter& letter) {
    static int count = 0;
    const std::string id = letter.id.empty() ? "<" + std::to_string(++count) + "@example.test>" : letter.id;
    return {
        letter.from,
        {mailbox},
        "From: <" + letter.from + ">\r\nTo: <" + mailbox + ">\r\nMessage-ID: " + id + "\r\nSubject: " + letter.subject +
            "\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n" +
            letter.headers + "\r\n" + letter.body + "\r\n"};
  }
  Decision judged(const RawMessage& message) const { return decide(message, configuration_->snapshot, nullptr); }

  // Arrives, is filed, and a second later all is quiet.
  CaseWork arrives(const RawMessage& message) {
    const auto work = desk_->prepare(message, judged(message));
    EXPECT_TRUE(work);
    EXPECT_EQ(desk_->file(*work), Filed::done);
    clock_->advance(1);
    return *work;
  }
  CaseWork arrives(const Letter& letter) { return arrives(raw(letter)); }

  // The mails in the outbox, in the order they were queued; leased for ever.
  std::vector<LeasedMail> sent() {
    return *ledger_.outbox->lease("test", clock_->now() + 9999, clock_->now() + day * 999, 1000);
  }
  std::size_t queued() { return ledger_.outbox->entries(true, clock_->now())->size(); }

  TestFolder folder_;
  SystemIdMaker ids_;  // tokens must differ, not be foreseen
  std::shared_ptr<SetClock> clock_ = std::make_shared<SetClock>(1'795'000'000);
  std::shared_ptr<const Configuration> configuration_;
  Settings* settings_ = nullptr;
  OpenedLedger ledger_;
  std::shared_ptr<CaseDesk> desk_;
};

inline std::vector<std::string> reasons(const CaseWork& work) {
  std::vector<std::string> names;
  for (const Reason reason : work.verdict.review) names.emplace_back(name_of(reason));
  names.insert(names.end(), work.case_reasons.begin(), work.case_reasons.end());
  return names;
}

inline std::string ask(const CaseWork& work) {
  std::string names;
  for (const Item item : work.verdict.ask) names.append(names.empty() ? "" : ",").append(name_of(item));
  return names;
}

}  // namespace intake
