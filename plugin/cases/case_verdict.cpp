#include "plugin/cases/case_verdict.h"

#include <algorithm>

#include "plugin/ledger/ledger_rows.h"

namespace intake {

namespace {

constexpr const char* possible_follow_up = "possible_follow_up";
constexpr const char* asked_too_often = "asked_too_often";

// What speaks of the mail it came in, not of the matter.
bool passes_with_its_mail(Reason reason) {
  return reason == Reason::unreadable || reason == Reason::bad_signature || reason == Reason::limit;
}

bool has_word(const std::string& words, std::string_view word) {
  return ("," + words + ",").find("," + std::string(word) + ",") != std::string::npos;
}

bool is_settled(const Case& one) {
  return one.completed_at != 0 || one.closed_at != 0;
}

bool is_other_code(const Case& one, const Facts& facts, const LedgerKey& key) {
  return facts.code.given() && !one.code_hash.empty() && !key.matches(one.code_hash, facts.code.code);
}

Language language_named(const std::string& name) {
  for (const Language language : {Language::fi, Language::sv, Language::en}) {
    if (name == name_of(language)) return language;
  }
  return Language::und;
}

void take_over(const Case& one, Facts& facts) {
  if (facts.language == Language::und) facts.language = language_named(one.language);
  const bool no_route = facts.provider.route.empty() || facts.provider.recognised;
  if (no_route && !facts.provider.given()) facts.provider.route = one.route;
}

void send_to_review(CaseVerdict& result, const char* reason) {
  result.verdict.status = Status::review;
  result.verdict.ask.clear();
  result.case_reasons.emplace_back(reason);
}

// Reasons of this message and of the case before it, in the order of the policy.
void add_reasons_of_case(Verdict& verdict, const Case& one, const LedgerKey& key) {
  const bool contradicts = is_other_code(one, verdict.facts, key);
  std::vector<Reason> reasons;
  for (const Reason reason : all_reasons) {
    const bool now = std::find(verdict.review.begin(), verdict.review.end(), reason) != verdict.review.end();
    const bool before = has_word(one.reasons, name_of(reason));
    if (now || before || (reason == Reason::contradiction && contradicts)) reasons.push_back(reason);
  }
  verdict.review = std::move(reasons);
  if (verdict.review.empty()) return;
  verdict.status = Status::review;
  verdict.ask.clear();
}

CaseVerdict follow_up(const Decision& decision, const Case& one, const LedgerKey& key, const CaseRules& rules) {
  CaseVerdict result;
  result.belongs_to = one;
  result.verdict = judge(decision.document, decision.verdict.facts, one.given, true);
  take_over(one, result.verdict.facts);
  if (result.verdict.status == Status::other) return result;  // nothing a person wrote (never_request)
  add_reasons_of_case(result.verdict, one, key);
  if (result.verdict.status == Status::incomplete && one.asked >= rules.asked_at_most)
    send_to_review(result, asked_too_often);
  return result;
}

bool gives_any_item(const Facts& facts) {
  return std::any_of(all_items.begin(), all_items.end(),
                     [&](Item item) { return item != Item::name && facts.of(item).given(); });
}

// To a case that is complete or closed: thanks are thanks; anything that might change it is for a person.
CaseVerdict to_settled_case(const Decision& decision, const Case& one, const LedgerKey& key) {
  CaseVerdict result;
  result.belongs_to = one;
  result.verdict = decision.verdict;
  take_over(one, result.verdict.facts);
  if (result.verdict.status != Status::other) add_reasons_of_case(result.verdict, one, key);
  const bool changes = result.verdict.status == Status::incomplete ||
                       (result.verdict.status == Status::other && gives_any_item(decision.verdict.facts) &&
                        !decision.verdict.facts.purpose.never_request);
  if (changes) send_to_review(result, possible_follow_up);
  return result;
}

// The same person asks again for the same, in other words: nothing in it that the case does not have.
bool repeats(const Case& one, const Facts& facts, const LedgerKey& key) {
  if (one.closed_at != 0 || one.code_hash.empty() || !facts.code.given()) return false;
  if (!key.matches(one.code_hash, facts.code.code)) return false;
  return std::all_of(all_items.begin(), all_items.end(), [&](Item item) {
    const bool known = std::find(one.given.begin(), one.given.end(), item) != one.given.end();
    return known || !facts.of(item).given();
  });
}

// The case waits for an item, and this message brings it, but does not say to which case it belongs.
bool may_answer(const Case& one, const Facts& facts) {
  if (is_settled(one) || one.asked == 0) return false;
  const std::vector<Item> wanted = items_of(one.last_question);
  return std::any_of(wanted.begin(), wanted.end(), [&](Item item) { return facts.of(item).given(); });
}

template <typename Test>
const Case* first_case(const std::vector<Case>& cases, Test test) {
  const auto found = std::find_if(cases.begin(), cases.end(), test);
  return found == cases.end() ? nullptr : &*found;
}

// A message that bears no token of its sender's cases.
CaseVerdict without_token(const Decision& decision, const CaseLook& look, const LedgerKey& key) {
  CaseVerdict result;
  result.verdict = decision.verdict;
  const Facts& facts = decision.verdict.facts;
  const bool request = result.verdict.status != Status::other;
  const Case* same = first_case(look.of_sender, [&](const Case& one) { return one.token == look.same_text_in; });
  if (same == nullptr) same = first_case(look.of_sender, [&](const Case& one) { return repeats(one, facts, key); });
  if (request && same != nullptr) {
    result.belongs_to = *same;
    result.duplicate = true;
    return result;
  }
  const Case* waiting = first_case(look.of_sender, [&](const Case& one) { return may_answer(one, facts); });
  const bool answers = waiting != nullptr && !facts.purpose.never_request &&
                       (result.verdict.status == Status::incomplete || result.verdict.status == Status::other);
  if (answers) {
    result.related = waiting->token;
    send_to_review(result, possible_follow_up);
  }
  return result;
}

CaseVerdict from_somebody_else(const Decision& decision, const Case& foreign) {
  CaseVerdict result;
  result.verdict = decision.verdict;
  result.related = foreign.token;
  send_to_review(result, possible_follow_up);
  return result;
}

CaseVerdict unfiled(const Decision& decision, const CaseLook& look) {
  CaseVerdict result;
  result.verdict = decision.verdict;
  result.belongs_to = look.own;
  result.untouched = true;
  return result;
}

}  // namespace

CaseVerdict verdict_in_case(const Decision& decision, const CaseLook& look, const LedgerKey& key, bool automatic,
                            const CaseRules& rules) {
  if (automatic && (look.own || look.foreign)) return unfiled(decision, look);
  if (!look.own) return look.foreign ? from_somebody_else(decision, *look.foreign) : without_token(decision, look, key);
  CaseVerdict result =
      is_settled(*look.own) ? to_settled_case(decision, *look.own, key) : follow_up(decision, *look.own, key, rules);
  result.duplicate = look.same_text_in == look.own->token && result.verdict.status != Status::other;
  return result;
}

CaseVerdict verdict_as_before(const Decision& decision, const FiledMessage& seen, const std::optional<Case>& its_case) {
  CaseVerdict result;
  result.verdict = decision.verdict;
  for (const Status status : {Status::complete, Status::incomplete, Status::review, Status::other}) {
    if (seen.status == name_of(status)) result.verdict.status = status;
  }
  result.verdict.ask = items_of(seen.ask);
  result.verdict.review.clear();
  for (const Reason reason : all_reasons) {
    if (has_word(seen.review, name_of(reason))) result.verdict.review.push_back(reason);
  }
  for (const char* reason : {possible_follow_up, asked_too_often}) {
    if (has_word(seen.review, reason)) result.case_reasons.emplace_back(reason);
  }
  if (its_case) take_over(*its_case, result.verdict.facts);
  result.belongs_to = its_case;
  result.related = seen.related;
  result.duplicate = seen.withheld == "duplicate";
  return result;
}

void note_message(Case& the_case, const Verdict& verdict, const LedgerKey& key) {
  const Facts& facts = verdict.facts;
  std::vector<Item> given;
  for (const Item item : all_items) {
    const bool known = std::find(the_case.given.begin(), the_case.given.end(), item) != the_case.given.end();
    if (known || facts.of(item).given()) given.push_back(item);
  }
  the_case.given = std::move(given);
  if (the_case.code_hash.empty() && facts.code.given()) the_case.code_hash = key.hash(facts.code.code);
  if (the_case.language.empty() && facts.language != Language::und) the_case.language = name_of(facts.language);
  if (the_case.route.empty() && facts.provider.given()) the_case.route = facts.provider.route;
  for (const Reason reason : verdict.review) {
    if (passes_with_its_mail(reason) || has_word(the_case.reasons, name_of(reason))) continue;
    the_case.reasons.append(the_case.reasons.empty() ? "" : ",").append(name_of(reason));
  }
}

std::string words_of_reasons(const CaseVerdict& verdict) {
  std::string out;
  for (const Reason reason : verdict.verdict.review) out.append(out.empty() ? "" : ",").append(name_of(reason));
  for (const std::string& reason : verdict.case_reasons) out.append(out.empty() ? "" : ",").append(reason);
  return out;
}

}  // namespace intake
