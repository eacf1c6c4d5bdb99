#include "rules/towns.h"

#include "rules/fold.h"

namespace intake {

namespace {

constexpr std::size_t least_common = 3;    // bytes a form shares with its town at least
constexpr std::size_t most_changed = 2;    // bytes of the town that consonant gradation may change: Turku, Turussa
constexpr std::size_t longest_ending = 7;  // bytes after the common stem

std::string capitalised(const std::string& town) {
  std::string out = town;
  if (out[0] >= 'a' && out[0] <= 'z') {
    out[0] = static_cast<char>(out[0] - 'a' + 'A');
  } else if (out.size() > 1 && out[0] == '\xC3') {
    out[1] = static_cast<char>(static_cast<unsigned char>(out[1]) - 0x20);
  }
  return out;
}

std::size_t common_start(std::string_view a, std::string_view b) {
  std::size_t common = 0;
  while (common < a.size() && common < b.size() && a[common] == b[common]) ++common;
  return common;
}

}  // namespace

std::string town_of(const RuleSet& rules, std::string_view word) {
  const std::string folded = fold_case(word);
  if (rules.has_word("address.locality", folded)) return std::string(word);
  static const Pattern ending(R"((?:ssa|ssä|sta|stä|lla|llä|lta|ltä|lle|s|l|st|lt|n|seen|oon|uun|iin|een|aan|ään)$)");
  if (!ending.matches(folded)) return {};
  std::string best;
  std::size_t best_rest = most_changed + 1;
  for (const std::string& town : rules.words("address.locality")) {
    const std::size_t common = common_start(town, folded);
    const std::size_t rest = town.size() - common;
    const bool closer = rest < best_rest || (rest == best_rest && town < best);
    if (common < least_common || rest > most_changed || !closer || folded.size() - common > longest_ending) continue;
    best = town;
    best_rest = rest;
  }
  return best.empty() ? best : capitalised(best);
}

}  // namespace intake
