// Step 3: answers that the sender typed into the mailbox's quoted list of questions. Marked by nothing but their place
// and shape: behind a label of the list, or on a line right under a question. Everything else of the quote stays the
// mailbox's, above all Kela's own phone numbers and addresses, and its examples. Pure functions; a reader per quote,
// not shared.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "parser/answer_shapes.h"

namespace intake {

// What a line of our list asks for; `several` when it names more than one item.
Question question_of(std::string_view line);

// "Henkilötunnus\t150385-912E": the answer under the label that the rules know, in the language of the question. The
// years of a longer answer come on a line of their own.
std::string labelled_answer(Question question, std::string_view question_line, std::string_view answer);

// Reads the lines of one mailbox quote in order.
class AnswerFinder {
 public:
  // The sender's words in this line of the quote as lines for the rules, or empty when the line is the mailbox's.
  std::string answer_in(std::string_view line);

 private:
  std::optional<std::string> answer_in_question(std::string_view line);
  std::string answer_below(Question above, std::string_view line, bool item) const;
  void open(Question asked, std::string_view line);

  bool in_list_ = false;            // a question has been seen and no greeting since
  Question open_ = Question::none;  // question of the line above
  std::string open_line_;
  bool open_wrapped_ = false;  // it is as long as a wrapped line, so that it may go on below
};

}  // namespace intake
