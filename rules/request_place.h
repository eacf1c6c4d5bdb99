// Where a phrase stands that names records: whether its place alone makes it an answer, a heading or print of a form.
// Used by request.cpp only. Each looks at one line or sentence; thread-safe; never fails.
#pragma once

#include "rules/prose.h"
#include "rules/text.h"

namespace intake {

// Marks of a sentence that tells something ("were", "kirjoitti"): with one, a phrase is no answer by itself.
using Tellings = std::vector<Hit>;

class RequestPlace {
 public:
  RequestPlace(const Text& text, const Prose& prose) : text_(text), prose_(prose) {}

  // "Mina uppgifter:" and "Uppgifter om mig själv:" open a list of the sender's own particulars.
  [[nodiscard]] bool is_heading(const Span& object) const;
  // Inside a bracket that opens with "esim.", "t.ex.", "e.g.": printed on a form.
  [[nodiscard]] bool is_example(const Span& object) const;
  [[nodiscard]] bool in_subject(const Span& object) const;
  // A sentence, or what follows its colon, that is little but the object.
  [[nodiscard]] bool is_whole_sentence(const Span& object, const Span& sentence, const Tellings& tellings) const;
  // A line that is little but the object, numbered or among short lines: a list without labels or verbs.
  [[nodiscard]] bool is_line_of_list(const Span& object, const Tellings& tellings) const;
  // The same between commas: "Maija Meikäläinen, 2015, kaikki tietoni".
  [[nodiscard]] bool is_between_commas(const Span& object, const Span& sentence, const Tellings& tellings) const;

 private:
  [[nodiscard]] bool is_little_more(const Span& object, const Span& whole, const Tellings& tellings) const;

  const Text& text_;
  const Prose& prose_;
};

}  // namespace intake
