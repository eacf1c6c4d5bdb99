// Step "find facts": the evidence as running prose, for rules about phrases and sentences. Lines of one paragraph are
// joined by one blank, paragraphs are parted by "\n"; tabs between cells stay. Positions can be traced back to Text.
// Linear; immutable after construction, so thread-safe; never fails.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/rule_set.h"
#include "rules/text.h"

namespace intake {

class Prose {
 public:
  Prose(const Text& text, const RuleSet& rules);

  [[nodiscard]] const std::string& bytes() const { return bytes_; }
  [[nodiscard]] std::string_view slice(const Span& span) const;
  [[nodiscard]] Span source(const Span& span) const;  // the same place in Text::bytes()
  [[nodiscard]] std::size_t sentence_of(std::size_t offset) const;
  [[nodiscard]] const std::vector<Span>& sentences() const { return sentences_; }
  // Whether the rule can match at all, and whether in this window.
  [[nodiscard]] bool may_hold(const Rule& rule) const { return places_.anywhere(rule.number); }
  [[nodiscard]] bool may_hold(const Rule& rule, const Span& window) const;
  // The stretches of text in which the rule can match: runs of sentences that may hold a match.
  [[nodiscard]] std::vector<Span> stretches_for(const Rule& rule) const;
  // The same for a rule whose matches may go beyond a sentence: where the words stand that it requires.
  [[nodiscard]] std::vector<Span> places_for(const Rule& rule) const;
  // From an offset to the end of its clause: . ! ? , ; : or the end of the paragraph.
  [[nodiscard]] std::size_t clause_end(std::size_t offset) const;

 private:
  void join_lines(std::string_view text);
  void split_sentences();
  [[nodiscard]] std::size_t source(std::size_t offset) const;

  std::string bytes_;
  std::vector<std::pair<std::size_t, std::size_t>> shifts_;  // {offset here, bytes left out before it}
  std::vector<Span> sentences_;
  RulePlaces places_;  // by sentence
};

// One match of a rule in prose.
struct Hit {
  Span span;
  const Rule* rule = nullptr;
};

// Every match of the rules of a group, by position; at most `most_hits` of each rule, so that hostile text stays cheap.
inline constexpr std::size_t most_hits = 200;
std::vector<Hit> hits_of(const RuleSet& rules, std::string_view group, const Prose& prose);
// The same for one rule; `visit` returns false to stop, and so does this then.
bool each_hit(const Rule& rule, const Prose& prose, const std::function<bool(const Hit&)>& visit);
// The same within one window (a sentence).
std::vector<Hit> hits_of(const RuleSet& rules, std::string_view group, const Prose& prose, const Span& window);

// Whether some hit shares a byte with `span`.
bool overlaps_any(const std::vector<Hit>& hits, const Span& span);

}  // namespace intake
