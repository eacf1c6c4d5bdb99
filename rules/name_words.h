// Runs of words that look like a name: where one begins and ends in the text. No list is required to know them:
// capitals, place and punctuation decide, the lexicon says what surely is none. Linear: a run has at most seven words.
// One object a message.
#pragma once

#include <string>
#include <vector>

#include "rules/finders.h"
#include "rules/name_lexicon.h"

namespace intake {

struct NameRun {
  std::vector<std::string> words;  // a comma or slash after the surname stays with its word: "Palosaari,"
  Span span;
  [[nodiscard]] bool empty() const { return words.empty(); }
  [[nodiscard]] std::size_t size() const { return words.size(); }
};

// What the place of a run says about its words.
enum class Trust {
  none,        // nothing: capitals needed, ordinary words are no name
  introduced,  // "nimeni on": capitals not needed
  labelled,    // after a label: any words that are no label
};

class NameReader {
 public:
  NameReader(const Evidence& evidence, const Facts& facts);

  [[nodiscard]] NameRun at(std::size_t offset, Trust trust);
  // The run that ends right before `end`, of two words or more, on its line or wrapped from the one above.
  [[nodiscard]] NameRun before(std::size_t end, Trust trust = Trust::none);
  // Whether capitals say nothing in this message: nearly none, or nearly nothing else.
  [[nodiscard]] bool case_blind() const { return case_blind_; }
  // Whether some word is known as a name, or all are unknown to every list and dictionary (a foreign name).
  [[nodiscard]] bool credible(const NameRun& run);
  [[nodiscard]] bool knows_name(const NameRun& run);
  [[nodiscard]] bool knows_first_name(const NameRun& run);
  [[nodiscard]] std::size_t begin_of_word(const NameRun& run, std::size_t index) const;
  [[nodiscard]] NameLexicon& lexicon() { return lexicon_; }

 private:
  struct Word {
    Span span;
    std::string_view text;
    char gap = ' ';  // what stands before it: blank, tab or line end
  };
  [[nodiscard]] bool next_word(std::size_t from, bool first, Word& word) const;
  [[nodiscard]] std::size_t after_titles(std::size_t at) const;
  [[nodiscard]] bool accepts(const Word& word, const NameRun& run, Trust trust);
  [[nodiscard]] bool accepts_capitalised(const WordKind& kind, const NameRun& run, Trust trust);
  [[nodiscard]] bool has_surname(const NameRun& run);
  [[nodiscard]] bool accepts_any_case(const Word& word, const WordKind& kind, const NameRun& run, Trust trust);
  [[nodiscard]] bool continues_after_comma(const NameRun& run, std::size_t from);
  [[nodiscard]] std::vector<std::size_t> word_starts_before(std::size_t end) const;
  [[nodiscard]] bool ends_phrase(std::size_t at) const;
  void stop_at_facts(NameRun& run) const;
  void drop_last(NameRun& run) const;
  void drop_loose_ends(NameRun& run);
  void refuse_lower_case_prose(NameRun& run, Trust trust);

  const Evidence& evidence_;
  const std::string& text_;
  NameLexicon lexicon_;
  std::vector<Span> facts_;  // places of other facts, by position: no word of a name
  bool case_blind_ = false;
};

// One letter, or letters with full stops: "K", "J.P.", "C-M".
bool is_initial(std::string_view word);

}  // namespace intake
