// Names in running text: introduced ("nimeni on"), announced ("X är mitt namn"), beside the identity code, phone or
// address, and the person for whom somebody else writes.
#include <algorithm>

#include "rules/fold.h"
#include "rules/name_search.h"
#include "rules/prose.h"

namespace intake {

namespace {

constexpr std::size_t most_looks = 200;  // places in prose where a name may stand: enough for any letter

}  // namespace

void NameSearch::find_introduced() {
  introductions("name.introduction");
  introductions("name.weak_introduction");
  announced();
}

void NameSearch::introductions(std::string_view group) {
  const bool weak = group == "name.weak_introduction";
  each_match(group, [&](const Match& match, const Rule& rule) {
    const Span start{match.whole().begin, match.whole().begin};
    if (full() || is_other_person(start) || is_relative(start)) return;
    std::size_t at = match.whole().end;
    while (at < text_.size() && (text_[at] == '\n' || text_[at] == ' ')) ++at;
    const NameRun run = reader_.at(at, Trust::introduced);
    if (weak && !reader_.case_blind() && !run.empty() && !starts_upper(run.words[0]) && !surely_a_name(run)) return;
    // "olen kotona" and "I'm Finnish" introduce nobody, "olen Virtanen" does.
    const bool surname = run.size() == 1 && !reader_.case_blind() && reader_.lexicon().of(run.words[0]).surname;
    const bool enough = run.size() >= 2 && !reader_.case_blind();
    if (run.empty() || (weak && !reader_.knows_first_name(run) && !enough && !surname)) return;
    if (!weak || reader_.credible(run)) take(run, NamePlace::introduced, rule.id);
  });
}

// "carola mattsson" in a message that has capitals elsewhere.
bool NameSearch::surely_a_name(const NameRun& run) {
  NameLexicon& lexicon = reader_.lexicon();
  return run.size() >= 2 && lexicon.of(run.words.front()).first_name &&
         (lexicon.of(run.words.back()).surname || has_surname_ending(fold_case(run.words.back())));
}

// "Folasade Grace Oyelaran is my name", "Sebastian Roos här alltså".
void NameSearch::announced() {
  each_match("name.announced", [&](const Match& match, const Rule& rule) {
    if (full()) return;
    const NameRun run = reader_.before(match.whole().begin);
    if (run.size() < 2) return announced_first_name(match.whole().begin, rule.id);
    if (is_other_person(run.span) || is_relative(run.span)) return;
    if (run.span.end + 2 >= match.whole().begin && reader_.credible(run)) take(run, NamePlace::introduced, rule.id);
  });
}

// "Moi! Kaisa tässä."
void NameSearch::announced_first_name(std::size_t end, const std::string& rule) {
  static const Pattern alone(R"((?:^|[.!?,\n]\h*)(\p{Lu}[\p{L}-]+)\h?$)", true);
  const std::string_view before = text_before(end);
  const auto match = alone.find(before);
  if (!match) return;
  const NameRun run = reader_.at(end - before.size() + match->groups[1].begin, Trust::none);
  // "Hi, Kwabena here": behind a greeting it is a name, known or not.
  static const Pattern greeting(R"(\b(?:hi|hello|hey|hei|moi|moikka|terve|hej|hejsan|hejssan|tja|tjena)[\h,!.]+$)");
  const bool greeted = greeting.matches(before.substr(0, match->groups[1].begin));
  if (run.size() == 1 && (greeted || reader_.knows_first_name(run))) take(run, NamePlace::half_signature, rule);
}

// "Reijo Tervo 260460-9770", "(041252-938X, Eero Syrjälä)", "Aaltonen Jesse, puh 044 2219087".
void NameSearch::find_beside_facts() {
  beside(facts_.code.spans, NamePlace::beside_code);
  beside(facts_.phone.spans, NamePlace::line_of_facts);
  beside(facts_.address.spans, NamePlace::line_of_facts);
}

void NameSearch::beside(const std::vector<Span>& spans, NamePlace place) {
  const bool code = place == NamePlace::beside_code;
  const auto good = [&](const NameRun& run) {
    return run.size() >= 2 && reader_.credible(run) && !is_other_person(run.span) && (code || !is_relative(run.span));
  };
  for (const Span& span : spans) {
    if (full()) return;
    const NameRun before = reader_.before(label_before(span.begin));
    // "Finnish SSN: 140785-..." is a label, not a name.
    const bool label =
        !before.empty() && rest_of_line(before.span.end).substr(0, 2).find(':') != std::string_view::npos;
    if (code && before.empty()) {
      // "casper holm 270500-932H" in a message that has capitals elsewhere.
      const NameRun small = reader_.before(label_before(span.begin), Trust::introduced);
      if (good(small) && reader_.knows_first_name(small)) take(small, place, "beside a fact");
    }
    if (good(before) && (!label || reader_.knows_first_name(before))) take(before, place, "beside a fact");
    const std::size_t after = text_.find_first_not_of(" ,(-/", span.end);
    if (!code || after == std::string::npos || text_[after] == '\n') continue;
    const NameRun behind = reader_.at(after, Trust::none);
    if (good(behind)) take(behind, place, "beside a fact");
  }
}

// The fact's own label between name and fact: "Kirsi Haapoja, hetu 230363-909U".
std::size_t NameSearch::label_before(std::size_t at) const {
  static const Pattern label(
      R"([\h,;:(-]*(?:(?:ja|och|and|å|&)\h)?(?:(?:mun|minun|oma|min|mitt|my|her|his|hänen|hans|hennes|finsk[at]?|finnish|suomalainen)\h){0,2}(?:hetu\w*|henkilö\w*|sotu\w*|s-tunnus|sosiaaliturva\w*|tunnu\w*|synt\.\h?tunnus|person\w*|beteckning\w*|signum|sotun|identity\hcode|(?:personal\h)?(?:identity\h)?(?:code|number)|id|pic|social\hsecurity(?:\hnumber)?|puh\w*|p|gsm|matkapuh\w*|nro|numero|tel\w*|tfn|mobil\w*|phone|mob|os|osoite|kotiosoite|address?|adress)?[\h:.]*(?:on|är|is)?[\h:(]*$)");
  const std::size_t line = evidence_.text.lines()[evidence_.text.line_of(at)].span.begin;
  constexpr std::size_t longest_label = 60;  // bytes
  std::size_t from = at > line + longest_label ? at - longest_label : line;
  while (from < at && (static_cast<unsigned char>(text_[from]) & 0xC0U) == 0x80U) ++from;
  const auto match = label.find(std::string_view(text_).substr(from, at - from));
  return match ? from + match->whole().begin : at;
}

// "My daughter Emma Sofia Virtanen": the person asked about, if the message is written for somebody else at all.
void NameSearch::find_persons() {
  std::vector<NameRun> persons;
  std::string id;
  each_match("name.person", [&](const Match& match, const Rule& rule) {
    if (persons.size() >= most_candidates) return;
    const NameRun run = reader_.at(match.whole().end, reader_.case_blind() ? Trust::introduced : Trust::none);
    if (run.size() < 2 || !reader_.credible(run)) return;
    persons.push_back(run);
    id = rule.id;
  });
  if (persons.empty()) return;
  const bool asked_about = made_for_somebody_else();
  for (const NameRun& run : persons) {
    if (asked_about)
      take(run, NamePlace::person_asked, id);
    else
      relatives_.push_back(run.span);
  }
}

bool NameSearch::has_partial_name_of(const NameRun& run) const {
  return std::any_of(found_.begin(), found_.end(), [&](const NameCandidate& one) {
    if (one.name.whole()) return false;
    const std::string part = fold_case(one.name.first_names + one.name.surname);
    return std::any_of(run.words.begin(), run.words.end(),
                       [&](const std::string& word) { return fold_case(word) == part; });
  });
}

// "Muut asiat: Henna Orvokki Tolonen, haluan ..." signed "Henna", or a name among facts where a sentence or list
// begins.
void NameSearch::find_in_prose() {
  static const Pattern two_capitals(R"((?<![\p{L}'-])\p{Lu}[\p{L}'-]+,? (?:\p{Ll}{2,3} )?(?=\p{Lu}))", true);
  static const Pattern start(R"((?:^|[.!?:(\n])\h*$)");
  static const Pattern end(R"(^\h*(?:$|\n|[.,;()\d]))");
  static const Pattern sentence(R"((?:^|[.!?:]\h|\n)\h*(?=\p{L}))");
  const bool blind = reader_.case_blind();
  std::size_t matches = 0;
  std::size_t done = 0;
  (blind ? sentence : two_capitals).each(text_, [&](const Match& match) {
    if (match.whole().begin < done) return true;
    const NameRun run = reader_.at(blind ? match.whole().end : match.whole().begin, Trust::none);
    done = run.span.end;
    if (run.size() >= 2 && reader_.knows_first_name(run) && !is_other_person(run.span) && !is_relative(run.span)) {
      const bool apart = start.matches(text_before(run.span.begin)) && end.matches(text_after(run.span.end));
      const bool listed = apart && (blind ? reader_.lexicon().of(run.words[0]).first_name : facts_near(run.span));
      if (listed || has_partial_name_of(run)) take(run, NamePlace::in_prose, "in prose");
    }
    return ++matches < most_looks && !full();
  });
}

bool NameSearch::made_for_somebody_else() const {
  const Prose& prose = evidence_.prose;
  const std::vector<Hit> hits = hits_of(evidence_.rules, "reason.on_behalf", prose);
  if (hits.empty()) return false;
  const std::vector<Hit> exceptions = hits_of(evidence_.rules, "reason.on_behalf.not", prose);
  return std::any_of(hits.begin(), hits.end(), [&](const Hit& hit) { return !overlaps_any(exceptions, hit.span); });
}

}  // namespace intake
