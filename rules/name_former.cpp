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
    if (holds("name.relative_before", before)) return true;
    const auto match = last_word.find(before);
    if (!match) return false;
    before = before.substr(0, match->whole().begin);
  }
  return false;
}

// Whose former name it is stands right before: "Maire Tellervo Toivakka, o.s. Niskala".
void NameSearch::keep_holder(std::size_t cue, const std::string& rule) {
  const NameRun holder = reader_.before(cue);
  if (holder.size() < 2) return keep_parted_holder(cue, rule);
  if (text_.find('\n', holder.span.end) < cue || cue > holder.span.end + 3) return;
  if (reader_.credible(holder) && !is_other_person(holder.span) && !is_relative(holder.span))
    take(holder, NamePlace::introduced, rule);
}

// "Muttilainen (ent. Laine) Sari Anneli": the surname before the brackets, the first names behind them.
void NameSearch::keep_parted_holder(std::size_t cue, const std::string& rule) {
  static const Pattern surname(R"((?:^|\s)(\p{Lu}[\p{L}'-]+)\h*[(]?$)", true);
  static const Pattern closing(R"(\G\h*[),]\h*)");
  const std::string_view before = text_before(cue);
  const auto word = surname.find(before);
  const auto end = closing.find(text_, former_spans_.back().end);
  if (!word || !end) return;
  const NameRun first = reader_.at(end->whole().end, Trust::none);
  const std::string last(before.substr(word->groups[1].begin, word->groups[1].size()));
  const WordKind& kind = reader_.lexicon().of(last);
  if (first.empty() || !reader_.lexicon().of(first.words[0]).first_name || kind.stop || kind.first_name) return;
  NameRun whole{{last}, {cue - before.size() + word->groups[1].begin, first.span.end}};
  whole.words.insert(whole.words.end(), first.words.begin(), first.words.end());
  const NameCandidate one{NamePlace::introduced,
                          split_name(whole.words, NameOrder::surname_first, false, reader_.lexicon()), whole.span,
                          rule};
  if (!full()) found_.push_back(one);
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
    const NameRun run = one_name(reader_.at(at, trust_of_former(at, sure && first)));
    const auto overlaps = [&](const Span& span) { return span.overlaps(run.span); };
    if (run.empty() || run.size() > most_words_of_former_name || !can_be_former(run, sure && first)) return;
    if (std::any_of(former_spans_.begin(), former_spans_.end(), overlaps)) return;
    former_spans_.push_back(run.span);
    const std::string& base = reader_.lexicon().of(run.words.front()).surname_of;
    former_names_.push_back(run.size() == 1 && !base.empty() && !reader_.credible(run) ? base : joined(run.words));
    auto next = inside_brackets(run.span.end) ? further_in_brackets.find(text_, run.span.end) : std::nullopt;
    if (!next) next = further.find(text_, run.span.end);
    if (!next) return;
    at = next->whole().end;
    first = false;
  }
}

// One former name of a run: up to a comma ("o.s. Laine, Sari Anneli"), of "Virtasesta Korhoseksi" the first.
NameRun NameSearch::one_name(NameRun run) {
  for (std::size_t i = 0; i + 1 < run.size(); ++i) {
    const WordKind& kind = reader_.lexicon().of(run.words[i]);
    if (run.words[i].back() != ',' && (kind.surname_of.empty() || kind.surname)) continue;
    const std::size_t next = reader_.begin_of_word(run, i + 1);
    run.words.resize(i + 1);
    run.span.end = next == 0 ? run.span.end : text_.find_last_not_of(" ,/\t", next - 1) + 1;
    break;
  }
  return run;
}

// Behind a clear mark, or in brackets, any capitalised word is the name: "(ent. Kääriä)".
Trust NameSearch::trust_of_former(std::size_t at, bool sure) const {
  if (starts_upper(std::string_view(text_).substr(at, 4)) && (sure || inside_brackets(at))) return Trust::labelled;
  if (reader_.case_blind()) return Trust::labelled;
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
  if (kind.first_name && !kind.surname) return false;
  if (reader_.case_blind() && !kind.surname && !has_surname_ending(fold_case(run.words.back()))) return false;
  if (run.size() == 1 && evidence_.rules.has_word("address.locality", run.words.front()) && !kind.surname &&
      !inside_brackets(run.span.begin))
    return false;
  return reader_.credible(run) || inside_brackets(run.span.begin) || kind.ordinary || kind.place ||
         !kind.surname_of.empty();
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
