// What of a message's text the cases need, without its words: the case tokens that stand in it, and a digest that is
// the same when the sender sends the same text again, whatever the mail program made of blanks and line ends. Made
// where the message is read. Pure function, thread-safe, linear in the text.
#pragma once

#include <string>
#include <vector>

#include "parser/document.h"

namespace intake {

struct MessageMarks {
  std::vector<std::string> tokens;  // in the text, the Subject and quoted text included; at most most_tokens
  std::string text_digest;          // 32 hexadecimal digits over the sender's own text; empty where there is hardly any
};

MessageMarks marks_of(const Document& document);

// Of the form that marks_of gives.
bool are_marks(const MessageMarks& marks);

}  // namespace intake
