// The rule files: patterns and word lists that a clerk can own, one folder per language, one file per topic (rules/fi/name.toml).
//
//   [define]                       # pieces for patterns of all files, written %{word} where they are used
//   word = '''\p{L}+'''
//   [[pattern]]
//   group = "name.introduction"    # what the engine asks for; the groups known are listed in rule_groups.h
//   id = "nimeni-on"               # unique within the language and the group; shown by `explain`
//   match = '''nimeni on (?<name>%{word})'''
//   yes = ["nimeni on Maija"]      # each must match; a pattern without examples is refused
//   no = ["nimensä on Maija"]      # none may match; at least one
//   [[words]]
//   group = "name.not_a_name"
//   list = ["asiakas", "osoite"]   # whole words, compared without case
//
// Loaded once, immutable, shared between threads. All mistakes are reported, each with file, line and column.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "rules/item.h"
#include "rules/pattern.h"
#include "rules/rule_filter.h"

namespace intake {

struct Rule {
  std::string id;          // "fi/nimeni-on"
  Language language = Language::und;
  Pattern pattern;
  std::vector<std::string> yes;
  std::vector<std::string> no;
  std::string place;       // "rules/fi/name.toml:12:1" for messages
  std::size_t number = 0;          // of RuleFilter
  bool wide = false;               // a match may go from one sentence into the next
};

struct Provider {
  std::string name;             // as tags and JSON show it
  std::string route;            // "helsinki", or empty: other_provider
  int first_year = 0;           // 0: not known
  int last_year = 9999;
  std::vector<Rule> aliases;    // patterns that find it in text
};

class RuleSet {
 public:
  // Rules of one group, in the order of files; empty for a group without rules.
  [[nodiscard]] const std::vector<Rule>& group(std::string_view name) const;
  // Whether `word` (one word, any case) is in the word list of that group, in any language.
  [[nodiscard]] bool has_word(std::string_view group, std::string_view word) const;
  // The word list of that group in one language (und: the files outside the language folders), case-folded; may be empty.
  [[nodiscard]] const std::unordered_set<std::string>& words(std::string_view group, Language language) const;
  // Which rules can match a text at all, by Rule::number.
  [[nodiscard]] const RuleFilter& filter() const { return filter_; }
  // The words of that group, case-folded, in no order.
  [[nodiscard]] const std::unordered_set<std::string>& words(std::string_view group) const;
  [[nodiscard]] const std::vector<Provider>& providers() const { return providers_; }
  [[nodiscard]] std::size_t size() const;

 private:
  friend class RuleLoader;
  std::map<std::string, std::vector<Rule>, std::less<>> groups_;
  std::map<std::string, std::unordered_set<std::string>, std::less<>> words_;
  std::map<std::string, std::map<Language, std::unordered_set<std::string>>, std::less<>> words_by_language_;
  std::vector<Provider> providers_;
  RuleFilter filter_;
};

struct LoadedRules {
  std::shared_ptr<const RuleSet> rules;   // null when there are mistakes
  std::vector<std::string> mistakes;      // "FILE:LINE:COLUMN: what is wrong and what to do"
};

// Reads DIRECTORY/*.toml and DIRECTORY/{fi,sv,en}/*.toml and runs every example.
LoadedRules load_rules(const std::filesystem::path& directory);

}  // namespace intake
