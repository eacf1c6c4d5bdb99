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

// In which stretches of a text each rule can match.
class RulePlaces {
 public:
  RulePlaces() = default;
  RulePlaces(std::size_t rules, std::size_t stretches)
      : words_((stretches + 63) / 64), bits_(rules * words_, 0), anywhere_(rules, false) {}

  void add(std::size_t rule, std::size_t stretch) {
    bits_[rule * words_ + stretch / 64] |= std::uint64_t{1} << stretch % 64;
    anywhere_[rule] = true;
  }
  void add_everywhere(std::size_t rule);
  [[nodiscard]] bool anywhere(std::size_t rule) const { return anywhere_[rule]; }
  [[nodiscard]] bool in(std::size_t rule, std::size_t stretch) const {
    return (bits_[rule * words_ + stretch / 64] >> stretch % 64 & 1U) != 0;
  }
  // The first such stretch from this one on; none: a number beyond all.
  [[nodiscard]] std::size_t next(std::size_t rule, std::size_t stretch) const;

 private:
  std::size_t words_ = 0;
  std::vector<std::uint64_t> bits_;  // by rule, then a bit for each stretch
  std::vector<bool> anywhere_;
};

class RuleFilter {
 public:
  // `pieces` are the required words of the rule with this number; none: the rule is always tried.
  void add(std::size_t rule, const std::vector<std::string>& pieces);
  // After the last add().
  void build();
  // For each rule, whether it can match.
  [[nodiscard]] std::vector<bool> of(std::string_view text) const;
  // The same by stretches of the text, for matches that lie in one of them: `ends` says where each ends, ascending,
  // the last at the end of the text.
  [[nodiscard]] RulePlaces of(std::string_view text, const std::vector<std::size_t>& ends) const;

 private:
  std::uint32_t step_to(std::uint32_t state, unsigned char letter);
  void link_suffixes();
  void mark_ends();

  std::array<std::uint8_t, 256> letters_ = {};  // bytes that occur in pieces, numbered from 1; 0: any other
  std::size_t letter_count_ = 1;
  std::vector<std::pair<std::string, std::uint32_t>> pieces_;
  std::vector<std::uint32_t> next_;  // state * letter_count_ + letter -> state, marked if a piece ends there
  std::vector<std::vector<std::uint32_t>> rules_;  // by state: rules whose piece ends there
  std::vector<bool> always_;                       // by rule
};

}  // namespace intake
