// What is known about words as names: lists (rules/names.toml, frequent words of rules/*/language.toml) and libvoikko's
// Finnish lexicon, which knows first names, surnames and the forms of ordinary words. A help for telling where a name
// ends and which of its words is the surname; nothing is ever required to be in it. One object a message and a thread:
// it remembers what was asked. Where voikko's dictionary is missing the lists alone decide.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "rules/rule_set.h"

namespace intake {

struct WordKind {
  bool first_name = false;
  bool surname = false;
  bool stop = false;       // never a word of a name: a label, a greeting, a month
  bool frequent = false;   // a frequent word of some language, and no name
  bool ordinary = false;   // a Finnish noun or adjective as it stands in a dictionary: it may be a surname (Rinne)
  bool inflected = false;  // only an inflected form, of a name or not: "Varkaudesta", "päämieheni", "Virtasen"
  bool by_chance =
      false;  // one of the inflected forms may be a surname by chance, no place and nobody's own: "olin", "haapoja"
  bool place = false;       // the name of a place and of nobody
  std::string surname_of;   // "Virtasen" -> "Virtanen"
  std::string genitive_of;  // of a word that may be a surname: "Salmen" -> "Salmi"
  [[nodiscard]] bool name() const { return first_name || surname; }
  [[nodiscard]] bool unknown() const { return !name() && !stop && !frequent && !ordinary && !inflected && !place; }
};

class NameLexicon {
 public:
  explicit NameLexicon(const RuleSet& rules);
  const WordKind& of(std::string_view word);
  // A lower-case particle of a surname: "af", "von", "de".
  [[nodiscard]] bool is_particle(std::string_view word) const;

 private:
  [[nodiscard]] WordKind look_up(const std::string& folded) const;
  [[nodiscard]] bool listed_first_name(const std::string& folded) const;

  using Words = std::unordered_set<std::string>;
  const Words& first_names_;
  const Words& surnames_;
  const Words& stops_;
  const Words& frequent_;
  const Words& particles_;
  std::unordered_map<std::string, WordKind> seen_;
};

// Endings that many surnames have and few first names: "-nen", "-ström", "-son". Weak evidence, for the order only.
bool has_surname_ending(std::string_view folded);

}  // namespace intake
