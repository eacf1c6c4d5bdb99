#include "rules/name_split.h"

#include <algorithm>

#include "rules/fold.h"
#include "rules/name_words.h"

namespace intake {

namespace {

using Words = std::vector<std::string>;

std::string joined(const Words& words, std::size_t from, std::size_t to) {
  std::string out;
  for (std::size_t i = from; i < to; ++i) out += (out.empty() ? "" : " ") + words[i];
  return out;
}

// How much a word looks like a surname rather than a first name: from -3 to 3.
int surname_weight(const std::string& word, NameLexicon& lexicon) {
  const WordKind& kind = lexicon.of(word);
  const bool ending = has_surname_ending(fold_case(trim(word)));
  if (kind.first_name) return kind.surname ? (ending ? 0 : -1) : -3;
  if (kind.surname) return 3;
  if (!kind.surname_of.empty()) return 1;
  return (ending ? 2 : 0) + (kind.ordinary || kind.place ? 1 : 0);
}

class Splitter {
 public:
  Splitter(Words words, bool spoken, NameLexicon& lexicon)
      : words_(std::move(words)), spoken_(spoken), lexicon_(lexicon) {
    for (const std::string& word : words_) weights_.push_back(surname_weight(word, lexicon_));
  }

  PersonName split(NameOrder order) {
    PersonName name;
    if (by_comma(name)) return name;
    if (words_.size() == 1) return single();
    name.certain_order = order != NameOrder::unknown;
    name.first_names_only = std::all_of(weights_.begin(), weights_.end(), [](int weight) { return weight <= -3; });
    if (order == NameOrder::unknown || contradicts(order)) order = likely_order(name.certain_order);
    const bool first = order == NameOrder::surname_first;
    const std::size_t cut = first ? surname_end() : surname_begin();
    name.surname = first ? joined(words_, 0, cut) : joined(words_, cut, words_.size());
    name.first_names = first ? joined(words_, cut, words_.size()) : joined(words_, 0, cut);
    return name;
  }

 private:
  bool by_comma(PersonName& name) {
    for (std::size_t i = 0; i + 1 < words_.size(); ++i) {
      if (words_[i].back() != ',') continue;
      words_[i].pop_back();
      name.surname = joined(words_, 0, i + 1);
      name.first_names = joined(words_, i + 1, words_.size());
      // "Maija Liisa / Virtanen": the mark parts, but the other way round.
      if (weights_[0] <= -3 && weights_.back() > 0) std::swap(name.surname, name.first_names);
      name.certain_order = true;
      return true;
    }
    return false;
  }

  PersonName single() const {
    PersonName name;
    if (!is_initial(words_[0])) (weights_[0] > 0 ? name.surname : name.first_names) = words_[0];
    return name;
  }

  // People fill in "Etu- ja sukunimi" in whatever order they are used to.
  [[nodiscard]] bool contradicts(NameOrder order) const {
    const int score = weights_.front() - weights_.back();
    return order == NameOrder::surname_first ? score <= -5 : score >= 5;
  }

  NameOrder likely_order(bool& certain) const {
    const std::size_t last = words_.size() - 1;
    int score = weights_[0] - weights_[last];  // positive: the surname comes first
    const bool all_capitals =
        std::all_of(words_.begin(), words_.end(), [](const std::string& w) { return all_upper(w); });
    if (!all_capitals && all_upper(words_[0])) score += 6;
    if (!all_capitals && all_upper(words_[last]) && words_[last].size() > 2) score -= 6;
    if (lexicon_.is_particle(words_[0])) score += 6;
    for (std::size_t i = 1; i < last; ++i)
      score -= lexicon_.is_particle(words_[i]) ? 6 : 0;  // "Khalid Nasser bin Saleh"
    // "Abdirahman Sheikh Nur" begins with a first name we do not know, "Wik Lena Maria" with a surname.
    if (last >= 2 && weights_[0] == 0 && weights_[1] > -1) score -= 2;
    certain = score >= 3 || score <= -3;
    const int needed = spoken_ && weights_[0] < 2 ? 3 : 2;
    return score >= needed ? NameOrder::surname_first : NameOrder::first_names_first;
  }

  // "von Bagh Carl-Gustaf", "Suo Anttila Pekka", "VIRTANEN Maija".
  std::size_t surname_end() const {
    std::size_t end = 1;
    while (end < words_.size() && lexicon_.is_particle(words_[end - 1])) ++end;
    const bool double_surname =
        words_.size() > end + 1 && weights_[end - 1] >= 1 && weights_[end] >= 3 && weights_[end + 1] <= -1;
    if (double_surname) ++end;
    return std::min(end, words_.size() - 1);
  }

  // "Carl-Gustaf von Bagh", "Luis Hernandez Garcia", "Maija Liisa Virtanen".
  std::size_t surname_begin() const {
    for (std::size_t i = 1; i + 1 < words_.size(); ++i) {
      if (!lexicon_.is_particle(words_[i])) continue;
      // "Gabriela Ferraz de Almeida", "Carlos Eduardo Mendes da Silva": a surname of the mother before the father's.
      static const Pattern romance(R"(^(?:de|da|do|dos|das)$)");
      return i > 1 && weights_[i - 1] >= 0 && romance.matches(words_[i]) ? i - 1 : i;
    }
    const std::size_t last = words_.size() - 1;
    const bool double_surname = last >= 2 && weights_[last] >= 1 && weights_[last - 1] >= 3;
    return double_surname ? last - 1 : last;
  }

  Words words_;
  bool spoken_;
  NameLexicon& lexicon_;
  std::vector<int> weights_;
};

// The base form with the capital of the form that was written.
std::string capitalised_as(const std::string& written, std::string base) {
  if (starts_upper(written) && !base.empty() && base[0] >= 'a' && base[0] <= 'z')
    base[0] = static_cast<char>(base[0] - 'a' + 'A');
  return base;
}

// Initials are no first name ("K. Ahonen") and no surname ("Maija V.").
void drop_initials(PersonName& name) {
  bool whole_first = false;
  for (std::size_t at = 0; at < name.first_names.size();) {
    const std::size_t blank = std::min(name.first_names.find(' ', at), name.first_names.size());
    whole_first = whole_first || !is_initial(std::string_view(name.first_names).substr(at, blank - at));
    at = blank + 1;
  }
  if (!whole_first) name.first_names.clear();
  if (is_initial(name.surname)) name.surname.clear();
}

}  // namespace

PersonName split_name(const std::vector<std::string>& words, NameOrder order, bool spoken, NameLexicon& lexicon) {
  if (words.empty()) return {};
  PersonName name = Splitter(words, spoken, lexicon).split(order);
  drop_initials(name);
  // "Outi Saarelan tiedot", "Pekka Salmen puolesta"
  const WordKind& kind = lexicon.of(name.surname);
  if (!kind.surname && !kind.surname_of.empty())
    name.surname = kind.surname_of;
  else if (!kind.surname && !kind.genitive_of.empty())
    name.surname = capitalised_as(name.surname, kind.genitive_of);
  return name;
}

std::vector<std::string> sorted_words(const PersonName& name) {
  std::vector<std::string> words;
  const std::string both = fold_case(name.surname + " " + name.first_names) + " ";
  for (std::size_t at = 0, blank = 0; (blank = both.find(' ', at)) != std::string::npos; at = blank + 1) {
    if (blank > at) words.push_back(both.substr(at, blank - at));
  }
  std::sort(words.begin(), words.end());
  return words;
}

bool is_form_of(const PersonName& shorter, const PersonName& longer) {
  std::vector<std::string> theirs = sorted_words(longer);
  for (std::string word : sorted_words(shorter)) {
    auto same = std::find(theirs.begin(), theirs.end(), word);
    if (same == theirs.end() && is_initial(word)) {
      word.erase(std::remove(word.begin(), word.end(), '.'), word.end());
      same = std::find_if(theirs.begin(), theirs.end(),
                          [&](const std::string& their) { return their.compare(0, word.size(), word) == 0; });
    }
    if (same == theirs.end()) return false;
    theirs.erase(same);
  }
  return true;
}

}  // namespace intake
