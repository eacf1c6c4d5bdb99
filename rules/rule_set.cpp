#include "rules/rule_set.h"

#include "rules/fold.h"

namespace intake {

const std::vector<Rule>& RuleSet::group(std::string_view name) const {
  static const std::vector<Rule> none;
  const auto found = groups_.find(name);
  return found == groups_.end() ? none : found->second;
}

bool RuleSet::has_word(std::string_view group, std::string_view word) const {
  const auto found = words_.find(group);
  return found != words_.end() && found->second.count(fold_case(word)) > 0;
}

std::size_t RuleSet::size() const {
  std::size_t rules = 0;
  for (const auto& [name, group] : groups_) rules += group.size();
  for (const Provider& provider : providers_) rules += provider.aliases.size();
  return rules;
}

}  // namespace intake
