#include <algorithm>

#include "rules/finders.h"
#include "rules/rules.h"

namespace intake {

std::vector<const Rule*> Evidence::possible(std::string_view group) const {
  std::vector<const Rule*> able;
  for (const Rule& rule : rules.group(group)) {
    if (prose.may_hold(rule)) able.push_back(&rule);
  }
  return able;
}

bool Evidence::holds(std::string_view group, std::string_view piece) const {
  const std::vector<Rule>& all = rules.group(group);
  return std::any_of(all.begin(), all.end(),
                     [&](const Rule& rule) { return prose.may_hold(rule) && rule.pattern.matches(piece); });
}

Facts find_facts(const Document& document, const RuleSet& rules, const Policy& policy) {
  const Text text(document);
  const Prose prose(text, rules);
  const Evidence evidence{document, text, prose, rules, policy};
  Facts facts;
  for (const FinderStep& step : finder_steps) step.find(evidence, facts);
  return facts;
}

}  // namespace intake
