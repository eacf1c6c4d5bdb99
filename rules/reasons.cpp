// Finds the reasons for a person to look first that the text itself gives (triage policy, section 4): made for somebody
// else, another right than access, a protected address, distress, an item that cannot be given.
// Each reason has rules and exceptions: an exception that shares a byte with a match takes it back, and words printed
// on a form and not chosen, or answered by no, never count. Some rules ask for more, told by the beginning of their id:
//   topic-   names the matter in any tense: it is taken back by a mark of the past in its sentence, not by a recent
//            time;
//   recent-  counts only where its sentence has a recent time;
//   theirs-  says "her records": it counts where the person meant was named just before, and was not the therapist.
// Leave-taking is said by several small things (the dog given away, the bills paid): two different ones are distress.
#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "rules/finders.h"
#include "rules/form_print.h"
#include "rules/prose.h"

namespace intake {

namespace {

struct ReasonGroups {
  Reason reason;
  std::string_view rules;
  std::string_view exceptions;
};

constexpr ReasonGroups distress_groups = {Reason::distress, "reason.distress", "reason.distress.not"};

constexpr auto reason_groups = std::to_array<ReasonGroups>({
    {Reason::on_behalf, "reason.on_behalf", "reason.on_behalf.not"},
    {Reason::other_right, "reason.other_right", "reason.other_right.not"},
    {Reason::protected_address, "reason.protected_address", "reason.protected_address.not"},
    distress_groups,
    {Reason::cannot_give, "reason.cannot_give", "reason.cannot_give.not"},
    {Reason::other_provider, "reason.voucher", "reason.voucher.not"},
});

// The name of a rule without its language: "fi/phone-none" -> "phone-none".
std::string_view bare_id(const Rule& rule) {
  const std::string_view id = rule.id;
  const std::size_t slash = id.find('/');
  return slash == std::string_view::npos ? id : id.substr(slash + 1);
}

bool begins_with(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}

// Rules of cannot_give begin with the item they speak of: where it is given all the same, nobody need look.
std::optional<Item> item_of(const Rule& rule) {
  static constexpr std::array<std::pair<std::string_view, Item>, 7> starts = {{{"name-", Item::name},
                                                                               {"code-", Item::personal_identity_code},
                                                                               {"provider-", Item::service_provider},
                                                                               {"customer-", Item::service_provider},
                                                                               {"year-", Item::treatment_year},
                                                                               {"phone-", Item::phone},
                                                                               {"address-", Item::address}}};
  for (const auto& [start, item] : starts) {
    if (begins_with(bare_id(rule), start)) return item;
  }
  return std::nullopt;
}

// "I do not know whether I was a customer" is a reason although the provider is named.
bool item_is_given(const Rule& rule, const Facts& facts) {
  const std::optional<Item> item = item_of(rule);
  return item && !begins_with(bare_id(rule), "customer-") && facts.of(*item).given();
}

// What a form or a question may ask about. "Phone: none" and "to go on? No" deny nothing: they are what is looked for.
bool can_be_denied(Reason reason) {
  return reason == Reason::protected_address || reason == Reason::other_provider;
}

class ReasonFinder {
 public:
  ReasonFinder(const Evidence& evidence, Facts& facts)
      : evidence_(evidence), facts_(facts), prose_(evidence.prose), form_(evidence.text) {}

  void run() {
    for (const ReasonGroups& groups : reason_groups) find(groups);
    find_leave_taking();
  }

 private:
  void find(const ReasonGroups& groups) {
    const std::vector<Hit> hits = hits_of(evidence_.rules, groups.rules, prose_);
    if (hits.empty()) return;
    for (const Hit& hit : hits) {
      if (groups.reason == Reason::cannot_give && item_is_given(*hit.rule, facts_)) continue;
      if (is_taken_back(hit, groups)) continue;
      facts_.reasons.push_back({groups.reason, {prose_.source(hit.span), hit.rule->id, true, ""}});
      return;  // one place is enough for a person to find it
    }
  }

  void find_leave_taking() {
    std::vector<Hit> signs = hits_of(evidence_.rules, "reason.leaving", prose_);
    const auto dropped = [&](const Hit& sign) { return is_taken_back(sign, distress_groups); };
    signs.erase(std::remove_if(signs.begin(), signs.end(), dropped), signs.end());
    const auto differs = [&](const Hit& sign) { return sign.rule != signs.front().rule; };
    if (std::none_of(signs.begin(), signs.end(), differs)) return;
    const Hit& first = signs.front();
    facts_.reasons.push_back({Reason::distress, {prose_.source(first.span), first.rule->id, true, ""}});
  }

  [[nodiscard]] bool is_taken_back(const Hit& hit, const ReasonGroups& groups) const {
    if (form_.is_blank(prose_.source(hit.span))) return true;
    const Span sentence = prose_.sentences()[prose_.sentence_of(hit.span.begin)];
    const bool theirs = begins_with(bare_id(*hit.rule), "theirs");
    for (const Hit& exception : hits_of(evidence_.rules, groups.exceptions, prose_, sentence)) {
      const bool applies = !theirs || begins_with(bare_id(*exception.rule), "they-");
      if (applies && exception.span.overlaps(hit.span)) return true;
    }
    if (can_be_denied(groups.reason) && is_answered_by_no(hit)) return true;
    if (begins_with(bare_id(*hit.rule), "topic-")) return is_past(sentence);
    if (begins_with(bare_id(*hit.rule), "recent-")) return !is_recent(sentence);
    return theirs && !is_of_another(hit);
  }

  [[nodiscard]] bool is_past(const Span& sentence) const {
    return !hits_of(evidence_.rules, "reason.past", prose_, sentence).empty() && !is_recent(sentence);
  }

  [[nodiscard]] bool is_recent(const Span& sentence) const {
    return !hits_of(evidence_.rules, "reason.recent", prose_, sentence).empty();
  }

  // "Non-disclosure order: none", "Did you have a voucher? No."
  [[nodiscard]] bool is_answered_by_no(const Hit& hit) const {
    const std::size_t next = prose_.sentence_of(hit.span.end - 1) + 1;
    const std::size_t last = std::min(next, prose_.sentences().size() - 1);
    const Span behind{hit.span.end, prose_.sentences()[last].end};
    return !hits_of(evidence_.rules, "reason.answered_no", prose_, behind).empty();
  }

  // "My daughter was seen there. I would like her notes." But not: "My mother paid. Anna was my therapist, and her
  // notes ..." Only therapists keep notes, so a patient's records are never theirs; a person who was seen there
  // outweighs one.
  [[nodiscard]] bool is_of_another(const Hit& hit) const {
    constexpr std::size_t sentences_back = 3;
    const std::size_t index = prose_.sentence_of(hit.span.begin);
    const Span window{prose_.sentences()[index - std::min(index, sentences_back)].begin, hit.span.begin};
    const std::vector<Hit> persons = hits_of(evidence_.rules, "reason.person", prose_, window);
    const bool seen_there = std::any_of(persons.begin(), persons.end(),
                                        [](const Hit& person) { return begins_with(bare_id(*person.rule), "seen-"); });
    if (persons.empty() || seen_there || begins_with(bare_id(*hit.rule), "theirs-as-patient")) return !persons.empty();
    return hits_of(evidence_.rules, "reason.practitioner", prose_, window).empty();
  }

  const Evidence& evidence_;
  Facts& facts_;
  const Prose& prose_;
  FormPrint form_;
};

}  // namespace

void find_reasons(const Evidence& evidence, Facts& facts) {
  // Mail of machines, advertisers and archives speaks of all these things and of nobody in particular.
  if (facts.purpose.never_request) return;
  ReasonFinder(evidence, facts).run();
}

}  // namespace intake
