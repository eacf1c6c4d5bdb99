#include "plugin/cases/case_ledger.h"

#include <algorithm>
#include <ctime>

#include "plugin/cases/case_look.h"
#include "plugin/cases/case_token.h"
#include "plugin/cases/case_verdict.h"
#include "plugin/ledger/ledger_rows.h"
#include "plugin/reply/forward_copy.h"
#include "plugin/reply/reply_desk.h"

namespace intake {

namespace {

struct Record : CaseRecord {
  Filing filing;
  bool renew = false;  // filed already, but its reply was withdrawn: only that is due again
};

std::string rfc3339(std::int64_t seconds) {
  const auto when = static_cast<std::time_t>(seconds);
  std::tm parts{};
  gmtime_r(&when, &parts);
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

class CaseLedger : public CaseDesk {
 public:
  explicit CaseLedger(CaseLedgerParts parts)
      : parts_(std::move(parts)),
        replies_({parts_.configuration, parts_.texts, parts_.ledger, parts_.key, parts_.sealer}) {}

  std::optional<CaseWork> prepare(const RawMessage& raw, const Decision& decision) override {
    const MessageHashes hashes = hashes_of(raw, decision, *parts_.key);
    const auto look = look_for_cases(*parts_.ledger, hashes, decision);
    if (!look) return tell(look.error()), std::nullopt;
    if (look->seen) return as_before(decision, *look);
    const CaseRules rules{parts_.configuration->settings.asked_at_most};
    const CaseVerdict verdict =
        verdict_in_case(decision, *look, *parts_.key, replies_.is_automatic(raw, decision), rules);
    if (verdict.untouched || verdict.verdict.status == Status::other) return unfiled(raw, decision, verdict);
    const std::int64_t now = parts_.clock->now();
    const Case the_case = verdict.belongs_to ? *verdict.belongs_to : opened_case(hashes.sender.front(), now);
    const ReplyQuestion question{raw, decision, verdict, the_case, hashes, now};
    auto reply = replies_.plan(question);
    if (!reply) return tell(reply.error()), std::nullopt;
    return filed_work(question, std::move(*reply));
  }

  Filed file(const CaseWork& work) override {
    const auto* record = dynamic_cast<const Record*>(work.record.get());
    if (record == nullptr) return Filed::done;
    if (record->renew) {
      const Success renewed = parts_.ledger->renew(record->filing.message.hash, parts_.clock->now());
      if (!renewed) tell(renewed.error());
      return renewed ? Filed::done : Filed::unavailable;
    }
    const auto filed = parts_.ledger->file(record->filing);
    if (!filed) return tell(filed.error()), Filed::unavailable;
    if (*filed == FilingOutcome::stale) return Filed::stale;
    if ((record->filing.mail || record->filing.forward) && parts_.reply_waits) parts_.reply_waits();
    return Filed::done;
  }

  void withdraw(const CaseWork& work) override {
    const auto* record = dynamic_cast<const Record*>(work.record.get());
    // A failure leaves the reply due: the message was read, and its sender sees an answer to it.
    if (record != nullptr) static_cast<void>(parts_.ledger->withdraw(record->filing.message.hash));
  }

 private:
  void tell(const std::string& words) const {
    if (parts_.journal) parts_.journal->configuration(words);
  }

  static CaseWork work_of(const CaseVerdict& verdict) {
    CaseWork work;
    work.verdict = verdict.verdict;
    work.case_reasons = verdict.case_reasons;
    work.related = verdict.related;
    work.duplicate = verdict.duplicate;
    if (verdict.belongs_to) {
      work.token = verdict.belongs_to->token;
      work.received = rfc3339(verdict.belongs_to->first_at);
    }
    return work;
  }

  CaseWork unfiled(const RawMessage& raw, const Decision& decision, const CaseVerdict& verdict) const {
    CaseWork work = work_of(verdict);
    if (work.verdict.status == Status::incomplete) work.withheld = replies_.refusal(raw, decision).value_or("disabled");
    return work;
  }

  // Tags as the first time; nothing is stored or sent again.
  CaseWork as_before(const Decision& decision, const CaseLook& look) const {
    const FiledMessage& seen = *look.seen;
    CaseWork work = work_of(verdict_as_before(decision, seen, look.seen_in));
    work.token = seen.token;
    work.reply_queued = seen.reply_queued;
    work.receipt = seen.reply_queued && work.verdict.status != Status::incomplete;
    work.withheld = seen.withheld;
    if (seen.withdrawn) {
      auto record = std::make_shared<Record>();
      record->filing.message.hash = seen.hash;
      record->renew = true;
      work.record = std::move(record);
    }
    return work;
  }

  Case opened_case(const std::string& sender, std::int64_t now) const {
    Case opened;
    opened.token = make_case_token(*parts_.ids);
    opened.sender_hash = sender;
    opened.first_at = now;
    return opened;
  }

  CaseWork filed_work(const ReplyQuestion& question, PlannedReply reply) const {
    CaseWork work = work_of(question.verdict);
    work.token = question.the_case.token;
    work.received = rfc3339(question.the_case.first_at);
    work.reply_queued = reply.mail.has_value();
    work.receipt = reply.mail && reply.mail->kind == MailKind::receipt;
    work.withheld = reply.withheld;
    auto record = std::make_shared<Record>();
    record->filing = {message_to_file(question, work), case_after(question, work), std::move(reply.mail),
                      forward_copy(question, work),    std::move(reply.limits),    question.now};
    work.record = std::move(record);
    return work;
  }

  // Where no copy can be made the request passes all the same, tagged for its route, and an administrator must look.
  std::optional<OutgoingMail> forward_copy(const ReplyQuestion& question, const CaseWork& work) const {
    const Settings& settings = parts_.configuration->settings;
    const bool wanted = !settings.forward_to.empty() && work.verdict.status == Status::complete && !work.duplicate;
    if (!wanted || parts_.sealer == nullptr) return std::nullopt;
    const ForwardRequest request{question.raw, question.decision, work, parts_.ids->random_hex(8), question.now};
    auto copy = make_forward_copy(request, settings, *parts_.sealer);
    if (copy) return std::move(*copy);
    if (parts_.journal) parts_.journal->event(Event::forward_failed);
    return std::nullopt;
  }

  static FiledMessage message_to_file(const ReplyQuestion& question, const CaseWork& work) {
    FiledMessage message;
    message.hash = question.hashes.message.front();
    if (!question.hashes.text.empty()) message.text_hash = question.hashes.text.front();
    message.token = work.token;
    message.related = work.related;
    message.status = name_of(work.verdict.status);
    message.ask = words_of(work.verdict.ask);
    message.review = words_of_reasons(question.verdict);
    message.withheld = work.withheld;
    message.reply_queued = work.reply_queued;
    return message;
  }

  Case case_after(const ReplyQuestion& question, const CaseWork& work) const {
    Case after = question.the_case;
    note_message(after, work.verdict, *parts_.key);
    after.last_at = std::max(after.last_at, question.now);
    const bool asked_now = work.reply_queued && !work.receipt;
    // Asked in vain counts: after the second time a person takes over.
    if (asked_now || work.withheld == "same_question") ++after.asked;
    if (asked_now) {
      after.last_question = words_of(work.verdict.ask);
      after.last_asked_at = question.now;
    }
    if (work.verdict.status == Status::complete && after.completed_at == 0) after.completed_at = question.now;
    if (!work.duplicate) after.closed_at = 0;  // a person must look again
    return after;
  }

  CaseLedgerParts parts_;
  ReplyDesk replies_;
};

}  // namespace

std::shared_ptr<CaseDesk> make_case_desk(CaseLedgerParts parts) {
  return std::make_shared<CaseLedger>(std::move(parts));
}

}  // namespace intake
