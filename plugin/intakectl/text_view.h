// How `intakectl explain` shows text of a message: as it is, or, without --show-values, by its shape alone: every
// letter an x (X for a capital), every digit a 0, so that a report can be passed on without a personal word in it. And
// where a place of the evidence lies: block, line, column. Pure functions; text must be valid UTF-8.
#pragma once

#include <string>
#include <string_view>

#include "rules/text.h"

namespace intake {

class TextView {
 public:
  TextView(const Document& document, bool show_values)
      : text_(document), document_(document), show_values_(show_values) {}

  // The text, or its shape.
  [[nodiscard]] std::string shown(std::string_view text) const;
  // "body 12:5": the block's role, line and column in it, both from 1; the column in characters.
  [[nodiscard]] std::string place(const Span& span) const;
  // The place with a few words around it, marked: "nimeni on [Maija Meikalainen], ja asun".
  [[nodiscard]] std::string around(const Span& span) const;

 private:
  Text text_;
  const Document& document_;
  bool show_values_;
};

std::string_view name_of(Role role);

}  // namespace intake
