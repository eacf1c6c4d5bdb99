// Step 3: what an answer typed into the mailbox's quoted list looks like, per question, and what only the mailbox
// writes there: its own contacts, its examples, its explanations to the reader. Pure functions, linear in the line.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace intake {

// What a line of the list asks for: `words` an answer in free words (which records, whose); `several` more than one
// item.
enum class Question { none, name, code, phone, address, years, words, several };

// Without blanks and marks at the ends.
std::string_view trimmed_answer(std::string_view text, std::string_view noise = " \t*_");

// Whether `answer`, set off from its label, has the form that the question wants and is not the mailbox's own text.
bool is_answer(Question question, std::string_view answer);

// A line under a question without any label: only the plainest forms. `wrapped`: the question may go on in this line.
bool is_answer_line(Question asked, std::string_view line, bool wrapped);

// Where an answer begins that one blank parts from its question, at or after `from`; npos when none does.
std::size_t answer_start(Question asked, std::string_view line, std::size_t from);

// Six digits, a sign and three more, but not the specimen that letters show as an example.
bool is_code_shape(std::string_view text);

// "esimerkiksi", "t.ex.", "for example"; small letters.
bool has_example_mark(std::string_view folded);

// The mailbox's own contacts never belong to the sender; small letters.
bool is_own_contact(std::string_view folded);

}  // namespace intake
