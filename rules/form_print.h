// What is printed on a form and was not chosen: a box without a mark, a label whose value is empty or "no".
// Rules about phrases must not take it for the sender's words. Looks at one line only; thread-safe; never fails.
#pragma once

#include <string_view>

#include "rules/text.h"

namespace intake {

// "[ ] logs", "( ) logs" and "\u2610 logs" are empty boxes, "[x] logs" and "\u2612 logs" marked ones.
enum class Box { none, empty, marked };

// What boxes `text` holds: marked where one of them is, empty where none is.
Box boxes_in(std::string_view text);

class FormPrint {
 public:
  explicit FormPrint(const Text& text) : text_(text) {}

  // The last box before `span` in its line: "[x] records [ ] logs" is told apart.
  [[nodiscard]] Box box(const Span& span) const;
  // Whether the words at `span` stand after an empty box, or are a label without a value ("Turvakielto: ei").
  [[nodiscard]] bool is_blank(const Span& span) const;

 private:
  const Text& text_;
};

}  // namespace intake
