#include "rules/form_print.h"

#include <algorithm>
#include <array>

#include "rules/fold.h"

namespace intake {

namespace {

struct BoxMark {
  std::string_view bytes;
  Box box;
};

// Marks as people type them and as word processors and PDF forms print them.
constexpr auto box_marks = std::to_array<BoxMark>({
    {"[ ]", Box::empty},     {"[]", Box::empty},      {"[_]", Box::empty},     {"( )", Box::empty},
    {"()", Box::empty},      {"\u2610", Box::empty},  {"\u25A1", Box::empty},  {"\u25CB", Box::empty},
    {"\u274F", Box::empty},  {"\u25FB", Box::empty},  {"[x]", Box::marked},    {"[X]", Box::marked},
    {"(x)", Box::marked},    {"(X)", Box::marked},    {"[v]", Box::marked},    {"[*]", Box::marked},
    {"(*)", Box::marked},    {"\u2611", Box::marked}, {"\u2612", Box::marked}, {"\u2714", Box::marked},
    {"\u2713", Box::marked}, {"\u25A0", Box::marked}, {"\u25CF", Box::marked},
});

// A label is short, and little stands between its words and the colon.
constexpr std::size_t longest_rest_of_label = 60;
// A box stands no farther before its words in their line.
constexpr std::size_t box_reach = 400;

bool says_no(std::string_view value) {
  static constexpr auto noes =
      std::to_array<std::string_view>({"ei", "nej", "no", "ei ole", "en", "inte", "none", "n/a", "ingen", "nej tack"});
  constexpr std::size_t longest = 40;  // bytes: the longest no with blanks and marks around it
  if (value.size() > longest) value = value.substr(0, longest);
  const std::string folded = fold_case(trim(value));
  return std::find(noes.begin(), noes.end(), folded) != noes.end();
}

// "Turvakielto:" and "Kyllä" on the next line.
bool answered_below(const Text& text, std::size_t line) {
  static constexpr auto yeses = std::to_array<std::string_view>({"kyllä", "on", "ja", "yes", "joo", "x", "minulla on"});
  if (line + 1 >= text.lines().size()) return false;
  const std::string below = fold_case(trim(text.line_text(line + 1)));
  return std::find(yeses.begin(), yeses.end(), below) != yeses.end();
}

}  // namespace

Box boxes_in(std::string_view text) {
  Box found = Box::none;
  for (const BoxMark& mark : box_marks) {
    if (text.find(mark.bytes) == std::string_view::npos) continue;
    if (mark.box == Box::marked) return Box::marked;
    found = Box::empty;
  }
  return found;
}

Box FormPrint::box(const Span& span) const {
  const Span line = text_.lines().at(text_.line_of(span.begin)).span;
  const std::size_t from = std::max(line.begin, span.begin > box_reach ? span.begin - box_reach : 0);
  const std::string_view before = text_.slice({from, span.begin});
  Box box = Box::none;
  std::size_t last = 0;
  for (const BoxMark& mark : box_marks) {
    const std::size_t at = before.rfind(mark.bytes);
    if (at == std::string_view::npos || (box != Box::none && at < last)) continue;
    box = mark.box;
    last = at;
  }
  return box;
}

bool FormPrint::is_blank(const Span& span) const {
  if (box(span) == Box::empty) return true;
  const Span line = text_.lines().at(text_.line_of(span.begin)).span;
  const std::string_view rest = text_.slice({std::min(span.end, line.end), line.end});
  const std::size_t colon = rest.substr(0, longest_rest_of_label).find_first_of(":\t.!?,;");
  if (colon == std::string_view::npos || (rest[colon] != ':' && rest[colon] != '\t')) return false;
  const std::string_view value = rest.substr(colon + 1);
  if (says_no(value)) return true;
  // "My son's records:" opens a list; a single word with nothing behind it is a label.
  const bool one_word = text_.slice(span).find(' ') == std::string_view::npos;
  return one_word && trim(value).empty() && !answered_below(text_, text_.line_of(span.begin));
}

}  // namespace intake
