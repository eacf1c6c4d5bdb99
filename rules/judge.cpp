#include <algorithm>

#include "rules/rules.h"

namespace intake {

std::string_view name_of(Status status) {
  static constexpr std::array<std::string_view, 4> names = {"complete", "incomplete", "review", "other"};
  return names.at(static_cast<std::size_t>(status));
}

// Which flaw of the mail is which reason for review (triage policy, section 4).
Reason reason_of(TroubleKind kind) {
  switch (kind) {
    case TroubleKind::too_large:
    case TroubleKind::too_deep:
    case TroubleKind::too_many_parts:
    case TroubleKind::header_limit:
    case TroubleKind::text_limit:
    case TroubleKind::internal_error:
    case TroubleKind::crypto_fault: return Reason::limit;
    case TroubleKind::bad_signature: return Reason::bad_signature;
    case TroubleKind::ambiguous:
    case TroubleKind::encrypted:
    case TroubleKind::damaged:
    case TroubleKind::unsupported:
    case TroubleKind::picture:
    case TroubleKind::password:
    case TroubleKind::too_big_unpacked: return Reason::unreadable;
  }
  return Reason::limit;
}

namespace {

bool has_trouble(const Document& document, Reason reason) {
  return std::any_of(document.troubles.begin(), document.troubles.end(),
                     [&](const Trouble& trouble) { return reason_of(trouble.kind) == reason; });
}

// A reason that only recognised text gives counts where that text could matter.
bool text_shows(const Facts& facts, Reason reason, bool lacks) {
  return std::any_of(facts.reasons.begin(), facts.reasons.end(),
                     [&](const ReasonFact& fact) { return fact.reason == reason && (lacks || !fact.recognised); });
}

bool shows_recognised(const Facts& facts) {
  return std::any_of(all_items.begin(), all_items.end(), [&](Item item) { return facts.of(item).recognised; });
}

// "a valid or nearly valid personal identity code": something was given for it.
bool has_code(const Facts& facts) { return facts.code.status != ItemStatus::missing; }

int other_items(const Facts& facts) {
  const auto there = [&](Item item) { return item != Item::service_provider && facts.of(item).status != ItemStatus::missing; };
  return static_cast<int>(std::count_if(all_items.begin(), all_items.end(), there));
}

// Triage policy, section 2.
bool is_request(const Document& document, const Facts& facts, bool answers_open_case) {
  if (document.report || facts.purpose.never_request) return false;
  if (has_code(facts) || answers_open_case || facts.purpose.asks_for_records) return true;
  return facts.provider.given() && other_items(facts) >= 2 && !facts.purpose.evident_other;
}

bool treatment_before_birth(const Facts& facts) {
  const int latest = facts.years.years.empty() ? facts.years.latest_named : facts.years.years.back();
  return latest > 0 && !facts.years.recognised && facts.code.given() && latest < facts.code.birth_year;
}

std::vector<Item> lacking(const Facts& facts, const std::vector<Item>& given_before) {
  std::vector<Item> items;
  for (const Item item : all_items) {
    const bool before = std::find(given_before.begin(), given_before.end(), item) != given_before.end();
    if (!facts.of(item).given() && !before) items.push_back(item);
  }
  return items;
}

std::vector<Reason> reasons_of_request(const Document& document, const Facts& facts, bool lacks) {
  std::vector<Reason> reasons;
  for (const Reason reason : all_reasons) {
    bool holds = text_shows(facts, reason, lacks);
    if (reason == Reason::several_codes) holds = holds || (!facts.code.recognised && !facts.code.others.empty());
    if (reason == Reason::other_provider) holds = holds || (facts.provider.given() && facts.provider.route.empty());
    if (reason == Reason::contradiction) holds = holds || treatment_before_birth(facts);
    // An unreadable part matters only where the rest does not make the request complete. So does recognised text.
    const bool unread = has_trouble(document, reason) || shows_recognised(facts);
    if (reason == Reason::unreadable) holds = holds || (lacks && unread);
    if (reason == Reason::bad_signature || reason == Reason::limit) holds = holds || has_trouble(document, reason);
    if (holds) reasons.push_back(reason);
  }
  return reasons;
}

// What a person must see although the message is no request: section 4, last lines.
std::vector<Reason> reasons_of_other(const Document& document, const Facts& facts) {
  std::vector<Reason> reasons;
  if (text_shows(facts, Reason::distress, true)) reasons.push_back(Reason::distress);
  const bool machine = document.report || facts.purpose.never_request;
  if (!machine && !facts.purpose.evident_other && has_trouble(document, Reason::unreadable)) {
    reasons.push_back(Reason::unreadable);
  }
  if (has_trouble(document, Reason::limit)) reasons.push_back(Reason::limit);
  return reasons;
}

}  // namespace

Verdict judge(const Document& document, Facts facts, const std::vector<Item>& given_before, bool answers_open_case) {
  Verdict verdict;
  verdict.crypto = document.crypto;
  if (is_request(document, facts, answers_open_case)) {
    verdict.ask = lacking(facts, given_before);
    verdict.review = reasons_of_request(document, facts, !verdict.ask.empty());
    verdict.status = verdict.ask.empty() ? Status::complete : Status::incomplete;
  } else {
    verdict.review = reasons_of_other(document, facts);
    verdict.status = Status::other;
  }
  if (!verdict.review.empty()) {
    verdict.status = Status::review;
    verdict.ask.clear();
  }
  verdict.facts = std::move(facts);
  return verdict;
}

}  // namespace intake
