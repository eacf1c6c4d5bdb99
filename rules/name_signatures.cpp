// Names that stand by themselves: below "Terveisin", on the last line, on a line of their own among other facts, in the
// Subject.
#include <algorithm>

#include "rules/fold.h"
#include "rules/name_search.h"

namespace intake {

namespace {

constexpr std::size_t lines_after_closing = 4;      // how far below "Terveisin" a signature may stand
constexpr std::size_t longest_signature_line = 80;  // bytes; longer ones are prose
constexpr std::size_t lines_of_end = 3;             // the last lines of a message, where one ends in the writer's name
constexpr std::size_t longest_addition = 16;        // bytes: "Terveisin äiti"
constexpr std::size_t near = 120;                   // bytes: about three lines

}  // namespace

void NameSearch::find_signatures() {
  each_match("name.closing", [&](const Match& match, const Rule& rule) {
    if (full()) return;
    const std::size_t at = match.whole().end;
    const std::size_t line = evidence_.text.line_of(at);
    if (evidence_.text.lines()[line].role == Role::subject) return;
    if (!signature_at(at, rule.id) && rest_of_line(at).size() <= longest_addition) signature_below(line, rule.id);
  });
}

// A name right at `at`; in lower case only one that is known.
bool NameSearch::signature_at(std::size_t at, const std::string& rule) {
  const std::size_t start = text_.find_first_not_of(" \t-/~*_", at);
  if (start == std::string::npos || text_[start] == '\n') return false;
  const NameRun run = reader_.at(start, Trust::introduced);
  if (run.empty() || rest_of_line(run.span.end).substr(0, 1) == ":") return false;
  if (!starts_upper(run.words.front()) && !reader_.knows_first_name(run)) return false;
  const bool whole = run.size() >= 2 && reader_.knows_first_name(run);
  take(run, whole ? NamePlace::signature : NamePlace::half_signature, rule);
  return true;
}

void NameSearch::signature_below(std::size_t line, const std::string& rule) {
  const auto& lines = evidence_.text.lines();
  for (std::size_t below = line + 1; below < lines.size() && below <= line + lines_after_closing; ++below) {
    if (lines[below].block != lines[line].block || lines[below].span.size() > longest_signature_line) return;
    if (signature_at(lines[below].span.begin, rule)) return;
  }
}

void NameSearch::find_own_lines() {
  const auto& lines = evidence_.text.lines();
  for (std::size_t i = 0; i < lines.size() && !full(); ++i) {
    if (lines[i].role == Role::subject)
      subject_line(lines[i]);
    else
      own_line(i);
  }
  last_line();
}

// Where the first word of a line begins, behind bullets, numbers and dashes; npos where none is near.
std::size_t NameSearch::first_word(const Span& line) const {
  constexpr std::size_t longest_mark = 12;  // bytes: "  * 12) "
  const std::size_t stop = std::min(line.end, line.begin + longest_mark);
  std::size_t at = line.begin;
  while (at < stop && (std::string_view(" \t*>-~/.)").find(text_[at]) != std::string_view::npos ||
                       (text_[at] >= '0' && text_[at] <= '9')))
    ++at;
  const bool lettered = at + 2 < stop && text_[at + 1] == ')' && text_[at + 2] == ' ';
  if (lettered) at += 3;  // "a) Antti Eemeli Hakkarainen"
  static const Pattern symbols(R"(\G[•\p{So}\h]+)");
  const bool other = at < stop && (static_cast<unsigned char>(text_[at]) & 0xE0U) == 0xE0U;
  if (const auto match = other ? symbols.find(text_, at) : std::nullopt) at = match->whole().end;
  return at < line.end ? at : std::string::npos;
}

// A line that begins with a name and holds nothing else, or other facts after it.
void NameSearch::own_line(std::size_t line) {
  static const Pattern capitals(R"(^\p{Lu}[\p{L}.'-]*,?\h{1,2}(?:\p{Ll}{1,3}\h){0,2}\p{Lu}|^\p{Ll}{1,3}\h\p{Lu})",
                                true);
  static const Pattern only_words(R"(^[\p{L}'-]++(?:,?\h[\p{L}'-]++){1,3}\h*$)");
  static const Pattern end(R"(^\h*(?:$|[,.(\t;/|\d!]|-\h|o\.\h?s|os\.|f\.\h?d|ent\.|née|s\.|synt|hetu))");
  const Span span = evidence_.text.lines()[line].span;
  const std::size_t at = first_word(span);
  if (at == std::string::npos) return;
  const std::string_view rest = rest_of_line(at);
  const bool capital = capitals.matches(rest);
  const bool facts = (capital || rest.size() <= longest_signature_line) && facts_near(span);
  // "nea alina jokela" alone among facts, in a message that has capitals elsewhere.
  if (!capital && !reader_.case_blind() && (!facts || !only_words.matches(rest))) return;
  // In a message of capitals only they say nothing: there a line of a few words among facts is looked at as one
  // without.
  const bool short_line =
      facts && reader_.case_blind() && only_words.matches(rest.substr(0, rest.find_last_not_of(" .") + 1));
  const NameRun run = reader_.at(at, capital && !short_line ? Trust::none : Trust::introduced);
  if (run.size() < 2 || !end.matches(rest_of_line(run.span.end)) || is_other_person(run.span) || is_relative(run.span))
    return;
  if (!capital && !reader_.case_blind() && !only_blank(run.span.end, span.end)) return;
  if (reader_.credible(run) || (facts && run.size() <= 4))
    take(run, facts ? NamePlace::line_of_facts : NamePlace::own_line, "line of its own");
}

// The last line of a block that is one name: "Minna", "// Tove".
void NameSearch::last_line() {
  static const Pattern only_name(R"(^[\h/~*_-]*(\p{L}[\p{L}'-]*)[\h.!:)(;,-]*$)");
  const auto& lines = evidence_.text.lines();
  std::size_t last = lines.size();
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].role != Role::subject && !only_blank(lines[i].span.begin, lines[i].span.end)) last = i;
    const bool block_ends = i + 1 >= lines.size() || lines[i + 1].block != lines[i].block;
    if (!block_ends || last >= lines.size() || full()) continue;
    for (std::size_t back = 0; back < lines_of_end && back <= last && lines[last - back].block == lines[i].block;
         ++back) {
      line_ends_in_name(last - back);
    }
    const auto match = only_name.find(evidence_.text.line_text(last));
    if (!match) continue;
    const NameRun run = reader_.at(lines[last].span.begin + match->groups[1].begin, Trust::none);
    if (run.size() == 1 && reader_.lexicon().of(run.words[0]).name()) take(run, NamePlace::half_signature, "last line");
  }
}

// One of the last lines ends in a name, whatever greeting stands before it: "Jään odottamaan, Eeva Mattila", "xx Jane
// Doe".
void NameSearch::line_ends_in_name(std::size_t line) {
  static const Pattern apart(R"((?:^|[.!?,;:)*~-])\h*$)");
  constexpr std::size_t longest_greeting = 32;  // bytes
  const Span span = evidence_.text.lines()[line].span;
  const std::size_t end = text_.find_last_not_of(" \t.!*)", span.end == 0 ? 0 : span.end - 1);
  if (end == std::string::npos || end < span.begin) return;
  NameRun run = reader_.before(end + 1);
  if (run.size() > 2 && is_initial(run.words.front())) {  // "T. Sari Muttilainen" is a greeting and a name
    run.span.begin = reader_.begin_of_word(run, 1);
    run.words.erase(run.words.begin());
  }
  if (run.size() < 2 || run.span.begin < span.begin || !reader_.knows_first_name(run)) return;
  const std::string_view before = std::string_view(text_).substr(span.begin, run.span.begin - span.begin);
  static const Pattern second_name(R"((?:\b(?:ja|och|and|sekä|samt)|&)\h+$)");
  if (second_name.matches(before)) return;
  if (before.size() > longest_greeting && !apart.matches(before)) return;
  if (!is_other_person(run.span) && !is_relative(run.span)) take(run, NamePlace::signature, "end of the message");
}

// "Vastaamon potilastietoni 2019 / Ojala Sini Maaria 250996-947P": a run that holds a known first name.
void NameSearch::subject_line(const Line& line) {
  std::size_t at = line.span.begin;
  while (at < line.span.end && !full()) {
    const NameRun run =
        starts_upper(rest_of_line(at).substr(0, 4)) || reader_.case_blind() ? reader_.at(at, Trust::none) : NameRun{};
    if (run.size() >= 2 && reader_.knows_first_name(run) && !is_other_person(run.span))
      take(run, NamePlace::subject, "subject");
    const std::size_t next = text_.find_first_of(" \t,:;/(-", std::max(at, run.empty() ? at : run.span.end));
    if (next == std::string::npos) return;
    at = next + 1;
  }
}

// A code, phone number or address in this line or the few around it.
bool NameSearch::facts_near(const Span& line) const {
  const Span window{line.begin > near ? line.begin - near : 0, line.end + near};
  auto fact = std::lower_bound(contacts_.begin(), contacts_.end(), window.begin,
                               [](const Span& a, std::size_t at) { return a.begin < at; });
  if (fact != contacts_.begin() && std::prev(fact)->overlaps(window)) return true;
  return fact != contacts_.end() && fact->begin < window.end;
}

}  // namespace intake
