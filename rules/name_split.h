// Which words of a run are the surname: by the label's order, a comma, capitals, the lexicon, particles; and which of
// two forms of one name is the fuller. Works on a handful of words; thread-safe as its lexicon.
#pragma once

#include <string>
#include <vector>

#include "rules/name_lexicon.h"

namespace intake {

enum class NameOrder { unknown, surname_first, first_names_first };

struct PersonName {
  std::string surname;
  std::string first_names;
  bool certain_order = false;
  bool first_names_only = false;  // each word is known as a first name, none as a surname: "Anna Maria"
  [[nodiscard]] bool whole() const { return !surname.empty() && !first_names.empty(); }
  [[nodiscard]] bool empty() const { return surname.empty() && first_names.empty(); }
};

// `spoken`: as people say it ("I am ..."), where the surname hardly ever comes first.
PersonName split_name(const std::vector<std::string>& words, NameOrder order, bool spoken, NameLexicon& lexicon);

// The words of a name, case-folded and sorted.
std::vector<std::string> sorted_words(const PersonName& name);
// Whether every word of `shorter` is one of `longer`, an initial standing for a word it begins.
bool is_form_of(const PersonName& shorter, const PersonName& longer);

}  // namespace intake
