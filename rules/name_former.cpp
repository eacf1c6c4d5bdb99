// Former names, and names that a newer one replaced ("Virtanen, nykyään Korhonen"): kept apart, never the surname.
#include <algorithm>

#include "rules/fold.h"
#include "rules/name_search.h"

namespace intake {

namespace {

constexpr std::size_t most_words_of_former_name = 4;

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  out.erase(std::remove(out.begin(), out.end(), ','), out.end());
  return out;
}

}  // namespace

void NameSearch::find_former_names() {
  former_after("name.former", true);
  former_after("name.weak_former", false);
  each_match("name.former_before", [&](const Match& match, const Rule&) { keep_former_before(match.whole().begin); });
  find_now_called();
}

void NameSearch::former_after(std::string_view group, bool sure) {
  each_match(group, [&](const Match& match, const Rule& rule) {
    if (is_of_relative(match.whole().begin)) return;
    const std::size_t kept = former_names_.size();
    keep_former(match.whole().end, sure);
    if (former_names_.size() > kept) keep_holder(match.whole().begin, rule.id);
  });
}

// "Puolisoni Aune, o.s. Pulli": the former name of somebody else.
bool NameSearch::is_of_relative(std::size_t cue) const {
  static const Pattern last_word(R"(\p{Lu}[\p{L}'-]+[\h,(]*$)", true);
  std::string_view before = text_before(cue);
  for (int words = 0; words < 4; ++words) {
    const auto match = last_word.find(before);
    if (!match) return false;
    before = before.substr(0, match->whole().begin);
    if (holds("name.relative_before", before)) return true;
  }
  return false;
}

// Whose former name it is stands right before: "Maire Tellervo Toivakka, o.s. Niskala".
void NameSearch::keep_holder(std::size_t cue, const std::string& rule) {
  const NameRun holder = reader_.before(cue);
  if (holder.size() < 2 || text_.find('\n', holder.span.end) < cue || cue > holder.span.end + 3) return;
  if (reader_.credible(holder) && !is_other_person(holder.span) && !is_relative(holder.span))
    take(holder, NamePlace::introduced, rule);
}

// The names that begin at `at`: "Mäkelä ja Laakso", "född Åkerblom, senare Dahl", in brackets with more words between
// them.
void NameSearch::keep_former(std::size_t at, bool sure) {
  static const Pattern further(
      R"(\G(?:\h(?:ja|sekä|och|and|&|sitten|senare|then|later)|\h?[,/])\h?(?:(?:sitten|sittemmin|senare|därefter|then|later|myöh\.|myöhemmin|ent\.|ja|född|och|and|sedan|före\hdet|sitä\hennen)\h)*(?=\p{L}))");
  static const Pattern further_in_brackets(
      R"(\G(?:\h(?:ja|sekä|och|and|&)|\h?[,;/])\h?(?:(?:\p{Ll}+\.?|\d{4})\h){0,5}(?=\p{Lu}))", true);
  bool first = true;
  while (former_names_.size() < most_former_names) {
    const NameRun run = reader_.at(at, trust_of_former(at, sure && first));
    const auto overlaps = [&](const Span& span) { return span.overlaps(run.span); };
    if (run.empty() || run.size() > most_words_of_former_name || !can_be_former(run, sure && first)) return;
    if (std::any_of(former_spans_.begin(), former_spans_.end(), overlaps)) return;
    former_spans_.push_back(run.span);
    former_names_.push_back(joined(run.words));
    auto next = further.find(text_, run.span.end);
    if (!next && inside_brackets(run.span.end)) next = further_in_brackets.find(text_, run.span.end);
    if (!next) return;
    at = next->whole().end;
    first = false;
  }
}

// Behind a clear mark, or in brackets, any capitalised word is the name: "(ent. Kääriä)".
Trust NameSearch::trust_of_former(std::size_t at, bool sure) const {
  if (starts_upper(std::string_view(text_).substr(at, 4)) && (sure || inside_brackets(at))) return Trust::labelled;
  return sure ? Trust::introduced : Trust::none;
}

bool NameSearch::inside_brackets(std::size_t at) const {
  const std::string_view before = text_before(at);
  const std::size_t open = before.rfind('(');
  return open != std::string_view::npos && before.find(')', open) == std::string_view::npos;
}

// "os." is also an address, "född" a place of birth, "aiemmin" anything.
bool NameSearch::can_be_former(const NameRun& run, bool sure) {
  static const Pattern number(R"(^\h\d{1,4}(?!\d|[-+]))");
  if (number.matches(rest_of_line(run.span.end)) || rest_of_line(run.span.end).substr(0, 1) == ":") return false;
  if (sure) return true;
  if (is_other_person(run.span)) return false;
  if (!starts_upper(run.words.front()) && !reader_.case_blind()) return false;
  const WordKind& kind = reader_.lexicon().of(run.words.back());
  if (run.size() == 1 && evidence_.rules.has_word("address.locality", run.words.front()) && !kind.surname &&
      !inside_brackets(run.span.begin))
    return false;
  return reader_.credible(run) || inside_brackets(run.span.begin) || kind.ordinary || kind.place;
}

// "(Öhman innan jag gifte mig)"
void NameSearch::keep_former_before(std::size_t end) {
  static const Pattern word(R"((?:^|[\h(,])(\p{Lu}[\p{L}'-]+)\h*$)", true);
  const NameRun run = reader_.before(end);
  if (run.size() >= 2 && run.span.end + 2 >= end) return keep_former(run.span.begin, false);
  const auto match = word.find(text_before(end));
  if (match) keep_former(end - text_before(end).size() + match->groups[1].begin, false);
}

// "Maija Virtanen, nykyään Korhonen": the name before the mark is the former one.
void NameSearch::find_now_called() {
  each_match("name.now", [&](const Match& match, const Rule& rule) {
    if (full()) return;
    const NameRun now = reader_.at(match.whole().end, Trust::none);
    const bool former = std::any_of(former_spans_.begin(), former_spans_.end(),
                                    [&](const Span& span) { return span.overlaps(now.span); });
    if (now.empty() || former || !can_be_former(now, false)) return;
    const NameRun before = reader_.before(match.whole().begin);
    const PersonName old = split_name(before.words, NameOrder::unknown, false, reader_.lexicon());
    const bool joins = before.span.end + 3 >= match.whole().begin && old.whole();
    if (now.size() >= 2) {
      take(now, NamePlace::now_called, rule.id);
      if (joins) keep_former(before.span.begin, false);
    } else if (joins && !reader_.lexicon().of(now.words[0]).first_name) {
      found_.push_back({NamePlace::now_called, {now.words[0], old.first_names, true}, now.span, rule.id});
      former_names_.push_back(old.surname);
      former_spans_.push_back(before.span);
    }
  });
}

}  // namespace intake
