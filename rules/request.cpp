// Finds whether the message says which data are asked for ("kaikki minua koskevat tiedot"), or only that it is a data
// request. An object ("my session notes") counts where the sender asks: a verb of asking in its sentence, the Subject,
// the value of a form's label, or a sentence that is nothing but the object. Stories and how-to questions do not count.
#include <algorithm>
#include <map>
#include <optional>

#include "rules/finders.h"
#include "rules/fold.h"
#include "rules/form_print.h"
#include "rules/prose.h"

namespace intake {

namespace {

// A verb of asking reaches this far within its sentence (bytes): longer than any clause between "I want" and its
// object.
constexpr std::size_t verb_reach = 420;
// "Data request" names its object directly: "begäran om uppgifter som gäller mina ...", "omien tietojen pyyntö".
constexpr std::size_t bare_reach_after = 70;
constexpr std::size_t bare_reach_before = 12;
// What makes an object part of a story stands right after it ("my notes were stolen").
constexpr std::size_t story_reach = 70;
// A verb this close before the object asks for it whatever follows ("send me the notes that were stolen").
constexpr std::size_t direct_reach = 60;
// A sentence that is nothing but the object: little before it, and not much after it.
constexpr std::size_t ellipsis_before = 26;
constexpr std::size_t ellipsis_after = 70;
// A label of a form is short.
constexpr std::size_t longest_label = 90;

// What stands around an object: the marks of its sentence.
struct Sentence {
  Span span;
  std::vector<Hit> procedure;  // asks how or when, to the end of the clause
  std::vector<Hit> verbs;
  std::vector<Hit> bare;
  std::vector<Hit> story;
};

std::size_t distance(const Span& a, const Span& b) {
  if (a.overlaps(b)) return 0;
  return a.end <= b.begin ? b.begin - a.end : a.begin - b.end;
}

class RequestFinder {
 public:
  RequestFinder(const Evidence& evidence, Language language, RequestFact& fact)
      : evidence_(evidence),
        language_(language),
        fact_(fact),
        prose_(evidence.text, evidence.rules),
        form_(evidence.text) {}

  void run() {
    find_in_labels();
    for (const bool own_language : {true, false}) find_objects(own_language);
    find_asks();
    if (!fact_.given()) note_bare();
  }

 private:
  void take(const Span& span, const std::string& rule, const char* why) {
    fact_.status = ItemStatus::given;
    fact_.candidates.push_back({span, rule, true, why});
  }

  void lose(const Hit& hit, const char* why) {
    constexpr std::size_t most_candidates = 20;  // `explain` shows a person what was weighed: nobody reads more
    if (fact_.candidates.size() >= most_candidates) return;
    fact_.candidates.push_back({prose_.source(hit.span), hit.rule->id, false, why});
  }

  // Rules of the writer's language first: they nearly always decide, and the others need not be run.
  void find_objects(bool own_language) {
    for (const Rule& rule : evidence_.rules.group("request.object")) {
      if (fact_.given()) return;
      if ((rule.language == language_) != own_language || !prose_.may_hold(rule)) continue;
      each_hit(rule, prose_, [&](const Hit& object) {
        weigh(object);
        return !fact_.given();
      });
    }
  }

  // Phrases that ask and say what in one: "what data do you hold on me?"
  void find_asks() {
    if (fact_.given()) return;
    for (const Hit& ask : hits_of(evidence_.rules, "request.asks", prose_)) {
      if (fact_.given()) return;
      if (overlaps_any(sentence_at(ask.span.begin).procedure, ask.span)) {
        lose(ask, "asks how or when");
      } else {
        take(prose_.source(ask.span), ask.rule->id, "");
      }
    }
  }

  void weigh(const Hit& object) {
    const Box box = form_.box(prose_.source(object.span));
    if (box == Box::empty) return lose(object, "box without a mark");
    if (is_heading(object.span)) return lose(object, "heading of the sender's own particulars");
    if (is_example(object.span)) return lose(object, "example in a form");
    if (overlaps_any(sentence_at(object.span.begin).procedure, object.span)) return lose(object, "asks how or when");
    if (in_subject(object.span)) return take(prose_.source(object.span), object.rule->id, "in the Subject");
    if (box == Box::marked) return take(prose_.source(object.span), object.rule->id, "marked box");
    if (asked_for(object)) return take(prose_.source(object.span), object.rule->id, "");
    lose(object, "not asked for");
  }

  const Sentence& sentence_at(std::size_t offset) {
    const std::size_t index = prose_.sentence_of(offset);
    const auto [place, is_new] = sentences_.try_emplace(index);
    if (is_new) read_sentence(index, place->second);
    return place->second;
  }

  void read_sentence(std::size_t index, Sentence& sentence) {
    const RuleSet& rules = evidence_.rules;
    sentence.span = prose_.sentences()[index];
    for (const char* group : {"purpose.how_to", "purpose.status", "purpose.archiving"}) {
      for (Hit hit : hits_of(rules, group, prose_, sentence.span)) {
        hit.span.end = std::max(hit.span.end, prose_.clause_end(hit.span.end));
        sentence.procedure.push_back(hit);
      }
    }
    const std::vector<Hit> negated = hits_of(rules, "request.negated", prose_, sentence.span);
    sentence.procedure.insert(sentence.procedure.end(), negated.begin(), negated.end());
    sentence.bare = hits_of(rules, "request.bare", prose_, sentence.span);
    sentence.story = hits_of(rules, "request.not_asked", prose_, sentence.span);
    for (const Hit& verb : hits_of(rules, "request.verb", prose_, sentence.span)) {
      if (!overlaps_any(sentence.procedure, verb.span) && !overlaps_any(sentence.bare, verb.span)) {
        sentence.verbs.push_back(verb);
      }
    }
  }

  // An object that nobody names but to ask for it: "all records about me".
  static bool asks_by_itself(const Rule& rule) {
    const std::size_t slash = rule.id.find('/');
    return rule.id.compare(slash == std::string::npos ? 0 : slash + 1, 6, "whole-") == 0;
  }

  [[nodiscard]] bool asked_for(const Hit& wanted) {
    const Span& object = wanted.span;
    const Sentence& sentence = sentence_at(object.begin);
    const bool story = std::any_of(sentence.story.begin(), sentence.story.end(),
                                   [&](const Hit& hit) { return distance(hit.span, object) <= story_reach; });
    if (!story && asks_by_itself(*wanted.rule)) return true;
    for (const Hit& verb : sentence.verbs) {
      const std::size_t gap = distance(verb.span, object);
      if (!story && gap <= verb_reach) return true;
      if (story && verb.span.end <= object.begin && gap <= direct_reach) return true;
    }
    return !story && (named_by_bare(object, sentence) || is_whole_sentence(object, sentence.span) ||
                      asked_next(object) || is_line_of_list(object));
  }

  // "Begäran om uppgifter som gäller mina besök", "omien tietojen pyyntö".
  static bool named_by_bare(const Span& object, const Sentence& sentence) {
    const auto names_it = [&](const Hit& bare) {
      const bool after = bare.span.begin <= object.begin;
      return distance(bare.span, object) <= (after ? bare_reach_after : bare_reach_before);
    };
    return std::any_of(sentence.bare.begin(), sentence.bare.end(), names_it);
  }

  // "Terapeutti kirjoitti muistiinpanoja. Haluaisin ne itselleni."
  [[nodiscard]] bool asked_next(const Span& object) const {
    const std::size_t next = prose_.sentence_of(object.begin) + 1;
    return next < prose_.sentences().size() &&
           !hits_of(evidence_.rules, "request.again", prose_, prose_.sentences()[next]).empty();
  }

  [[nodiscard]] bool is_whole_sentence(const Span& object, const Span& sentence) const {
    return object.begin - sentence.begin <= ellipsis_before &&
           sentence.end - std::min(sentence.end, object.end) <= ellipsis_after;
  }

  // A line that is little but the object, among short lines: a list without labels or verbs.
  [[nodiscard]] bool is_line_of_list(const Span& object) const {
    constexpr std::size_t longest_line = 64;  // bytes; lines of running text are longer
    constexpr std::size_t most_before = 12;   // "3) " or "- kaikki "
    const Text& text = evidence_.text;
    const Span place = prose_.source(object);
    const std::size_t index = text.line_of(place.begin);
    const auto short_line = [&](std::size_t i) {
      return i >= text.lines().size() || text.lines()[i].span.size() <= longest_line;
    };
    return place.begin - text.lines()[index].span.begin <= most_before && short_line(index) && short_line(index + 1) &&
           (index == 0 || short_line(index - 1));
  }

  // "Mina uppgifter:" and "Uppgifter om mig själv:" open a list of the sender's own particulars.
  [[nodiscard]] bool is_heading(const Span& object) const {
    constexpr std::size_t one_word = 12;  // bytes between the object and the colon that ends its line
    const std::string& bytes = prose_.bytes();
    const std::size_t next = bytes.find_first_not_of(' ', object.end);
    if (next != std::string::npos && (bytes[next] == ':' || bytes[next] == '*')) return true;
    const Text& text = evidence_.text;
    const Span place = prose_.source(object);
    const std::size_t line_end = text.lines()[text.line_of(place.begin)].span.end;
    return place.end < line_end && line_end - place.end <= one_word && text.bytes()[line_end - 1] == ':';
  }

  // Inside a bracket that opens with "esim.", "t.ex.", "e.g.": printed on a form.
  [[nodiscard]] bool is_example(const Span& object) const {
    constexpr std::size_t bracket_reach = 60;
    const std::size_t first = object.begin > bracket_reach ? object.begin - bracket_reach : 0;
    const std::string before = fold_case(prose_.slice({first, object.begin}));
    const std::size_t open = before.rfind('(');
    if (open == std::string::npos || before.find(')', open) != std::string::npos) return false;
    for (const char* word : {"(esim", "(t.ex", "(t. ex", "(till ex", "(e.g", "(for ex", "(kuten", "(such as"}) {
      if (before.compare(open, std::string_view(word).size(), word) == 0) return true;
    }
    return false;
  }

  [[nodiscard]] bool in_subject(const Span& object) const {
    const Text& text = evidence_.text;
    return text.lines().at(text.line_of(prose_.source(object).begin)).role == Role::subject;
  }

  // --- forms: a label in one cell or before a colon, its value after it or below it ---

  void find_in_labels() {
    const Text& text = evidence_.text;
    for (std::size_t i = 0; i < text.lines().size() && !fact_.given(); ++i) {
      const std::optional<Span> rest = after_label(text.lines()[i].span);
      if (rest) weigh_value(i, *rest);
    }
  }

  // Where `line` is "label<tab or colon or dots>rest", the rest (perhaps empty) if the label is one of ours.
  [[nodiscard]] std::optional<Span> after_label(const Span& line) const {
    const std::string_view bytes = evidence_.text.slice(line);
    const std::size_t stop = std::min(bytes.size(), longest_label);
    std::size_t cut = std::min(bytes.find_first_of(":\t"), bytes.find(" . "));
    cut = std::min({cut, bytes.find(".."), bytes.find(" = ")});
    if (cut > stop) cut = bytes.size() <= longest_label ? bytes.size() : std::string_view::npos;
    if (cut == std::string_view::npos || cut < 2) return std::nullopt;
    if (!is_label(bytes.substr(0, cut))) return std::nullopt;
    return Span{line.begin + cut, line.end};
  }

  [[nodiscard]] bool is_label(std::string_view label) const {
    for (const Rule& rule : evidence_.rules.group("request.label")) {
      if (rule.pattern.matches(label)) return true;
    }
    return false;
  }

  void weigh_value(std::size_t line, const Span& rest) {
    if (says_what(rest)) return take(rest, "label", "value of a label");
    if (has_letters(evidence_.text.slice(rest))) return;
    // The value may stand below its label; there it must be an object to count, or it could be the next label.
    const auto& lines = evidence_.text.lines();
    constexpr std::size_t lines_below = 3;
    for (std::size_t i = line + 1; i < lines.size() && i <= line + lines_below; ++i) {
      const std::string_view below = evidence_.text.slice(lines[i].span);
      if (trim(below).empty()) continue;
      if (lines[i].block != lines[line].block) return;
      const bool cell = below.front() == '\t';
      if (cell ? says_what(lines[i].span) : holds_object(lines[i].span))
        take(lines[i].span, "label", "value below a label");
      return;
    }
  }

  static bool has_letters(std::string_view value) {
    return std::any_of(value.begin(), value.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (static_cast<unsigned char>(c) & 0x80U) != 0;
    });
  }

  // Any words count but those that only say "data request", or nothing.
  [[nodiscard]] bool says_what(const Span& span) const {
    const std::string_view value = trim(evidence_.text.slice(span));
    constexpr std::size_t shortest_value = 3;
    if (value.size() < shortest_value || !has_letters(value)) return false;
    const Box boxes = boxes_in(evidence_.text.slice(span));
    if (boxes != Box::none) return boxes == Box::marked;
    if (holds_object(span)) return true;
    const auto empty_words = [&](const Rule& rule) { return rule.pattern.matches(value); };
    const auto& bare = evidence_.rules.group("request.bare");
    const auto& about = evidence_.rules.group("request.about_records");
    return std::none_of(bare.begin(), bare.end(), empty_words) && std::none_of(about.begin(), about.end(), empty_words);
  }

  [[nodiscard]] bool holds_object(const Span& span) const {
    const std::string_view value = evidence_.text.slice(span);
    const auto& objects = evidence_.rules.group("request.object");
    return std::any_of(objects.begin(), objects.end(), [&](const Rule& rule) { return rule.pattern.matches(value); });
  }

  void note_bare() {
    for (const Hit& bare : hits_of(evidence_.rules, "request.bare", prose_)) lose(bare, "does not say which data");
  }

  const Evidence& evidence_;
  const Language language_;
  RequestFact& fact_;
  Prose prose_;
  FormPrint form_;
  std::map<std::size_t, Sentence> sentences_;  // read when an object stands in one
};

}  // namespace

void find_request(const Evidence& evidence, Facts& facts) {
  RequestFinder(evidence, facts.language, facts.request).run();
}

}  // namespace intake
