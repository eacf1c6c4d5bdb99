// Finds the name of the person whose records are asked for: gathers what may be one (rules/name_search.h) and chooses.
// A whole name wins over a part, then the surer place; the fullest form of the chosen name counts; former names are
// kept apart.
#include <algorithm>
#include <utility>

#include "rules/finders.h"
#include "rules/fold.h"
#include "rules/name_search.h"

namespace intake {

namespace {

// A whole name before a part of one, then the surer place.
std::pair<int, NamePlace> rank(const NameCandidate& one) {
  const int completeness = !one.name.whole() ? 2 : one.name.first_names_only ? 1 : 0;
  return {completeness, one.place};
}

const NameCandidate* best_of(const std::vector<NameCandidate>& found) {
  const NameCandidate* best = nullptr;
  for (const NameCandidate& one : found) {
    if (best == nullptr || rank(one) < rank(*best)) best = &one;
  }
  return best;
}

// Extra words of a fuller form count where the place vouches for them, or where they are known as names.
bool vouched_for(const NameCandidate& fuller, const PersonName& name, NameLexicon& lexicon) {
  if (fuller.place <= NamePlace::half_signature) return true;
  const std::vector<std::string> known = sorted_words(name);
  const std::vector<std::string> words = sorted_words(fuller.name);
  return std::all_of(words.begin(), words.end(), [&](const std::string& word) {
    return std::binary_search(known.begin(), known.end(), word) || lexicon.of(word).name() || is_initial(word);
  });
}

// The fullest form of a name, in the order of a form whose order is certain.
PersonName fullest(PersonName name, const std::vector<NameCandidate>& found, NameLexicon& lexicon) {
  for (const NameCandidate& other : found) {
    if (!other.name.whole() || !is_form_of(name, other.name)) continue;
    const std::size_t mine = sorted_words(name).size();
    const std::size_t theirs = sorted_words(other.name).size();
    const bool same_surname = fold_case(other.name.surname) == fold_case(name.surname);
    if (mine == theirs && (!other.name.certain_order || name.certain_order)) continue;
    if (!vouched_for(other, name, lexicon)) continue;
    if (other.name.certain_order || !name.certain_order || same_surname) name = other.name;
  }
  return name;
}

// "Toivo" below "Toivo Ilmari" is his first name: a signature of one word settles an order that nothing else did.
void settle_order(PersonName& name, const std::vector<NameCandidate>& found) {
  if (name.certain_order || name.first_names.find(' ') != std::string::npos) return;
  const std::string surname = fold_case(name.surname);
  const auto signs_with_it = [&](const NameCandidate& one) {
    return one.place == NamePlace::half_signature && one.name.surname.empty() &&
           fold_case(one.name.first_names) == surname;
  };
  if (std::any_of(found.begin(), found.end(), signs_with_it)) std::swap(name.surname, name.first_names);
}

// "Ella Maria Sinervon tiedot", signed "Jaana Sinervo": the surname is in the genitive.
void take_off_genitive(PersonName& name, const std::vector<NameCandidate>& found) {
  if (name.surname.size() < 4 || (name.surname.back() != 'n' && name.surname.back() != 's')) return;
  const std::string base = name.surname.substr(0, name.surname.size() - 1);
  const bool known = std::any_of(found.begin(), found.end(), [&](const NameCandidate& one) {
    return one.name.whole() && fold_case(one.name.surname) == fold_case(base);
  });
  if (known) name.surname = base;
}

std::vector<std::string> split_words(const std::string& text) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t blank = std::min(text.find(' ', at), text.size());
    if (blank > at) words.push_back(text.substr(at, blank - at));
    at = blank + 1;
  }
  return words;
}

// "Orlaith Kinsella Obi", formerly "Kinsella Doyle": what stays of a double surname is no first name.
void widen_surname(PersonName& name, const std::vector<std::string>& former, NameLexicon& lexicon) {
  const std::size_t blank = name.first_names.rfind(' ');
  if (blank == std::string::npos) return;
  const std::string last = name.first_names.substr(blank + 1);
  const bool stays =
      !lexicon.of(last).first_name && std::any_of(former.begin(), former.end(), [&](const std::string& one) {
        const std::vector<std::string> words = split_words(one);
        return words.size() == 2 && fold_case(words[0]) == fold_case(last);
      });
  if (!stays) return;
  name.surname = last + " " + name.surname;
  name.first_names.resize(blank);
}

// A former name without the first names that are still the same: "aiemmin Maija Virtanen" -> "Virtanen".
std::string changed_part(const std::string& former, const PersonName& name) {
  std::vector<std::string> first = split_words(fold_case(name.first_names));
  std::string rest;
  bool changed = false;
  for (const std::string& word : split_words(former)) {
    const auto same = std::find(first.begin(), first.end(), fold_case(word));
    if (same != first.end())
      changed = true;
    else
      rest += (rest.empty() ? "" : " ") + word;
  }
  return changed ? rest : former;
}

void keep_former_names(const std::vector<std::string>& former, const PersonName& name, std::vector<std::string>& out) {
  for (const std::string& one : former) {
    const std::string kept = changed_part(one, name);
    const auto same = [&](const std::string& other) { return fold_case(other) == fold_case(kept); };
    if (kept.empty() || same(name.surname) || std::any_of(out.begin(), out.end(), same)) continue;
    out.push_back(kept);
  }
}

// "Olin asiakkaana nimellä Eeva Mattila" and no other name: it is hers still.
void use_former_name(NameSearch& search, PersonName& name) {
  for (const std::string& former : search.former_names()) {
    const PersonName whole = split_name(split_words(former), NameOrder::unknown, true, search.reader().lexicon());
    if (!whole.whole() || !is_form_of(name, whole)) continue;
    name = whole;
    return;
  }
}

// "Olen Sari. Sukunimeni on Muttilainen.": the halves of one name, each said or labelled as such.
void join_halves(const std::vector<NameCandidate>& found, PersonName& name) {
  const auto half = [&](bool surname) {
    return std::find_if(found.begin(), found.end(), [&](const NameCandidate& one) {
      const bool has_surname = !one.name.surname.empty();
      return !one.name.whole() && has_surname == surname && (!surname || one.place <= NamePlace::introduced);
    });
  };
  const auto surname = half(true);
  const auto first = half(false);
  if (surname == found.end() || first == found.end() || is_form_of(surname->name, first->name)) return;
  name = {surname->name.surname, first->name.first_names, true};
}

void choose(NameSearch& search, NameFact& fact) {
  const std::vector<NameCandidate>& found = search.found();
  const NameCandidate* best = best_of(found);
  for (const NameCandidate& one : found)
    fact.candidates.push_back({one.span, one.rule, &one == best, &one == best ? "" : "another place is surer"});
  for (const Span& span : search.former_spans()) fact.candidates.push_back({span, "former name", true, "former name"});
  PersonName name = best != nullptr ? best->name : PersonName{};
  if (!name.whole()) join_halves(found, name);
  if (!name.whole()) use_former_name(search, name);
  if (name.whole()) {
    name = fullest(name, found, search.reader().lexicon());
    settle_order(name, found);
    take_off_genitive(name, found);
    widen_surname(name, search.former_names(), search.reader().lexicon());
  }
  fact.status = name.whole() ? ItemStatus::given : name.empty() ? ItemStatus::missing : ItemStatus::invalid;
  fact.surname = name.surname;
  fact.first_names = name.first_names;
  keep_former_names(search.former_names(), name, fact.former_names);
}

}  // namespace

void find_name(const Evidence& evidence, Facts& facts) {
  NameSearch search(evidence, facts);
  search.find_former_names();
  search.find_persons();
  search.find_labelled();
  search.find_introduced();
  search.find_beside_facts();
  search.find_signatures();
  search.find_own_lines();
  const auto whole = [](const NameCandidate& one) { return one.name.whole(); };
  if (std::none_of(search.found().begin(), search.found().end(), whole)) search.find_in_prose();
  choose(search, facts.name);
}

}  // namespace intake
