// Step 3: answers that the sender typed into the mailbox's quoted list of questions. Marked by nothing but their shape:
// a label of the list with a value behind it, or a line of the right shape right under a question. Everything else of
// the quote stays the mailbox's, above all Kela's own phone numbers and addresses. Pure functions; a reader per quote,
// not shared.
#pragma once

#include <string>
#include <string_view>

namespace intake {

enum class Question { none, name, code, phone, address, years, several };

// What a line of our list asks for; `several` when it names more than one item.
Question question_of(std::string_view line);

// "Henkilötunnus\t150385-912E": the answer under the label that the rules know, in the language of the question.
std::string labelled_answer(Question question, std::string_view question_line, std::string_view answer);

// Reads the lines of one mailbox quote in order.
class AnswerFinder {
 public:
  // The sender's words in this line of the quote as a line for the rules, or empty when the line is the mailbox's.
  std::string answer_in(std::string_view line);

 private:
  std::string answer_to_label(std::string_view line, Question asked);
  bool in_list_ = false;            // a question has been seen and no greeting since
  Question open_ = Question::none;  // question of the line above
  std::string open_line_;
};

}  // namespace intake
