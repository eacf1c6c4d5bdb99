#include "rules/name_search.h"

#include <algorithm>

namespace intake {

namespace {

// How much text before and after a name is looked at for words that make it another person's.
constexpr std::size_t words_around = 48;  // bytes

constexpr std::size_t most_matches = 400;  // of one rule in one message: more is no letter

}  // namespace

NameSearch::NameSearch(const Evidence& evidence, const Facts& facts)
    : evidence_(evidence),
      text_(evidence.text.bytes()),
      facts_(facts),
      reader_(evidence, facts),
      starts_(evidence.rules.word_starts().in(text_)) {
  for (const auto* spans : {&facts.code.spans, &facts.phone.spans, &facts.address.spans}) {
    contacts_.insert(contacts_.end(), spans->begin(), spans->end());
  }
  std::sort(contacts_.begin(), contacts_.end(), [](const Span& a, const Span& b) { return a.begin < b.begin; });
}

std::vector<const Rule*> NameSearch::rules(std::string_view group) const {
  std::vector<const Rule*> out;
  for (const Rule& rule : evidence_.rules.group(group)) {
    const bool may_hold = rule.needs.empty() || std::any_of(rule.needs.begin(), rule.needs.end(),
                                                            [&](std::size_t need) { return starts_[need]; });
    if (may_hold) out.push_back(&rule);
  }
  return out;
}

void NameSearch::each_match(std::string_view group, const std::function<void(const Match&, const Rule&)>& visit) const {
  for (const Rule* rule : rules(group)) {
    std::size_t matches = 0;
    rule->pattern.each(text_, [&](const Match& match) {
      visit(match, *rule);
      return ++matches < most_matches;
    });
  }
}

void NameSearch::take(const NameRun& run, NamePlace place, const std::string& rule, NameOrder order) {
  if (run.empty() || full()) return;
  const auto overlaps = [&](const Span& span) { return span.overlaps(run.span); };
  if (std::any_of(former_spans_.begin(), former_spans_.end(), overlaps)) return;
  if (place > NamePlace::introduced && std::any_of(relatives_.begin(), relatives_.end(), overlaps)) return;
  const bool spoken = place == NamePlace::introduced || place == NamePlace::signature || place == NamePlace::in_prose;
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
