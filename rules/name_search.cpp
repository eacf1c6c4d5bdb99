#include "rules/name_search.h"

#include <algorithm>

namespace intake {

namespace {

// How much text before and after a name is looked at for words that make it another person's.
constexpr std::size_t words_around = 48;  // bytes

// How much text before and behind the sentence of a required word its match may take in (bytes).
constexpr std::size_t before_word = 48;
constexpr std::size_t behind_word = 120;
constexpr std::size_t rest_of_a_line = 400;  // and so much more to the end of the line

constexpr std::size_t most_matches = 400;  // of one rule in one message: more is no letter

}  // namespace

NameSearch::NameSearch(const Evidence& evidence, const Facts& facts)
    : evidence_(evidence), text_(evidence.text.bytes()), facts_(facts), reader_(evidence, facts) {
  for (const auto* spans : {&facts.code.spans, &facts.phone.spans, &facts.address.spans}) {
    contacts_.insert(contacts_.end(), spans->begin(), spans->end());
  }
  std::sort(contacts_.begin(), contacts_.end(), [](const Span& a, const Span& b) { return a.begin < b.begin; });
}

// A rule is tried near the words that it requires; what it matches may begin before them and end behind them.
void NameSearch::each_match(std::string_view group, const std::function<void(const Match&, const Rule&)>& visit) const {
  for (const Rule* rule : evidence_.possible(group)) {
    std::size_t matches = 0;
    std::size_t done = 0;
    for (const Span& place : evidence_.prose.places_for(*rule)) {
      const Span near = around(evidence_.prose.source(place));
      const std::string_view text = std::string_view(text_).substr(0, near.end);
      for (done = std::max(done, near.begin); done < near.end && matches < most_matches; ++matches) {
        const auto match = rule->pattern.find(text, done);
        if (!match) break;
        visit(*match, *rule);
        done = match->whole().end + (match->whole().size() == 0 ? 1U : 0U);
        while (is_continuation(done)) ++done;
      }
    }
  }
}

// With some text before, and behind to the end of a line.
Span NameSearch::around(const Span& place) const {
  std::size_t from = place.begin > before_word ? place.begin - before_word : 0;
  while (is_continuation(from)) ++from;
  const std::size_t behind = std::min(text_.size(), place.end + behind_word);
  std::size_t to = std::min({text_.find('\n', behind), behind + rest_of_a_line, text_.size()});
  while (is_continuation(to)) ++to;
  return {from, to};
}

bool NameSearch::is_continuation(std::size_t at) const {
  return at < text_.size() && (static_cast<unsigned char>(text_[at]) & 0xC0U) == 0x80U;
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
  return evidence_.holds(group, text);
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
