#include "plugin/reply/reply_desk.h"

#include <algorithm>

#include "plugin/ledger/ledger_rows.h"
#include "plugin/mail/mail_address.h"
#include "plugin/reply/reply_guard.h"
#include "plugin/reply/reply_message.h"

namespace intake {

namespace {

constexpr std::int64_t day = 24 * 60 * 60;
constexpr std::int64_t hour = 60 * 60;

const std::vector<HeaderField>& header_of(const Decision& decision) {
  static const std::vector<HeaderField> none;
  return decision.message.parts.empty() ? none : decision.message.parts[0].headers;
}

// Encrypted where the request was.
SealEntity seal_for(const MailSealer* sealer, const ReplyQuestion& question) {
  if (sealer == nullptr) return nullptr;
  const Crypto crypto = question.decision.verdict.crypto;
  const bool encrypted = crypto == Crypto::encrypted || crypto == Crypto::encrypted_and_signed;
  return [sealer, encrypted, &question](const std::string& entity) {
    return sealer->reply_entity(entity, question.raw.envelope_from, encrypted);
  };
}

bool has_reason(const Verdict& verdict, Reason reason) {
  return std::find(verdict.review.begin(), verdict.review.end(), reason) != verdict.review.end();
}

}  // namespace

std::optional<std::string> ReplyDesk::refusal(const RawMessage& raw, const Decision& decision) const {
  const Settings& settings = parts_.configuration->settings;
  return reason_not_to_reply({header_of(decision), raw.envelope_from, raw.recipients, settings.mailbox_addresses,
                              settings.authentication_hosts});
}

bool ReplyDesk::is_automatic(const RawMessage& raw, const Decision& decision) const {
  if (decision.document.auto_replied || decision.document.report) return true;
  const auto reason = refusal(raw, decision);
  static constexpr std::array<std::string_view, 7> of_machines = {
      "null_sender", "own_mail", "loop", "auto_submitted", "report", "auto_headers", "auto_subject"};
  return reason && std::find(of_machines.begin(), of_machines.end(), *reason) != of_machines.end();
}

std::optional<MailKind> ReplyDesk::due(const ReplyQuestion& question) const {
  const Verdict& verdict = question.verdict.verdict;
  if (verdict.status == Status::incomplete) return MailKind::question;
  // A receipt of a machine is no answer to somebody in danger, nor to somebody who may not be the one of the case.
  const bool wanted = parts_.configuration->settings.reply_acknowledge && question.the_case.version == 0 &&
                      question.verdict.case_reasons.empty() && !has_reason(verdict, Reason::distress);
  const bool request = verdict.status == Status::complete || verdict.status == Status::review;
  return wanted && request ? std::optional<MailKind>(MailKind::receipt) : std::nullopt;
}

ReplyLimits ReplyDesk::limits(const ReplyQuestion& question) const {
  const Settings& settings = parts_.configuration->settings;
  return {question.hashes.sender, question.now - day, settings.replies_per_sender_per_day, question.now - hour,
          settings.replies_per_hour};
}

// Empty: nothing is in the way.
Result<std::string> ReplyDesk::why_none(const ReplyQuestion& question, MailKind kind, const ReplyLimits& limits) const {
  const Settings& settings = parts_.configuration->settings;
  if (question.verdict.duplicate) return std::string("duplicate");
  if (!settings.reply_enabled) return std::string("disabled");
  if (const auto refused = refusal(question.raw, question.decision)) return *refused;
  const Case& the_case = question.the_case;
  const bool same = kind == MailKind::question && the_case.last_question == words_of(question.verdict.verdict.ask);
  if (same && question.now - the_case.last_asked_at < settings.same_question_days * day)
    return std::string("same_question");
  const auto to_sender = parts_.ledger->replies_since(limits.sender_hashes, limits.sender_since);
  if (!to_sender) return Result<std::string>::failure(to_sender.error());
  const auto to_all = parts_.ledger->replies_since({}, limits.all_since);
  if (!to_all) return Result<std::string>::failure(to_all.error());
  return std::string(*to_sender >= limits.sender_most || *to_all >= limits.all_most ? "rate_limit" : "");
}

Result<PlannedReply> ReplyDesk::plan(const ReplyQuestion& question) const {
  PlannedReply planned;
  if (question.verdict.case_reasons == std::vector<std::string>{"asked_too_often"})
    planned.withheld = "asked_too_often";
  const auto kind = due(question);
  if (!kind) {
    if (question.verdict.duplicate) planned.withheld = "duplicate";
    return planned;
  }
  planned.limits = limits(question);
  auto reason = why_none(question, *kind, planned.limits);
  if (!reason) return Result<PlannedReply>::failure(reason.error());
  planned.withheld = std::move(*reason);
  if (!planned.withheld.empty()) return planned;
  planned.mail = compose(question, *kind);
  if (!planned.mail) planned.withheld = "no_address";
  return planned;
}

std::optional<OutgoingMail> ReplyDesk::compose(const ReplyQuestion& question, MailKind kind) const {
  constexpr std::size_t random_digits = 16;
  const Settings& settings = parts_.configuration->settings;
  const std::string& token = question.the_case.token;
  ReplyRequest request;
  request.language = question.verdict.verdict.facts.language;
  request.asked = asked_items(question.verdict.verdict);
  request.case_token = token;
  request.arrived_at = question.now;
  request.support_line = settings.reply_support_line;
  // The same message of the same case always gets the same Message-ID: whoever receives the reply twice sees that.
  const std::string mark = parts_.key->hash("reply\n" + token + "\n" + question.hashes.message.front());
  const ReplyEnvelope envelope{settings.reply_from, question.raw.envelope_from + settings.reply_address_suffix, token,
                               mark.substr(mark.find(':') + 1, random_digits), question.now};
  const ReplyText text =
      kind == MailKind::question ? parts_.texts->write(request) : parts_.texts->write_receipt(request);
  const auto message =
      make_reply_message(envelope, text, header_of(question.decision), seal_for(parts_.sealer.get(), question));
  if (!message) return std::nullopt;
  return OutgoingMail{kind, envelope.recipient, message->bytes, message->message_id,
                      question.now + settings.reply_hold_seconds};
}

}  // namespace intake
