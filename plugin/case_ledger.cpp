#include "plugin/case_ledger.h"

#include <algorithm>
#include <ctime>

#include "parser/header_words.h"
#include "plugin/case_token.h"
#include "plugin/mail_address.h"
#include "plugin/reply_guard.h"
#include "plugin/reply_message.h"

namespace intake {

namespace {

constexpr std::int64_t day = 24 * 60 * 60;
constexpr std::int64_t hour = 60 * 60;

struct Record : CaseRecord {
  Filing filing;
};

std::string rfc3339(std::int64_t seconds) {
  const auto when = static_cast<std::time_t>(seconds);
  std::tm parts{};
  gmtime_r(&when, &parts);
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

std::string words_of(const std::vector<Item>& items) {
  std::string out;
  for (const Item item : items) out.append(out.empty() ? "" : ",").append(name_of(item));
  return out;
}

class CaseLedger : public CaseDesk {
 public:
  explicit CaseLedger(CaseLedgerParts parts) : parts_(std::move(parts)) {}

  std::optional<CaseWork> prepare(const RawMessage& raw, const Decision& decision) override {
    const std::int64_t now = parts_.clock->now();
    const std::string sender = parts_.key->hash(comparable_address(raw.envelope_from));
    const std::string message = message_hash(raw, decision);
    const auto seen = parts_.ledger->find_message(message);
    if (!seen) return std::nullopt;
    const auto followed = followed_case(decision, sender);
    if (!followed) return std::nullopt;

    CaseWork work;
    work.verdict = decision.verdict;
    // An out-of-office answer to our reply changes nothing and opens nothing.
    const bool automatic = decision.document.auto_replied || decision.document.report;
    Case the_case;
    if (*followed && !automatic) {
      the_case = **followed;
      work.verdict = judge(decision.document, decision.verdict.facts, the_case.given, true);
    }
    if (work.verdict.status == Status::other || (*seen && (*seen)->token.empty())) return work;
    if (*seen) return as_before(**seen, the_case, std::move(work), now);
    if (the_case.version == 0) the_case = opened_case(sender, now);
    return with_reply(raw, decision, the_case, message, std::move(work), now);
  }

  Filed file(const CaseWork& work) override {
    const auto* record = dynamic_cast<const Record*>(work.record.get());
    if (record == nullptr) return Filed::done;
    const auto filed = parts_.ledger->file(record->filing);
    if (!filed) return Filed::unavailable;
    if (*filed == FilingOutcome::stale) return Filed::stale;
    if (record->filing.reply && parts_.reply_waits) parts_.reply_waits();
    return Filed::done;
  }

 private:
  // The same message brought again: same sender, same Message-ID, same bytes after the header.
  std::string message_hash(const RawMessage& raw, const Decision& decision) const {
    const std::size_t body = decision.message.parts.empty() ? 0 : decision.message.parts[0].body_begin;
    return parts_.key->hash(raw.envelope_from + '\n' + decision.message.header("Message-ID") + '\n' + raw.bytes.substr(std::min(body, raw.bytes.size())));
  }

  // The case whose token stands in a Message-ID that this mail answers, or in its Subject; only for its own sender.
  Result<std::optional<Case>> followed_case(const Decision& decision, const std::string& sender) const {
    std::string mentions;
    for (const char* name : {"In-Reply-To", "References"}) {
      for (const std::string& value : decision.message.headers(name)) mentions += value + " ";
    }
    mentions += decode_header_words(decision.message.header("Subject"));
    for (const std::string& token : find_case_tokens(mentions)) {
      auto found = parts_.ledger->find_case(token);
      if (!found) return found;
      if (*found && (*found)->sender_hash == sender) return found;
    }
    return std::optional<Case>();
  }

  Case opened_case(const std::string& sender, std::int64_t now) const {
    Case opened;
    opened.token = make_case_token(*parts_.ids);
    opened.sender_hash = sender;
    opened.first_at = now;
    return opened;
  }

  // Tags as the first time; nothing is stored or sent again.
  CaseWork as_before(const SeenMessage& seen, const Case& the_case, CaseWork work, std::int64_t now) const {
    work.token = seen.token;
    work.reply_queued = seen.reply_queued;
    work.withheld = seen.withheld;
    work.received = rfc3339(the_case.version == 0 ? first_arrival(seen.token, now) : the_case.first_at);
    return work;
  }

  std::int64_t first_arrival(const std::string& token, std::int64_t now) const {
    const auto found = parts_.ledger->find_case(token);
    return found && *found ? (*found)->first_at : now;
  }

  std::optional<CaseWork> with_reply(const RawMessage& raw, const Decision& decision, Case the_case, const std::string& message, CaseWork work,
                                     std::int64_t now) const {
    auto record = std::make_shared<Record>();
    Filing& filing = record->filing;
    if (work.verdict.status == Status::incomplete) {
      const auto reason = why_no_reply(raw, decision, the_case, work.verdict, now);
      if (!reason) return std::nullopt;
      work.withheld = *reason;
      if (work.withheld.empty()) filing.reply = compose(raw, decision, the_case, work, now);
      work.reply_queued = filing.reply.has_value();
    }
    for (const Item item : all_items) {
      const bool known = std::find(the_case.given.begin(), the_case.given.end(), item) != the_case.given.end();
      if (!known && work.verdict.facts.of(item).given()) the_case.given.push_back(item);
    }
    the_case.last_at = now;
    if (work.reply_queued) {
      ++the_case.asked;
      the_case.last_question = words_of(work.verdict.ask);
      the_case.last_asked_at = now;
    }
    work.token = the_case.token;
    work.received = rfc3339(the_case.first_at);
    filing.message_hash = message;
    filing.reply_queued = work.reply_queued;
    filing.withheld = work.withheld;
    filing.at = now;
    filing.the_case = std::move(the_case);
    work.record = std::move(record);
    return work;
  }

  // Empty: a reply is due. A failure is the ledger's.
  Result<std::string> why_no_reply(const RawMessage& raw, const Decision& decision, const Case& the_case, const Verdict& verdict, std::int64_t now) const {
    const Settings& settings = parts_.configuration->settings;
    if (!settings.reply_enabled) return std::string("disabled");
    const GuardInput input{decision.message.parts.empty() ? std::vector<HeaderField>() : decision.message.parts[0].headers, raw.envelope_from,
                           raw.recipients, parts_.configuration->settings.mailbox_addresses};
    if (const auto refusal = reason_not_to_reply(input)) return *refusal;
    if (!is_answerable_address(raw.envelope_from)) return std::string("no_address");
    if (the_case.asked >= settings.asked_at_most) return std::string("asked_too_often");
    const bool same = the_case.last_question == words_of(verdict.ask) && the_case.asked > 0;
    if (same && now - the_case.last_asked_at < settings.same_question_days * day) return std::string("same_question");
    const auto to_sender = parts_.ledger->replies_since(the_case.sender_hash, now - day);
    if (!to_sender) return Result<std::string>::failure(to_sender.error());
    const auto to_all = parts_.ledger->replies_since({}, now - hour);
    if (!to_all) return Result<std::string>::failure(to_all.error());
    if (*to_sender >= settings.replies_per_sender_per_day || *to_all >= settings.replies_per_hour) return std::string("rate_limit");
    return std::string();
  }

  std::optional<OutgoingReply> compose(const RawMessage& raw, const Decision& decision, const Case& the_case, CaseWork& work, std::int64_t now) const {
    const Settings& settings = parts_.configuration->settings;
    ReplyRequest request;
    request.language = work.verdict.facts.language;
    request.asked = asked_items(work.verdict);
    request.case_token = the_case.token;
    request.arrived_at = now;
    request.support_line = settings.reply_support_line;
    ReplyEnvelope envelope{settings.reply_from, raw.envelope_from + settings.reply_address_suffix, the_case.token, parts_.ids->random_hex(8), now};
    const auto message = make_reply_message(envelope, parts_.texts->write(request),
                                            decision.message.parts.empty() ? std::vector<HeaderField>() : decision.message.parts[0].headers);
    if (!message) {
      work.withheld = "no_address";
      return std::nullopt;
    }
    return OutgoingReply{envelope.recipient, message->bytes, message->message_id, now + settings.reply_hold_seconds};
  }

  CaseLedgerParts parts_;
};

}  // namespace

std::shared_ptr<CaseDesk> make_case_desk(CaseLedgerParts parts) { return std::make_shared<CaseLedger>(std::move(parts)); }

}  // namespace intake
