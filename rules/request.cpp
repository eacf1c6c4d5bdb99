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
#include "rules/request_place.h"

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
// Objects weighed in one message: a letter names a dozen.
constexpr std::size_t most_objects = 1000;
// A label of a form is short.
constexpr std::size_t longest_label = 90;

// What stands around an object: the marks of its sentence.
struct Sentence {
  Span span;
  std::vector<Hit> procedure;  // asks how or when, to the end of the clause
  std::vector<Hit> verbs;
  std::vector<Hit> bare;
  std::vector<Hit> story;
  Tellings tellings;
};

std::size_t distance(const Span& a, const Span& b) {
  if (a.overlaps(b)) return 0;
  return a.end <= b.begin ? b.begin - a.end : a.begin - b.end;
}

class RequestFinder {
 public:
  RequestFinder(const Evidence& evidence, Facts& facts)
      : evidence_(evidence),
        facts_(facts),
        fact_(facts.request),
        prose_(evidence.prose),
        form_(evidence.text),
        place_(evidence.text, prose_) {}

  void run() {
    find_in_labels();
    for (const bool own_language : {true, false}) find_objects(own_language);
    find_asks();
    find_things();
    if (facts_.code.given() && facts_.provider.given()) find_named();
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
      if (fact_.given() || weighed_ >= most_objects) return;
      if ((rule.language == facts_.language) != own_language || !prose_.may_hold(rule)) continue;
      each_hit(rule, prose_, [&](const Hit& object) {
        weigh(object);
        return !fact_.given() && ++weighed_ < most_objects;
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

  // Things that only a later word asks for: "Terapeutti piti vihkoa. Saisinko sen?"
  void find_things() {
    if (fact_.given()) return;
    for (const Hit& thing : hits_of(evidence_.rules, "request.thing", prose_)) {
      if (asked_later(thing.span)) return take(prose_.source(thing.span), thing.rule->id, "asked for afterwards");
      lose(thing, "not asked for");
    }
  }

  // With the sender's code and a provider the message asks, and records that it names at all are what it asks for
  // ("His notes would mean much to me"), unless something is told of them.
  void find_named() {
    for (const Rule& rule : evidence_.rules.group("request.object")) {
      if (fact_.given() || weighed_ >= 2 * most_objects) return;
      if (rule.language != facts_.language || !prose_.may_hold(rule)) continue;
      each_hit(rule, prose_, [&](const Hit& object) {
        if (is_named(object.span)) take(prose_.source(object.span), object.rule->id, "named in a request");
        return !fact_.given() && ++weighed_ < 2 * most_objects;
      });
    }
  }

  [[nodiscard]] bool is_named(const Span& object) {
    const Sentence& sentence = sentence_at(object.begin);
    if (form_.box(prose_.source(object)) != Box::none || place_.is_heading(object) || place_.is_example(object))
      return false;
    return sentence.tellings.empty() && !is_story(object) && !overlaps_any(sentence.procedure, object);
  }

  void weigh(const Hit& object) {
    const Box box = form_.box(prose_.source(object.span));
    if (box == Box::empty) return lose(object, "box without a mark");
    if (place_.is_heading(object.span)) return lose(object, "heading of the sender's own particulars");
    if (place_.is_example(object.span)) return lose(object, "example in a form");
    if (overlaps_any(sentence_at(object.span.begin).procedure, object.span)) return lose(object, "asks how or when");
    if (place_.in_subject(object.span) && !is_story(object.span)) {
      return take(prose_.source(object.span), object.rule->id, "in the Subject");
    }
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
    sentence.story = in_own_language("request.not_asked", sentence.span);
    sentence.tellings = in_own_language("request.telling", sentence.span);
    for (const Hit& verb : hits_of(rules, "request.verb", prose_, sentence.span)) {
      if (!overlaps_any(sentence.procedure, verb.span) && !overlaps_any(sentence.bare, verb.span)) {
        sentence.verbs.push_back(verb);
      }
    }
  }

  // Short words of one language are others in the next: "alla" is "below" in Finnish and "all" in Swedish.
  [[nodiscard]] std::vector<Hit> in_own_language(const char* group, const Span& window) const {
    std::vector<Hit> hits = hits_of(evidence_.rules, group, prose_, window);
    if (facts_.language == Language::und) return hits;
    std::erase_if(hits, [&](const Hit& hit) { return hit.rule->language != facts_.language; });
    return hits;
  }

  // An object that nobody names but to ask for it: "all records about me".
  static bool asks_by_itself(const Rule& rule) {
    const std::size_t slash = rule.id.find('/');
    return rule.id.compare(slash == std::string::npos ? 0 : slash + 1, 6, "whole-") == 0;
  }

  [[nodiscard]] bool is_story(const Span& object) {
    const std::vector<Hit>& story = sentence_at(object.begin).story;
    return std::any_of(story.begin(), story.end(),
                       [&](const Hit& hit) { return distance(hit.span, object) <= story_reach; });
  }

  [[nodiscard]] bool asked_for(const Hit& wanted) {
    const Span& object = wanted.span;
    const Sentence& sentence = sentence_at(object.begin);
    const bool story = is_story(object);
    if (!story && asks_by_itself(*wanted.rule)) return true;
    for (const Hit& verb : sentence.verbs) {
      const std::size_t gap = distance(verb.span, object);
      if (!story && gap <= verb_reach) return true;
      if (story && verb.span.end <= object.begin && gap <= direct_reach) return true;
    }
    return !story && (named_by_bare(object, sentence) || stands_alone(object, sentence) || asked_later(object));
  }

  // Between commas only where the message is a request anyway, by its identity code.
  [[nodiscard]] bool stands_alone(const Span& object, const Sentence& sentence) const {
    return place_.is_whole_sentence(object, sentence.span, sentence.tellings) ||
           place_.is_line_of_list(object, sentence.tellings) ||
           (facts_.code.given() && place_.is_between_commas(object, sentence.span, sentence.tellings));
  }

  // "Begäran om uppgifter som gäller mina besök", "omien tietojen pyyntö".
  static bool named_by_bare(const Span& object, const Sentence& sentence) {
    const auto names_it = [&](const Hit& bare) {
      const bool after = bare.span.begin <= object.begin;
      return distance(bare.span, object) <= (after ? bare_reach_after : bare_reach_before);
    };
    return std::any_of(sentence.bare.begin(), sentence.bare.end(), names_it);
  }

  // "Terapeutti kirjoitti muistiinpanoja. Haluaisin ne itselleni." Also behind it in its own sentence.
  [[nodiscard]] bool asked_later(const Span& object) {
    constexpr std::size_t sentences_on = 1;
    const std::size_t index = prose_.sentence_of(object.begin);
    const std::size_t end = std::min(prose_.sentences().size(), index + 1 + sentences_on);
    if (is_story(object) || overlaps_any(sentence_at(object.begin).procedure, object)) return false;
    for (std::size_t i = index; i < end; ++i) {
      const Span& sentence = prose_.sentences()[i];
      const Span rest = {std::max(sentence.begin, std::min(object.end, sentence.end)), sentence.end};
      const std::vector<Hit> asks = hits_of(evidence_.rules, "request.again", prose_, rest);
      if (asks.empty()) continue;
      return !overlaps_any(sentence_at(sentence.begin).procedure, asks.front().span);
    }
    return false;
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

  [[nodiscard]] bool is_label(std::string_view label) const { return evidence_.holds("request.label", label); }

  // "Asia: Vastaamo 2015" names the provider, and no records.
  [[nodiscard]] bool names_provider_only(const Span& value) const {
    std::string rest(evidence_.text.slice(value));
    const std::vector<Span>& names = facts_.provider.spans;
    auto name = std::lower_bound(names.begin(), names.end(), value.begin,
                                 [](const Span& one, std::size_t at) { return one.end <= at; });
    for (; name != names.end() && name->begin < value.end; ++name) {
      for (std::size_t i = std::max(name->begin, value.begin); i < std::min(name->end, value.end); ++i) {
        rest[i - value.begin] = ' ';
      }
    }
    return rest != evidence_.text.slice(value) && !has_letters(rest);
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
      const bool printed = boxes_in(below) == Box::empty;
      if (!printed && (cell ? says_what(lines[i].span) : holds_object(lines[i].span)))
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
    if (names_provider_only(span)) return false;
    return !evidence_.holds("request.bare", value) && !evidence_.holds("request.about_records", value);
  }

  [[nodiscard]] bool holds_object(const Span& span) const {
    return evidence_.holds("request.object", evidence_.text.slice(span));
  }

  void note_bare() {
    for (const Hit& bare : hits_of(evidence_.rules, "request.bare", prose_)) lose(bare, "does not say which data");
  }

  const Evidence& evidence_;
  const Facts& facts_;
  RequestFact& fact_;
  const Prose& prose_;
  FormPrint form_;
  RequestPlace place_;
  std::size_t weighed_ = 0;
  std::map<std::size_t, Sentence> sentences_;  // read when an object stands in one
};

}  // namespace

void find_request(const Evidence& evidence, Facts& facts) {
  RequestFinder(evidence, facts).run();
}

}  // namespace intake
