// Finds the reasons for a person to look first that the text itself gives (triage policy, section 4): made for somebody
// else, another right than access, a protected address, distress, an item that cannot be given.
// Each reason has rules and exceptions: an exception that shares a byte with a match takes it back. A rule whose id
// begins with "now-" speaks of the present in so many words and is never taken back.
#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "rules/finders.h"
#include "rules/prose.h"

namespace intake {

namespace {

struct ReasonGroups {
  Reason reason;
  std::string_view rules;
  std::string_view exceptions;
};

constexpr auto reason_groups = std::to_array<ReasonGroups>({
    {Reason::on_behalf, "reason.on_behalf", "reason.on_behalf.not"},
    {Reason::other_right, "reason.other_right", "reason.other_right.not"},
    {Reason::protected_address, "reason.protected_address", "reason.protected_address.not"},
    {Reason::distress, "reason.distress", "reason.distress.not"},
    {Reason::cannot_give, "reason.cannot_give", "reason.cannot_give.not"},
});

// The name of a rule without its language: "fi/phone-none" -> "phone-none".
std::string_view bare_id(const Rule& rule) {
  const std::string_view id = rule.id;
  const std::size_t slash = id.find('/');
  return slash == std::string_view::npos ? id : id.substr(slash + 1);
}

bool begins_with(std::string_view text, std::string_view start) { return text.substr(0, start.size()) == start; }

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

class ReasonFinder {
 public:
  ReasonFinder(const Evidence& evidence, Facts& facts) : evidence_(evidence), facts_(facts), prose_(evidence.text, evidence.rules) {}

  void run() {
    for (const ReasonGroups& groups : reason_groups) find(groups);
  }

 private:
  void find(const ReasonGroups& groups) {
    const std::vector<Hit> hits = hits_of(evidence_.rules, groups.rules, prose_);
    if (hits.empty()) return;
    for (const Hit& hit : hits) {
      if (item_is_given(*hit.rule, facts_) || is_taken_back(hit, groups.exceptions)) continue;
      facts_.reasons.push_back({groups.reason, {prose_.source(hit.span), hit.rule->id, true, ""}});
      return;  // one place is enough for a person to find it
    }
  }

  [[nodiscard]] bool is_taken_back(const Hit& hit, std::string_view exceptions) const {
    if (begins_with(bare_id(*hit.rule), "now-")) return false;
    const Span sentence = prose_.sentences()[prose_.sentence_of(hit.span.begin)];
    return overlaps_any(hits_of(evidence_.rules, exceptions, prose_, sentence), hit.span);
  }

  const Evidence& evidence_;
  Facts& facts_;
  Prose prose_;
};

}  // namespace

void find_reasons(const Evidence& evidence, Facts& facts) {
  // Mail of machines, advertisers and archives speaks of all these things and of nobody in particular.
  if (facts.purpose.never_request) return;
  ReasonFinder(evidence, facts).run();
}

}  // namespace intake
