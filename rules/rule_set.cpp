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

const std::unordered_set<std::string>& RuleSet::words(std::string_view group) const {
  static const std::unordered_set<std::string> none;
  const auto found = words_.find(group);
  return found == words_.end() ? none : found->second;
}

std::size_t RuleSet::size() const {
  std::size_t rules = 0;
  for (const auto& [name, group] : groups_) rules += group.size();
  for (const Provider& provider : providers_) rules += provider.aliases.size();
  return rules;
}

const std::unordered_set<std::string>& RuleSet::words(std::string_view group, Language language) const {
  static const std::unordered_set<std::string> none;
  const auto languages = words_by_language_.find(group);
  if (languages == words_by_language_.end()) return none;
  const auto found = languages->second.find(language);
  return found == languages->second.end() ? none : found->second;
}

}  // namespace intake
