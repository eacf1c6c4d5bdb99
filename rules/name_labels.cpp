// Names after the labels of forms and lists: on the same line, in the next cell, on the line below, in the cell below.
#include <algorithm>

#include "rules/fold.h"
#include "rules/name_search.h"

namespace intake {

namespace {

constexpr std::size_t lines_to_value = 3;  // how far below its label a value may stand

}  // namespace

void NameSearch::find_labelled() {
  labels("name.person_label", NameOrder::unknown, NamePlace::person_asked);
  labelled_parts();
  labels("name.surname_first_label", NameOrder::surname_first, NamePlace::labelled);
  labels("name.first_names_first_label", NameOrder::first_names_first, NamePlace::labelled);
  labels("name.label", NameOrder::unknown, NamePlace::labelled);
}

void NameSearch::labels(std::string_view group, NameOrder order, NamePlace place) {
  each_match(group, [&](const Match& match, const Rule& rule) {
    if (full()) return;
    const NameRun value = value_after(match.whole().end, match.whole().begin);
    take(value, place, rule.id, order);
    keep_former_beside(value, match.whole());
  });
}

// "Nimi (myös entiset): Eeva Mattila (Laine)"
void NameSearch::keep_former_beside(const NameRun& value, const Span& label) {
  static const Pattern asks(R"(entis|aiem|aikaisem|tidigare|former|previous|maiden)");
  static const Pattern next(R"(\G\h*[(,/]\h*)");
  if (value.empty() || !asks.matches(evidence_.text.slice(label))) return;
  if (const auto mark = next.find(text_, value.span.end)) keep_former(mark->whole().end, false);
}

// The value of a label that ends at `at`. A word with a colon behind it is the next label, and the form is empty.
NameRun NameSearch::value_after(std::size_t at, std::size_t label_begin) {
  const auto& lines = evidence_.text.lines();
  const std::size_t line = evidence_.text.line_of(at);
  if (only_blank(at, lines[line].span.end)) {
    const std::size_t below = next_full_line(line);
    if (below >= lines.size() || below > line + lines_to_value || lines[below].block != lines[line].block) return {};
    at = text_.find_first_not_of(" \t", lines[below].span.begin);
    const NameRun run = reader_.at(at, Trust::introduced);
    return run.empty() || rest_of_line(run.span.end).substr(0, 2).find_first_of(":=") != std::string_view::npos
               ? NameRun{}
               : run;
  }
  const NameRun run = reader_.at(at, Trust::labelled);
  // "Name: prefer not to say": in small letters a name must be known, or be the whole of the value.
  const bool small = !run.empty() && !starts_upper(run.words.front()) && !reader_.case_blind();
  const bool whole_value = run.size() >= 2 && only_blank(run.span.end, lines[line].span.end);
  if (small && !reader_.knows_name(run) && !whole_value) return {};
  const bool next_label = !run.empty() && rest_of_line(run.span.end).substr(0, 2).find(':') != std::string_view::npos;
  return run.empty() || next_label ? value_in_cell_below(label_begin) : run;
}

// A row of labels above a row of values: the cell with the same number.
NameRun NameSearch::value_in_cell_below(std::size_t label_begin) {
  const auto& lines = evidence_.text.lines();
  const std::size_t line = evidence_.text.line_of(label_begin + (text_[label_begin] == '\t' ? 1U : 0U));
  const std::string_view labels_row = evidence_.text.line_text(line);
  if (line + 1 >= lines.size() || labels_row.find('\t') == std::string_view::npos) return {};
  const auto column = std::count(
      labels_row.begin(),
      labels_row.begin() +
          static_cast<std::ptrdiff_t>(std::max(label_begin + 1, lines[line].span.begin) - lines[line].span.begin),
      '\t');
  std::size_t cell = lines[line + 1].span.begin;
  for (std::ptrdiff_t i = 0; i < column; ++i) {
    const std::size_t tab = text_.find('\t', cell);
    if (tab == std::string::npos || tab >= lines[line + 1].span.end) return {};
    cell = tab + 1;
  }
  return reader_.at(cell, Trust::labelled);
}

// Surname and first names under labels of their own; one of them alone is half a name.
void NameSearch::labelled_parts() {
  const NameRun surname = part_after("name.surname_label");
  NameRun first = part_after("name.first_names_label");
  // "Name(s): Jorge Ignacio" beside "Surnames: Zamora Montalbán".
  if (first.empty() && !surname.empty()) first = part_after("name.label");
  if (first.words == surname.words) first.words.clear();
  if (surname.empty() && first.empty()) return;
  PersonName name;
  for (const std::string& word : surname.words) name.surname += (name.surname.empty() ? "" : " ") + word;
  for (const std::string& word : first.words) name.first_names += (name.first_names.empty() ? "" : " ") + word;
  name.certain_order = true;
  found_.push_back({NamePlace::labelled, name, first.empty() ? surname.span : first.span, "surname and first names"});
}

NameRun NameSearch::part_after(std::string_view group) {
  for (const Rule* rule : evidence_.possible(group)) {
    NameRun value;
    rule->pattern.each(text_, [&](const Match& match) {
      value = value_after(match.whole().end, match.whole().begin);
      if (value.empty()) value = any_words(match.whole().end);
      keep_former_beside(value, match.whole());
      return value.empty();
    });
    if (!value.empty()) return value;
  }
  return {};
}

// After its own label a word need not look like a name.
NameRun NameSearch::any_words(std::size_t at) const {
  static const Pattern word(R"(\G[\h]{0,2}(\p{Lu}[\p{L}'-]*)(?!\p{L}|\h?:))");
  NameRun run{{}, {at, at}};
  while (run.size() < 4) {
    const auto match = word.find(text_, run.span.end);
    if (!match || evidence_.rules.has_word("name.not_a_name", evidence_.text.slice(match->groups[1]))) break;
    run.words.emplace_back(evidence_.text.slice(match->groups[1]));
    run.span.end = match->groups[1].end;
  }
  return run;
}

}  // namespace intake
