#include "rules/rule_filter.h"

#include <algorithm>
#include <queue>

#include "rules/folded_words.h"

namespace intake {

void RuleFilter::add(std::size_t rule, const std::vector<std::string>& pieces) {
  if (always_.size() <= rule) always_.resize(rule + 1, false);
  always_[rule] = pieces.empty();
  for (const std::string& piece : pieces) {
    pieces_.emplace_back(piece, static_cast<std::uint32_t>(rule));
    for (const char c : piece) {
      std::uint8_t& letter = letters_.at(static_cast<unsigned char>(c));
      if (letter == 0) letter = static_cast<std::uint8_t>(letter_count_++);
    }
  }
}

std::uint32_t RuleFilter::step_to(std::uint32_t state, unsigned char letter) {
  std::uint32_t target = next_[state * letter_count_ + letter];
  if (target != 0) return target;
  target = static_cast<std::uint32_t>(rules_.size());
  rules_.emplace_back();
  next_.resize(rules_.size() * letter_count_, 0);
  next_[state * letter_count_ + letter] = target;
  return target;
}

void RuleFilter::build() {
  rules_.assign(1, {});
  next_.assign(letter_count_, 0);
  for (const auto& [piece, rule] : pieces_) {
    std::uint32_t state = 0;
    for (const char c : piece) state = step_to(state, letters_.at(static_cast<unsigned char>(c)));
    rules_[state].push_back(rule);
  }
  link_suffixes();
  for (std::vector<std::uint32_t>& rules : rules_) {
    std::sort(rules.begin(), rules.end());
    rules.erase(std::unique(rules.begin(), rules.end()), rules.end());
  }
  pieces_.clear();
  pieces_.shrink_to_fit();
}

void RuleFilter::link_suffixes() {
  // Breadth first: where a state has no step of its own, it takes that of its longest proper suffix.
  std::vector<std::uint32_t> suffix(rules_.size(), 0);
  std::queue<std::uint32_t> states({0});
  for (; !states.empty(); states.pop()) {
    const std::uint32_t state = states.front();
    for (std::size_t letter = 1; letter < letter_count_; ++letter) {
      std::uint32_t& target = next_[state * letter_count_ + letter];
      const std::uint32_t other = state == 0 ? 0 : next_[suffix[state] * letter_count_ + letter];
      if (target == 0) {
        target = other;
        continue;
      }
      suffix[target] = other;
      rules_[target].insert(rules_[target].end(), rules_[other].begin(), rules_[other].end());
      states.push(target);
    }
  }
}

std::vector<bool> RuleFilter::of(std::string_view text) const {
  const std::vector<std::uint64_t> stretches = of(text, {text.size()});
  std::vector<bool> possible(stretches.size());
  std::transform(stretches.begin(), stretches.end(), possible.begin(), [](std::uint64_t bits) { return bits != 0; });
  return possible;
}

std::vector<std::uint64_t> RuleFilter::of(std::string_view text, const std::vector<std::size_t>& ends) const {
  std::vector<std::uint64_t> found(always_.size(), 0);
  std::transform(always_.begin(), always_.end(), found.begin(),
                 [](bool always) { return always ? ~std::uint64_t{0} : 0; });
  if (next_.empty()) return found;
  std::uint32_t state = next_[letters_.at(' ')];
  std::size_t stretch = 0;
  FoldedWords words(text);
  for (std::string_view more = words.next(); !more.empty(); more = words.next()) {
    while (stretch + 1 < ends.size() && words.consumed() > ends[stretch]) ++stretch;
    for (const char c : more) {
      state = next_[state * letter_count_ + letters_[static_cast<unsigned char>(c)]];
      for (const std::uint32_t rule : rules_[state]) found[rule] |= std::uint64_t{1} << stretch;
    }
  }
  return found;
}

}  // namespace intake
