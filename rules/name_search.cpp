#include "rules/name_search.h"

#include <algorithm>

namespace intake {

namespace {

// How much text before and after a name is looked at for words that make it another person's.
constexpr std::size_t words_around = 48;  // bytes

constexpr std::size_t window_after = 120;  // bytes after a needed word in which a match may begin
constexpr std::size_t most_windows = 24;   // more places than this: one pass over the text is cheaper

constexpr std::size_t most_matches = 400;  // of one rule in one message: more is no letter

}  // namespace

NameSearch::NameSearch(const Evidence& evidence, const Facts& facts)
    : evidence_(evidence),
      text_(evidence.text.bytes()),
      facts_(facts),
      reader_(evidence, facts),
      starts_(evidence.rules.word_starts().size()) {
  evidence.rules.word_starts().each(text_, [&](std::size_t at, std::size_t number) { starts_[number].push_back(at); });
  for (const auto* spans : {&facts.code.spans, &facts.phone.spans, &facts.address.spans}) {
    contacts_.insert(contacts_.end(), spans->begin(), spans->end());
  }
  std::sort(contacts_.begin(), contacts_.end(), [](const Span& a, const Span& b) { return a.begin < b.begin; });
}

std::vector<const Rule*> NameSearch::rules(std::string_view group) const {
  std::vector<const Rule*> out;
  for (const Rule& rule : evidence_.rules.group(group)) {
    const auto there = [&](std::size_t need) { return !starts_[need].empty(); };
    if (rule.needs.empty() || std::any_of(rule.needs.begin(), rule.needs.end(), there)) out.push_back(&rule);
  }
  return out;
}

std::vector<std::size_t> NameSearch::places_of(const Rule& rule) const {
  std::vector<std::size_t> places;
  for (const std::size_t need : rule.needs) {
    for (const std::size_t at : starts_[need]) {
      if (places.size() <= most_windows) places.push_back(at);
    }
  }
  std::sort(places.begin(), places.end());
  return places;
}

void NameSearch::each_match(std::string_view group, const std::function<void(const Match&, const Rule&)>& visit) const {
  for (const Rule* rule : rules(group)) {
    const std::vector<std::size_t> places = places_of(*rule);
    if (!places.empty() && places.size() <= most_windows) {
      each_match_near(*rule, places, visit);
      continue;
    }
    std::size_t matches = 0;
    rule->pattern.each(text_, [&](const Match& match) {
      visit(match, *rule);
      return ++matches < most_matches;
    });
  }
}

// A rule that needs a word matches near it or nowhere: looking there only saves most of the time.
void NameSearch::each_match_near(const Rule& rule, const std::vector<std::size_t>& places,
                                 const std::function<void(const Match&, const Rule&)>& visit) const {
  std::size_t done = 0;
  for (const std::size_t place : places) {
    if (place < done) continue;
    std::size_t from = std::max(done, place > words_around ? place - words_around : 0);
    while (from < place && (static_cast<unsigned char>(text_[from]) & 0xC0U) == 0x80U) ++from;
    const std::size_t line_end = std::min(text_.find('\n', std::min(text_.size(), place + window_after)), text_.size());
    const auto match = rule.pattern.find(std::string_view(text_).substr(0, line_end), from);
    if (!match) continue;
    done = std::max(match->whole().end, place + 1);
    visit(*match, rule);
  }
}

void NameSearch::take(const NameRun& run, NamePlace place, const std::string& rule, NameOrder order) {
  if (run.empty() || full()) return;
  const auto overlaps = [&](const Span& span) { return span.overlaps(run.span); };
  if (std::any_of(former_spans_.begin(), former_spans_.end(), overlaps)) return;
  if (place > NamePlace::introduced && std::any_of(relatives_.begin(), relatives_.end(), overlaps)) return;
  const bool spoken = place == NamePlace::introduced || place == NamePlace::signature ||
                      place == NamePlace::half_signature || place == NamePlace::in_prose;
  const PersonName name = split_name(run.words, order, spoken, reader_.lexicon());
  if (!name.empty()) found_.push_back({place, name, run.span, rule});
}

std::string_view NameSearch::text_before(std::size_t at) const {
  std::size_t from = at > words_around ? at - words_around : 0;
  while (from < at && (static_cast<unsigned char>(text_[from]) & 0xC0U) == 0x80U) ++from;
  return std::string_view(text_).substr(from, at - from);
}

std::string_view NameSearch::text_after(std::size_t at) const {
  std::size_t to = std::min(text_.size(), at + words_around);
  while (to > at && to < text_.size() && (static_cast<unsigned char>(text_[to]) & 0xC0U) == 0x80U) --to;
  return std::string_view(text_).substr(at, to - at);
}

bool NameSearch::holds(std::string_view group, std::string_view text) const {
  const std::vector<const Rule*> all = rules(group);
  return std::any_of(all.begin(), all.end(), [&](const Rule* rule) { return rule->pattern.matches(text); });
}

bool NameSearch::is_other_person(const Span& span) const {
  return holds("name.other_before", text_before(span.begin)) || holds("name.other_after", text_after(span.end));
}

bool NameSearch::is_relative(const Span& span) const {
  return holds("name.relative_before", text_before(span.begin));
}

bool NameSearch::only_blank(std::size_t from, std::size_t to) const {
  return from >= to || text_.find_first_not_of(" \t*:_.-", from) >= to;
}

std::size_t NameSearch::next_full_line(std::size_t line) const {
  const auto& lines = evidence_.text.lines();
  std::size_t next = line + 1;
  while (next < lines.size() && only_blank(lines[next].span.begin, lines[next].span.end)) ++next;
  return next;
}

std::string_view NameSearch::rest_of_line(std::size_t from) const {
  return std::string_view(text_).substr(from, std::min(text_.find('\n', from), text_.size()) - from);
}

}  // namespace intake
