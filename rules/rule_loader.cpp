// Reads the rule files into a RuleSet and runs their examples. The only user of toml++ in this room.
#include <toml++/toml.h>

#include <algorithm>
#include <optional>
#include <set>
#include <stdexcept>

#include "rules/fold.h"
#include "rules/required_words.h"
#include "rules/rule_groups.h"
#include "rules/rule_set.h"

namespace intake {

namespace fs = std::filesystem;

namespace {

std::string place_of(const fs::path& file, const toml::node& node) {
  const toml::source_position at = node.source().begin;
  return file.string() + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
}

std::vector<std::string> strings_of(const toml::node* node) {
  std::vector<std::string> out;
  if (node == nullptr || !node->is_array()) return out;
  for (const toml::node& entry : *node->as_array()) {
    if (const auto text = entry.value<std::string>()) out.push_back(*text);
  }
  return out;
}

Language language_of(const fs::path& file) {
  const std::string folder = file.parent_path().filename().string();
  for (const Language language : {Language::fi, Language::sv, Language::en}) {
    if (folder == name_of(language)) return language;
  }
  return Language::und;
}

}  // namespace

class RuleLoader {
 public:
  LoadedRules load(const fs::path& directory) {
    for (const fs::path& file : files_in(directory)) parse(file);
    for (const auto& [file, table] : tables_) read_definitions(file, table);
    for (const auto& [file, table] : tables_) read_rules(file, table);
    rules_->filter_.build();
    for (const auto& [name, group] : rules_->groups_) check_filter(group);
    if (mistakes_.empty() && rules_->size() == 0) mistake(directory.string(), "there is no rule file here");
    LoadedRules loaded;
    if (mistakes_.empty()) loaded.rules = rules_;
    loaded.mistakes = std::move(mistakes_);
    return loaded;
  }

 private:
  void mistake(const std::string& place, const std::string& words) { mistakes_.push_back(place + ": " + words); }

  std::vector<fs::path> files_in(const fs::path& directory) {
    std::vector<fs::path> files;
    std::error_code error;
    for (const char* folder : {"", "fi", "sv", "en"}) {
      const fs::path where = *folder == '\0' ? directory : directory / folder;
      for (const auto& entry : fs::directory_iterator(where, error)) {
        if (entry.path().extension() == ".toml") files.push_back(entry.path());
      }
      if (error) mistake(where.string(), "cannot be read: " + error.message());
    }
    std::sort(files.begin(), files.end());
    name_missing(directory, files);
    return files;
  }

  // A language without one of the files would silently find less: each has those that any of them has.
  void name_missing(const fs::path& directory, const std::vector<fs::path>& files) {
    std::set<fs::path> topics;
    for (const fs::path& file : files) {
      if (language_of(file) != Language::und) topics.insert(file.filename());
    }
    for (const Language language : {Language::fi, Language::sv, Language::en}) {
      for (const fs::path& topic : topics) {
        const fs::path file = directory / name_of(language) / topic;
        if (!std::binary_search(files.begin(), files.end(), file)) {
          mistake(file.string(), "is missing: other languages have this file; put it back, or start with an empty one");
        }
      }
    }
  }

  void parse(const fs::path& file) {
    try {
      tables_.emplace_back(file, toml::parse_file(file.string()));
    } catch (const toml::parse_error& error) {
      const toml::source_position at = error.source().begin;
      mistake(file.string() + ":" + std::to_string(at.line) + ":" + std::to_string(at.column),
              std::string(error.description()));
    }
  }

  void read_definitions(const fs::path& file, const toml::table& table) {
    const toml::table* define = table["define"].as_table();
    if (define == nullptr) return;
    for (const auto& [name, node] : *define) {
      const auto text = node.value<std::string>();
      if (!text) {
        mistake(place_of(file, node), "a definition must be a string");
      } else if (!definitions_.emplace(std::string(name.str()), *text).second) {
        mistake(place_of(file, node), "'" + std::string(name.str()) + "' is defined twice");
      }
    }
  }

  void read_rules(const fs::path& file, const toml::table& table) {
    for (const auto& [key, node] : table) {
      const std::string name(key.str());
      if (name == "define") continue;
      if ((name != "pattern" && name != "words" && name != "provider") || !node.is_array_of_tables()) {
        mistake(place_of(file, node), "'" + name + "' is unknown here: use [define], [[pattern]], [[words]] or [[provider]]");
        continue;
      }
      for (const toml::node& entry : *node.as_array()) {
        if (name == "pattern") read_pattern(file, *entry.as_table());
        if (name == "words") read_words(file, *entry.as_table());
        if (name == "provider") read_provider(file, *entry.as_table());
      }
    }
  }

  std::string group_of(const fs::path& file, const toml::table& table) {
    const std::string group = table["group"].value_or(std::string());
    if (std::find(rule_groups.begin(), rule_groups.end(), group) == rule_groups.end()) {
      mistake(place_of(file, table), "group '" + group + "' is unknown: the groups are listed in rules/rule_groups.h");
      return {};
    }
    return group;
  }

  void check_keys(const fs::path& file, const toml::table& table, const std::set<std::string_view>& known) {
    for (const auto& [key, node] : table) {
      if (known.count(key.str()) == 0) mistake(place_of(file, node), "unknown key '" + std::string(key.str()) + "'");
    }
  }

  void read_pattern(const fs::path& file, const toml::table& table) {
    check_keys(file, table, {"group", "id", "match", "case_sensitive", "yes", "no"});
    const std::string group = group_of(file, table);
    if (group.empty()) return;
    if (auto rule = rule_from(file, table, "match")) {
      std::vector<Rule>& rules = rules_->groups_[group];
      const auto same = [&](const Rule& other) { return other.id == rule->id; };
      if (std::any_of(rules.begin(), rules.end(), same)) mistake(rule->place, "the id '" + rule->id + "' is used twice");
      rules.push_back(std::move(*rule));
    }
  }

  std::optional<Rule> rule_from(const fs::path& file, const toml::table& table, const char* key) {
    const std::string place = place_of(file, table);
    const std::string id = table["id"].value_or(std::string());
    const auto expression = table[key].value<std::string>();
    if (id.empty() || !expression) {
      mistake(place, std::string("a pattern needs an id and '") + key + "'");
      return std::nullopt;
    }
    const Language language = language_of(file);
    const std::string full_id = language == Language::und ? id : std::string(name_of(language)) + "/" + id;
    try {
      const std::string expanded = expand(*expression, place);
      Pattern pattern(expanded, table["case_sensitive"].value_or(false));
      Rule rule{full_id, language, std::move(pattern), strings_of(table.get("yes")), strings_of(table.get("no")),
                place,   rule_count_++, is_wide(expanded)};
      run_examples(rule);
      rules_->filter_.add(rule.number, required_words(expanded));
      return rule;
    } catch (const std::invalid_argument& error) {
      mistake(place, "'" + full_id + "': " + error.what());
      return std::nullopt;
    }
  }

  // %{name} stands for a definition; definitions may use earlier ones, five levels deep.
  std::string expand(std::string expression, const std::string& place) {
    for (int level = 0; level < 5; ++level) {
      const std::size_t begin = expression.find("%{");
      if (begin == std::string::npos) return expression;
      std::string out;
      std::size_t from = 0;
      for (std::size_t at = begin; at != std::string::npos; at = expression.find("%{", from)) {
        const std::size_t end = expression.find('}', at);
        const std::string name = expression.substr(at + 2, end == std::string::npos ? end : end - at - 2);
        const auto found = definitions_.find(name);
        if (found == definitions_.end()) throw std::invalid_argument("%{" + name + "} is not defined");
        out.append(expression, from, at - from).append("(?:").append(found->second).append(")");
        from = end + 1;
      }
      expression = out.append(expression, from, std::string::npos);
    }
    mistake(place, "definitions refer to each other in a circle");
    return expression;
  }

  // Whether a match may go beyond a sentence, or depends on where the text begins.
  static bool is_wide(const std::string& expression) {
    for (const char* mark : {"[^\\n]", "(^", ":^"}) {
      if (expression.find(mark) != std::string::npos) return true;
    }
    return !expression.empty() && expression.front() == '^';
  }

  // The filter must let every rule be tried on what it matches.
  void check_filter(const std::vector<Rule>& group) {
    for (const Rule& rule : group) {
      for (const std::string& example : rule.yes) {
        if (rules_->filter_.of(example)[rule.number]) continue;
        mistake(rule.place, "'" + rule.id + "' would not be tried on \"" + example + "\"");
      }
    }
  }

  void run_examples(const Rule& rule) {
    if (rule.yes.empty() || rule.no.empty()) {
      mistake(rule.place, "'" + rule.id + "' needs examples: yes = [...] and no = [...]");
    }
    for (const std::string& example : rule.yes) {
      if (!rule.pattern.matches(example)) mistake(rule.place, "'" + rule.id + "' should match \"" + example + "\"");
    }
    for (const std::string& example : rule.no) {
      if (rule.pattern.matches(example)) mistake(rule.place, "'" + rule.id + "' must not match \"" + example + "\"");
    }
  }

  void read_words(const fs::path& file, const toml::table& table) {
    check_keys(file, table, {"group", "list"});
    const std::string group = group_of(file, table);
    if (group.empty()) return;
    const std::vector<std::string> list = strings_of(table.get("list"));
    if (list.empty()) mistake(place_of(file, table), "a word list needs list = [...] with at least one word");
    std::unordered_set<std::string>& of_language = rules_->words_by_language_[group][language_of(file)];
    for (const std::string& word : list) {
      rules_->words_[group].insert(fold_case(word));
      of_language.insert(fold_case(word));
    }
  }

  void read_provider(const fs::path& file, const toml::table& table) {
    check_keys(file, table, {"name", "route", "first_year", "last_year", "alias"});
    Provider provider;
    provider.name = table["name"].value_or(std::string());
    provider.route = table["route"].value_or(std::string());
    provider.first_year = table["first_year"].value_or(0);
    provider.last_year = table["last_year"].value_or(9999);
    const toml::array* aliases = table["alias"].as_array();
    if (provider.name.empty() || aliases == nullptr || aliases->empty()) {
      mistake(place_of(file, table), "a provider needs a name and at least one [[provider.alias]]");
      return;
    }
    for (const toml::node& alias : *aliases) {
      if (!alias.is_table()) continue;
      check_keys(file, *alias.as_table(), {"id", "match", "case_sensitive", "yes", "no"});
      if (auto rule = rule_from(file, *alias.as_table(), "match")) provider.aliases.push_back(std::move(*rule));
    }
    rules_->providers_.push_back(std::move(provider));
  }

  std::shared_ptr<RuleSet> rules_ = std::make_shared<RuleSet>();
  std::size_t rule_count_ = 0;
  std::vector<std::pair<fs::path, toml::table>> tables_;
  std::map<std::string, std::string> definitions_;
  std::vector<std::string> mistakes_;
};

LoadedRules load_rules(const fs::path& directory) { return RuleLoader().load(directory); }

}  // namespace intake
