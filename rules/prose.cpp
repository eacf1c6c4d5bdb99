#include "rules/prose.h"

#include <algorithm>

namespace intake {

namespace {

// A sentence longer than this is cut: text without any full stop must not become one huge sentence.
constexpr std::size_t longest_sentence = 1200;
// A clause is looked at no farther than this.
constexpr std::size_t longest_clause = 200;

bool is_blank(char c) {
  return c == ' ' || c == '\n';
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// "15.3." and "o.s." end in a full stop too: a sentence ends only after a word of three letters, a year or a bracket.
bool full_stop_ends(std::string_view text, std::size_t at) {
  if (at + 1 < text.size() && text[at + 1] != ' ' && text[at + 1] != '\n' && text[at + 1] != '.') return false;
  if (at >= 4 && std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at) - 4,
                             text.begin() + static_cast<std::ptrdiff_t>(at), is_digit)) {
    return true;
  }
  if (at < 3) return false;
  return std::none_of(text.begin() + static_cast<std::ptrdiff_t>(at) - 3,
                      text.begin() + static_cast<std::ptrdiff_t>(at),
                      [](char c) { return is_blank(c) || c == '.' || is_digit(c); });
}

bool ends_sentence(std::string_view text, std::size_t at) {
  const char c = text[at];
  return c == '!' || c == '?' || c == '\n' || (c == '.' && full_stop_ends(text, at));
}

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

}  // namespace

Prose::Prose(const Text& text, const RuleSet& rules) {
  join_lines(text.bytes());
  split_sentences();
  std::vector<std::size_t> ends(sentences_.size());
  std::transform(sentences_.begin(), sentences_.end(), ends.begin(), [](const Span& sentence) { return sentence.end; });
  places_ = rules.filter().of(bytes_, ends);
}

void Prose::join_lines(std::string_view text) {
  bytes_.reserve(text.size());
  std::size_t at = 0;
  while (at < text.size()) {
    if (!is_blank(text[at])) {
      bytes_.push_back(text[at++]);
      continue;
    }
    const std::size_t begin = at;
    int line_ends = 0;
    for (; at < text.size() && is_blank(text[at]); ++at) line_ends += text[at] == '\n' ? 1 : 0;
    bytes_.push_back(line_ends >= 2 ? '\n' : ' ');
    if (at - begin > 1) shifts_.emplace_back(bytes_.size(), at - bytes_.size());
  }
}

void Prose::split_sentences() {
  std::size_t begin = 0;
  for (std::size_t at = 0; at < bytes_.size(); ++at) {
    const bool in_letter = at + 1 < bytes_.size() && is_continuation(bytes_[at + 1]);
    const bool cut = at - begin >= longest_sentence && !in_letter;
    if (!cut && !ends_sentence(bytes_, at)) continue;
    sentences_.push_back({begin, at + 1});
    begin = at + 1;
  }
  if (begin < bytes_.size() || sentences_.empty()) sentences_.push_back({begin, bytes_.size()});
}

bool Prose::may_hold(const Rule& rule, const Span& window) const {
  const std::size_t place = places_.next(rule.number, sentence_of(window.begin));
  return place < sentences_.size() && (window.size() == 0 || sentences_[place].begin < window.end);
}

std::vector<Span> Prose::stretches_for(const Rule& rule) const {
  if (rule.wide && may_hold(rule)) return {{0, bytes_.size()}};
  return places_for(rule);
}

std::vector<Span> Prose::places_for(const Rule& rule) const {
  std::vector<Span> stretches;
  for (std::size_t i = places_.next(rule.number, 0); i < sentences_.size(); i = places_.next(rule.number, i + 1)) {
    const bool goes_on = !stretches.empty() && stretches.back().end == sentences_[i].begin;
    if (goes_on) stretches.back().end = sentences_[i].end;
    if (!goes_on) stretches.push_back(sentences_[i]);
  }
  return stretches;
}

std::string_view Prose::slice(const Span& span) const {
  return std::string_view(bytes_).substr(span.begin, span.size());
}

std::size_t Prose::source(std::size_t offset) const {
  const auto after = std::upper_bound(shifts_.begin(), shifts_.end(), offset,
                                      [](std::size_t at, const auto& shift) { return at < shift.first; });
  return after == shifts_.begin() ? offset : offset + std::prev(after)->second;
}

Span Prose::source(const Span& span) const {
  if (span.size() == 0) return {source(span.begin), source(span.begin)};
  return {source(span.begin), source(span.end - 1) + 1};
}

std::size_t Prose::sentence_of(std::size_t offset) const {
  const auto after = std::upper_bound(sentences_.begin(), sentences_.end(), offset,
                                      [](std::size_t at, const Span& sentence) { return at < sentence.begin; });
  return after == sentences_.begin() ? 0 : static_cast<std::size_t>(after - sentences_.begin()) - 1;
}

std::size_t Prose::clause_end(std::size_t offset) const {
  const std::size_t last = std::min(bytes_.size(), offset + longest_clause);
  std::size_t at = offset;
  while (at < last && !ends_sentence(bytes_, at) && bytes_[at] != ',' && bytes_[at] != ';' && bytes_[at] != ':') ++at;
  while (at < bytes_.size() && is_continuation(bytes_[at])) ++at;
  return at;
}

namespace {

// Matches within one window; false when `visit` has had enough.
bool each_hit_in(const Rule& rule, const Prose& prose, const Span& window,
                 const std::function<bool(const Hit&)>& visit) {
  bool going = true;
  rule.pattern.each(prose.slice(window), [&](const Match& match) {
    going = visit({{window.begin + match.whole().begin, window.begin + match.whole().end}, &rule});
    return going;
  });
  return going;
}

void sort_by_place(std::vector<Hit>& hits) {
  std::sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) { return a.span.begin < b.span.begin; });
}

}  // namespace

bool each_hit(const Rule& rule, const Prose& prose, const std::function<bool(const Hit&)>& visit) {
  for (const Span& stretch : prose.stretches_for(rule)) {
    if (!each_hit_in(rule, prose, stretch, visit)) return false;
  }
  return true;
}

std::vector<Hit> hits_of(const RuleSet& rules, std::string_view group, const Prose& prose) {
  std::vector<Hit> hits;
  for (const Rule& rule : rules.group(group)) {
    const std::size_t before = hits.size();
    each_hit(rule, prose, [&](const Hit& hit) {
      hits.push_back(hit);
      return hits.size() < before + most_hits;
    });
  }
  sort_by_place(hits);
  return hits;
}

std::vector<Hit> hits_of(const RuleSet& rules, std::string_view group, const Prose& prose, const Span& window) {
  std::vector<Hit> hits;
  for (const Rule& rule : rules.group(group)) {
    if (!prose.may_hold(rule, window)) continue;
    const std::size_t before = hits.size();
    each_hit_in(rule, prose, window, [&](const Hit& hit) {
      hits.push_back(hit);
      return hits.size() < before + most_hits;
    });
  }
  sort_by_place(hits);
  return hits;
}

bool overlaps_any(const std::vector<Hit>& hits, const Span& span) {
  return std::any_of(hits.begin(), hits.end(), [&](const Hit& hit) { return hit.span.overlaps(span); });
}

}  // namespace intake
