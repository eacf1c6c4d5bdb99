// The search for names in one message: what its parts share. name_labels.cpp, name_phrases.cpp and name_signatures.cpp
// gather candidates, name_former.cpp former names, find_name.cpp chooses. Every part is linear in the text; the number
// of candidates is bounded.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/finders.h"
#include "rules/name_split.h"
#include "rules/name_words.h"

namespace intake {

// Smaller is better: how sure the place makes it that this is the name of the person whose records are asked for.
enum class NamePlace {
  person_asked,
  now_called,
  beside_code,
  labelled,
  introduced,
  signature,
  line_of_facts,
  half_signature,
  own_line,
  subject,
  in_prose
};

struct NameCandidate {
  NamePlace place;
  PersonName name;
  Span span;
  std::string rule;
};

class NameSearch {
 public:
  NameSearch(const Evidence& evidence, const Facts& facts);

  void find_former_names();  // first: a former name is no candidate
  void find_labelled();
  void find_introduced();
  void find_beside_facts();
  void find_persons();
  void find_signatures();
  void find_own_lines();
  void find_in_prose();  // last, if nothing gave a whole name

  [[nodiscard]] const std::vector<NameCandidate>& found() const { return found_; }
  [[nodiscard]] const std::vector<std::string>& former_names() const { return former_names_; }
  [[nodiscard]] const std::vector<Span>& former_spans() const { return former_spans_; }
  [[nodiscard]] NameReader& reader() { return reader_; }

 private:
  void each_match(std::string_view group, const std::function<void(const Match&, const Rule&)>& visit) const;
  [[nodiscard]] Span around(const Span& place) const;
  [[nodiscard]] bool is_continuation(std::size_t at) const;
  void take(const NameRun& run, NamePlace place, const std::string& rule, NameOrder order = NameOrder::unknown);
  [[nodiscard]] bool full() const { return found_.size() >= most_candidates; }
  [[nodiscard]] bool is_other_person(const Span& span) const;  // words around it make it a therapist or a relative
  [[nodiscard]] bool is_relative(const Span& span) const;
  [[nodiscard]] std::string_view text_before(std::size_t at) const;
  [[nodiscard]] std::string_view text_after(std::size_t at) const;
  [[nodiscard]] bool holds(std::string_view group, std::string_view text) const;
  [[nodiscard]] bool only_blank(std::size_t from, std::size_t to) const;
  [[nodiscard]] std::size_t next_full_line(
      std::size_t line) const;  // index of the next line with a letter, or lines().size()
  [[nodiscard]] std::string_view rest_of_line(std::size_t from) const;

  // name_former.cpp
  void former_after(std::string_view group, bool sure);
  [[nodiscard]] bool is_of_relative(std::size_t cue) const;
  void keep_former(std::size_t at, bool sure);
  void keep_holder(std::size_t cue, const std::string& rule);
  void keep_parted_holder(std::size_t cue, const std::string& rule);
  [[nodiscard]] NameRun one_name(NameRun run);
  [[nodiscard]] Trust trust_of_former(std::size_t at, bool sure) const;
  [[nodiscard]] bool inside_brackets(std::size_t at) const;
  void keep_former_before(std::size_t end);
  void find_now_called();
  [[nodiscard]] bool can_be_former(const NameRun& run, bool sure);
  // name_labels.cpp
  void labels(std::string_view group, NameOrder order, NamePlace place);
  [[nodiscard]] NameRun value_after(std::size_t at, std::size_t label_begin);
  void keep_former_beside(const NameRun& value, const Span& label);
  [[nodiscard]] NameRun value_in_cell_below(std::size_t label_begin);
  [[nodiscard]] NameRun any_words(std::size_t at) const;
  [[nodiscard]] NameRun part_after(std::string_view group);
  void labelled_parts();
  // name_phrases.cpp
  void introductions(std::string_view group);
  [[nodiscard]] bool surely_a_name(const NameRun& run);
  void announced();
  void announced_first_name(std::size_t end, const std::string& rule);
  void beside(const std::vector<Span>& spans, NamePlace place);
  [[nodiscard]] std::size_t label_before(std::size_t at) const;
  [[nodiscard]] bool has_partial_name_of(const NameRun& run) const;
  [[nodiscard]] bool made_for_somebody_else() const;
  // name_signatures.cpp
  void signature_below(std::size_t line, const std::string& rule);
  bool signature_at(std::size_t at, const std::string& rule);
  [[nodiscard]] std::size_t first_word(const Span& line) const;
  void own_line(std::size_t line);
  void last_line();
  void line_ends_in_name(std::size_t line);
  void subject_line(const Line& line);
  [[nodiscard]] bool facts_near(const Span& line) const;

  static constexpr std::size_t most_candidates = 60;
  static constexpr std::size_t most_former_names = 8;

  const Evidence& evidence_;
  const std::string& text_;
  const Facts& facts_;
  NameReader reader_;
  std::vector<Span> contacts_;  // codes, phones and addresses, by position
  std::vector<NameCandidate> found_;
  std::vector<std::string> former_names_;
  std::vector<Span> former_spans_;
  std::vector<Span> relatives_;  // names after "my husband" where nobody is asked about but the sender
};

}  // namespace intake
