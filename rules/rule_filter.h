// Tells in one pass over a text which rules can match it at all: those of whose required words it holds one
// (rules/required_words.h). Aho and Corasick's automaton (CACM 18:6, 1975). Linear; immutable once built, so
// thread-safe.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace intake {

class RuleFilter {
 public:
  // `pieces` are the required words of the rule with this number; none: the rule is always tried.
  void add(std::size_t rule, const std::vector<std::string>& pieces);
  // After the last add().
  void build();
  // For each rule, whether it can match.
  [[nodiscard]] std::vector<bool> of(std::string_view text) const;
  // For each rule, in which of the stretches that end at `ends` (ascending; at most 64, the last at the end of the
  // text) it can match as far as it lies in one of them: bit i is stretch i.
  [[nodiscard]] std::vector<std::uint64_t> of(std::string_view text, const std::vector<std::size_t>& ends) const;

 private:
  std::uint32_t step_to(std::uint32_t state, unsigned char letter);
  void link_suffixes();

  std::array<std::uint8_t, 256> letters_ = {};  // bytes that occur in pieces, numbered from 1; 0: any other
  std::size_t letter_count_ = 1;
  std::vector<std::pair<std::string, std::uint32_t>> pieces_;
  std::vector<std::uint32_t> next_;                // state * letter_count_ + letter -> state
  std::vector<std::vector<std::uint32_t>> rules_;  // by state: rules whose piece ends there
  std::vector<bool> always_;                       // by rule
};

}  // namespace intake
