#include "rules/rule_filter.h"

#include <algorithm>
#include <bit>
#include <queue>

#include "rules/folded_words.h"

namespace intake {

namespace {

constexpr std::uint32_t ends_piece = 1U << 31U;  // mark of a state: rules_ need not be looked at for the others

}  // namespace

void RulePlaces::add_everywhere(std::size_t rule) {
  anywhere_[rule] = true;
  std::fill_n(bits_.begin() + static_cast<std::ptrdiff_t>(rule * words_), words_, ~std::uint64_t{0});
}

std::size_t RulePlaces::next(std::size_t rule, std::size_t stretch) const {
  for (std::size_t word = stretch / 64; word < words_; ++word) {
    const std::uint64_t first = word == stretch / 64 ? ~std::uint64_t{0} << stretch % 64 : ~std::uint64_t{0};
    const std::uint64_t bits = bits_[rule * words_ + word] & first;
    if (bits != 0) return word * 64 + static_cast<std::size_t>(std::countr_zero(bits));
  }
  return words_ * 64;
}

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
  mark_ends();
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

void RuleFilter::mark_ends() {
  for (std::uint32_t& target : next_) {
    if (!rules_[target].empty()) target |= ends_piece;
  }
}

std::vector<bool> RuleFilter::of(std::string_view text) const {
  const RulePlaces places = of(text, {text.size()});
  std::vector<bool> possible(always_.size());
  for (std::size_t rule = 0; rule < possible.size(); ++rule) possible[rule] = places.anywhere(rule);
  return possible;
}

RulePlaces RuleFilter::of(std::string_view text, const std::vector<std::size_t>& ends) const {
  RulePlaces found(always_.size(), ends.size());
  for (std::size_t rule = 0; rule < always_.size(); ++rule) {
    if (always_[rule]) found.add_everywhere(rule);
  }
  if (next_.empty()) return found;
  std::uint32_t state = next_[letters_.at(' ')] & ~ends_piece;
  std::size_t stretch = 0;
  FoldedWords words(text);
  for (std::string_view more = words.next(); !more.empty(); more = words.next()) {
    while (stretch + 1 < ends.size() && words.consumed() > ends[stretch]) ++stretch;
    for (const char c : more) {
      const std::uint32_t target = next_[state * letter_count_ + letters_[static_cast<unsigned char>(c)]];
      state = target & ~ends_piece;
      if (target == state) continue;
      for (const std::uint32_t rule : rules_[state]) found.add(rule, stretch);
    }
  }
  return found;
}

}  // namespace intake
