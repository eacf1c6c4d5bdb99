// Words of a name: where a run of them begins and ends in the text, and which of them is the surname. No list is required to know
// them: structure decides, the lexicon helps with the order. Linear; thread-safe.
#pragma once

#include <string>
#include <vector>

#include "rules/finders.h"

namespace intake {

struct NameWords {
  std::vector<std::string> words;
  Span span;
};

enum class NameOrder { unknown, surname_first, first_names_first };

struct PersonName {
  std::string surname;
  std::string first_names;
  bool certain_order = false;
  [[nodiscard]] bool whole() const { return !surname.empty() && !first_names.empty(); }
};

// The words from `at` on that look like a name; `lower_case`: they need not be capitalised, but then the lexicon must know one.
NameWords name_words_at(const Evidence& evidence, std::size_t at, bool lower_case);
// The same, ending at `end`.
NameWords name_words_before(const Evidence& evidence, std::size_t end, bool lower_case);

PersonName split_name(const std::vector<std::string>& words, NameOrder order, const RuleSet& rules);

}  // namespace intake
