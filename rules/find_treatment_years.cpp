// Finds the years of treatment: of the years written in the text those that a label, or the nearest cue in their
// sentence, makes years of care.
#include <algorithm>
#include <limits>
#include <set>

#include "rules/finders.h"
#include "rules/year_mentions.h"

namespace intake {

namespace {

constexpr std::size_t clause_penalty = 25;  // a comma or conjunction between cue and year counts like so many bytes
constexpr std::size_t subordinate_penalty = 150;  // bytes: the same for a conjunction of time behind the year
constexpr std::size_t short_sentence = 120;       // bytes: a sentence about the one before is no longer
constexpr std::size_t lines_to_label = 3;         // a label may stand so many lines above its value
constexpr std::size_t longest_list = 40;          // lines of dates below a label
constexpr std::size_t line_reach = 300;           // bytes before a year in its line that may hold its label
constexpr std::size_t longest_fact = 400;         // bytes of a line that holds nothing but years, or one date
constexpr std::size_t far = std::numeric_limits<std::size_t>::max();

constexpr std::size_t records_handicap =
    20;                                  // bytes: so much nearer must a word of records be than one of something else
constexpr std::size_t right_beside = 3;  // bytes: "Vastaamosta (2017)"
constexpr std::size_t elsewhere = 60;    // bytes: a word of the breach so far off speaks of another clause

// How a cue speaks: of care given, of something else, of the data breach, or only of a provider and its records.
enum class Sense { care, other, breach, records };

struct Cue {
  Span span;
  Sense sense;
};

// From a year to the nearest cue of each sense in its sentence.
struct Distances {
  std::size_t care = far;
  std::size_t other = far;
  std::size_t breach = far;
  std::size_t records = far;

  std::size_t& of(Sense sense) {
    if (sense == Sense::care) return care;
    if (sense == Sense::records) return records;
    return sense == Sense::other ? other : breach;
  }
  [[nodiscard]] bool of_something_else() const {
    const bool named_elsewhere = records <= right_beside && breach > elsewhere;
    if (breach != far && breach <= care && !named_elsewhere) return true;
    const std::size_t as_care = std::min(care, records == far ? far : records + records_handicap);
    return other != far && other <= as_care;
  }
  // Words of records vouch for years of the provider only: they stand beside the date of the letter too.
  [[nodiscard]] bool of_care(bool plausible) const { return care != far || (plausible && records != far); }
};

class YearFinder {
 public:
  YearFinder(const Evidence& evidence, Facts& facts)
      : evidence_(evidence), text_(evidence.text.bytes()), facts_(facts), fact_(facts.years) {}

  void run() {
    const std::vector<YearMention> mentions = find_year_mentions(evidence_, taken());
    weigh(mentions);
    if (!mentions.empty() && !fact_.given()) weigh_with_hints(mentions);
  }

 private:
  void weigh(const std::vector<YearMention>& mentions) {
    std::vector<const YearMention*> of_care;
    for (const YearMention& mention : mentions) {
      const char* why = why_not(mention);
      fact_.candidates.push_back({mention.span, "year", why == nullptr, why == nullptr ? "" : why});
      if (why == nullptr) of_care.push_back(&mention);
    }
    if (hints_ && of_care.empty()) add_vague(mentions, of_care);
    keep_plausible(of_care);
  }

  // Where no year was found, words count that only point to the provider named elsewhere ("I was there", "they helped
  // me"): they stand near other years too, so they are no help where a better word is.
  void weigh_with_hints(const std::vector<YearMention>& mentions) {
    const YearFact without = fact_;
    fact_ = {};
    hints_ = true;
    cues_of_ = {};
    weigh(mentions);
    if (!fact_.given()) fact_ = without;
  }

  std::string_view slice(const Span& span) const { return evidence_.text.slice(span); }

  std::vector<Span> taken() const {
    std::vector<Span> spans = facts_.code.spans;
    spans.insert(spans.end(), facts_.phone.spans.begin(), facts_.phone.spans.end());
    spans.insert(spans.end(), facts_.address.spans.begin(), facts_.address.spans.end());
    return spans;
  }

  // Null where the year is one of care; else why it is not.
  const char* why_not(const YearMention& mention) {
    if (is_negated(mention)) return "a year of no care";
    if (labelled(mention)) return nullptr;
    if (is_letter_date(mention)) return "the letter's own date";
    if (is_at_another_provider(mention.span)) return "another provider's";
    const Span sentence = sentence_of(mention.span);
    const Distances near = distances(sentence, mention.span);
    if (near.of_something_else()) return that_year(mention.span, sentence) ? nullptr : "something else's year";
    if (near.of_care(is_plausible(mention))) return nullptr;
    if (stands_alone(mention) || about_the_sentence_before(sentence)) return nullptr;
    return that_year(mention.span, sentence) ? nullptr : "no word of care near it";
  }

  // "Vuosi taisi olla 2011.": of what, only the rest of the message says, and it names a provider and no other years.
  void add_vague(const std::vector<YearMention>& mentions, std::vector<const YearMention*>& of_care) {
    if (!facts_.provider.given()) return;
    for (std::size_t i = 0; i < mentions.size(); ++i) {
      if (mentions[i].full_date || !is_plausible(mentions[i]) || !is_vague(mentions[i])) continue;
      fact_.candidates[i] = {mentions[i].span, "year", true, ""};
      of_care.push_back(&mentions[i]);
    }
  }

  bool is_vague(const YearMention& mention) {
    const Span sentence = sentence_of(mention.span);
    if (sentence.size() > short_sentence || is_negated(mention) || is_letter_date(mention)) return false;
    const Distances near = distances(sentence, mention.span);
    if (near.other != far || near.breach != far) return false;
    return evidence_.holds("year.vague", slice(sentence));
  }

  // "ei vuosi 2017", "inte 2016", "not in 2015".
  bool is_negated(const YearMention& mention) const {
    return evidence_.holds("year.negated", before_in_line(mention.span.begin));
  }

  std::string_view before_in_line(std::size_t at) const {
    const std::size_t line = evidence_.text.lines()[evidence_.text.line_of(at)].span.begin;
    std::size_t from = std::max(line, at > line_reach ? at - line_reach : 0);
    while (from < at && (static_cast<unsigned char>(text_[from]) & 0xC0U) == 0x80U) ++from;
    return slice({from, at});
  }

  // Whether the whole line of a place is of this shape.
  bool line_is(const Pattern& shape, std::size_t at) const {
    const std::string_view line = evidence_.text.line_text(evidence_.text.line_of(at));
    return line.size() <= longest_fact && shape.matches(line);
  }

  // "Terveystalossa 2017, sitten Vastaamossa 2018": the year of the provider whose name is nearer.
  bool is_at_another_provider(const Span& year) const {
    if (facts_.provider.others.empty()) return false;
    const Span sentence = sentence_of(year);
    const auto nearest = [&](const std::vector<Span>& names) {
      std::size_t best = far;
      for (const Span& name : names) {
        const bool here = name.begin >= sentence.begin && name.begin < sentence.end;
        if (here) best = std::min(best, distance_between({name, Sense::care}, year));
      }
      return best;
    };
    return nearest(facts_.provider.others) < nearest(facts_.provider.spans);
  }

  // "I lived in Espoo in 2014 and that year I went to therapy": words that point back to the year stand for it.
  bool that_year(const Span& year, const Span& sentence) {
    const Span window{year.end, std::min(text_.size(), std::max(sentence.end, year.end))};
    for (const Rule* rule : evidence_.possible("year.same")) {
      const auto match = rule->pattern.find(evidence_.text.slice(window));
      if (!match) continue;
      const Span again{window.begin + match->whole().begin, window.begin + match->whole().end};
      const Distances near = distances(sentence, again);
      const std::size_t vouching = std::min(near.care, near.records);
      if (vouching != far && vouching < std::min(near.other, near.breach)) return true;
    }
    return false;
  }

  // The sentence as far as its line block goes: a list of lines with labels is no sentence, but wrapped prose is one.
  Span sentence_of(const Span& span) const {
    const Span from = evidence_.text.sentence_at(span.begin);
    const Span to = span.size() == 0 ? from : evidence_.text.sentence_at(span.end - 1);
    return {from.begin, std::max(from.end, to.end)};
  }

  Distances distances(const Span& sentence, const Span& year) {
    // The nearest first: what stands between a cue and the year only adds to the distance.
    std::vector<std::pair<std::size_t, const Cue*>> by_gap;
    for (const Cue& cue : cues_in(sentence)) by_gap.emplace_back(gap_between(cue.span, year).size(), &cue);
    std::sort(by_gap.begin(), by_gap.end());
    Distances near;
    for (const auto& [gap, cue] : by_gap) {
      std::size_t& best = near.of(cue->sense);
      if (gap < best) best = std::min(best, distance_between(*cue, year));
    }
    return near;
  }

  static Span gap_between(const Span& cue, const Span& year) {
    if (cue.overlaps(year)) return {};
    return cue.begin >= year.end ? Span{year.end, cue.begin} : Span{cue.end, year.begin};
  }

  // Kept for the next year, which is mostly in the same sentence.
  const std::vector<Cue>& cues_in(const Span& sentence) {
    if (cues_of_.begin == sentence.begin && cues_of_.end == sentence.end) return cues_;
    cues_of_ = sentence;
    cues_.clear();
    add_cues(true);
    // People mix languages: what the message's own language does not say may be said in another.
    const auto vouches = [](const Cue& cue) { return cue.sense == Sense::care || cue.sense == Sense::records; };
    if (std::none_of(cues_.begin(), cues_.end(), vouches)) add_cues(false);
    for (const Span& span : facts_.provider.spans) {
      if (span.begin >= sentence.begin && span.begin < sentence.end) cues_.push_back({span, Sense::records});
    }
    return cues_;
  }

  void add_cues(bool of_message) {
    add_cues("year.care", Sense::care, of_message);
    add_cues("year.not_care", Sense::other, of_message);
    add_cues("year.breach", Sense::breach, of_message);
    add_cues("year.records", Sense::records, of_message);
    if (hints_) add_cues("year.hint", Sense::records, of_message);
  }

  void add_cues(const char* group, Sense sense, bool of_message) {
    for (const Rule& rule : evidence_.rules.group(group)) {
      const bool same = facts_.language == Language::und || rule.language == facts_.language;
      if (same != of_message || !evidence_.prose.may_hold(rule)) continue;
      rule.pattern.each(evidence_.text.slice(cues_of_), [&](const Match& m) {
        cues_.push_back({{cues_of_.begin + m.whole().begin, cues_of_.begin + m.whole().end}, sense});
        return true;
      });
    }
  }

  std::size_t distance_between(const Cue& cue, const Span& year) const {
    // Between the ends of a range stands what limits it, not what it is of: "2012 ylioppilaskevääseen 2013".
    if (cue.span.overlaps(year)) return cue.sense == Sense::care ? 0 : far;
    const bool year_first = cue.span.begin >= year.end;
    const std::string_view gap = evidence_.text.slice(gap_between(cue.span, year));
    static const Pattern breaks(
        R"([,;\n:(]|\b(?:ja|mutta|kunnes|koska|sillä|jolloin|jonka|joka|och|men|eftersom|varefter|som|and|but|because|while|which)\b)");
    // "2016, when I moved": what the year's own clause is about stands before it.
    static const Pattern subordinate(
        R"(\b(?:kun?|ko|sen jälkeen kun|ennen|när|då|efter|innan|före|when|after|before|until)\b)");
    std::size_t distance = gap.size();
    breaks.each(gap, [&](const Match& m) {
      // A bracket right behind a name is no new clause: "Vastaamosta (2017)".
      if (gap[m.whole().begin] != '(' || gap.size() > right_beside) distance += clause_penalty;
      return true;
    });
    if (subordinate.matches(gap))
      distance += year_first && cue.sense == Sense::other ? subordinate_penalty : clause_penalty;
    if (!year_first && cue.sense == Sense::other && is_aside(cue.span, gap)) distance += subordinate_penalty;
    return distance;
  }

  // "I went there after my sister died, that was from January to August 2014": the clause with the year goes back over
  // the one of the death to what was said first.
  bool is_aside(const Span& cue, std::string_view gap) const {
    constexpr std::size_t conjunction_reach = 40;
    static const Pattern conjunction(
        R"(\b(?:sen jälkeen kun|ennen kuin|efter att|innan|after|before|since)\b[^,.\n]*$)");
    static const Pattern at_the_time(R"(\b(?:kun|ko|när|då|when|while)\b[^,.\n]*$)");
    const auto clause = at_the_time.find(before(cue.begin, conjunction_reach));
    // In brackets right behind the clause the years are its own.
    if (clause && gap.find('(') == std::string_view::npos && says_care_before(cue.begin - clause->whole().size()))
      return true;
    const std::size_t comma = gap.rfind(',');
    if (comma == std::string_view::npos) return false;
    return refers_back(gap.substr(comma + 1)) && conjunction.matches(before(cue.begin, conjunction_reach));
  }

  // "I was at Vastaamo when I was in high school, so 2016": what the clause of time is about is not what the year is
  // of.
  bool says_care_before(std::size_t at) const {
    return std::any_of(cues_.begin(), cues_.end(),
                       [&](const Cue& cue) { return cue.sense == Sense::care && cue.span.end <= at; });
  }

  std::string_view before(std::size_t at, std::size_t reach) const {
    std::size_t from = at - std::min(at, reach);
    while (from < at && (static_cast<unsigned char>(text_[from]) & 0xC0U) == 0x80U) ++from;
    return slice({from, at});
  }

  bool refers_back(std::string_view words) const { return evidence_.holds("year.refers", words); }

  // "Kävin Vastaamossa. Se oli vuosina 2014-2015."
  bool about_the_sentence_before(const Span& sentence) {
    if (sentence.size() > short_sentence || sentence.begin < 2) return false;
    if (!refers_back(slice(sentence))) return false;
    std::size_t last = sentence.begin - 1;
    while (last > 0 && (text_[last] == ' ' || text_[last] == '\n' || text_[last] == '.')) --last;
    const std::vector<Cue>& cues = cues_in(evidence_.text.sentence_at(last));
    const auto holds = [&](Sense sense) {
      return std::any_of(cues.begin(), cues.end(), [&](const Cue& cue) { return cue.sense == sense; });
    };
    if (holds(Sense::breach)) return false;
    return holds(Sense::care) || (holds(Sense::records) && !holds(Sense::other));
  }

  // "Kuopiossa 5. toukokuuta 2024", "Åbo den 4 mars 2025", "12.3.2025" on a line of their own.
  bool is_letter_date(const YearMention& mention) const {
    if (!mention.single) return false;
    static const Pattern shape(
        R"(^\h*(?:\p{Lu}[\p{L}-]+(?:\h\p{Lu}[\p{L}-]+)?,?\h+)?(?:den\h|on\h)?(?:\d{1,2}[./]\h?\d{1,2}[./]\h?|\d{1,2}(?:\.|st|nd|rd|th)?\h\p{L}+,?\h|\p{Lu}\p{L}+\h\d{1,2}(?:st|nd|rd|th)?,\h)(?:19|20)\d\d\.?\h*$)");
    return line_is(shape, mention.span.begin);
  }

  // A label right before it in the line, or alone on a line above; lines of years between belong to the label too.
  bool labelled(const YearMention& mention) {
    const std::size_t number = evidence_.text.line_of(mention.span.begin);
    const std::string_view in_line = before_in_line(mention.span.begin);
    static const Pattern blank(R"(^[\h\d.,/:*=()-]*$)");
    if (ends_with_label(in_line, true)) return true;
    if (!blank.matches(in_line)) return false;
    // Lines of years between are values of the same label: a list of visits.
    std::size_t between = 0;
    for (std::size_t above = number; above-- > 0 && between < lines_to_label && number - above <= longest_list;) {
      const Span line_above = evidence_.text.lines()[above].span;
      if (line_above.size() <= longest_fact && blank.matches(slice(line_above))) {
        between += line_above.size() == 0 ? 1 : 0;
        continue;
      }
      return ends_with_label(before_in_line(line_above.end), false) || announces(line_above);
    }
    return false;
  }

  // "Kävin siellä seuraavina päivinä:" above a list.
  bool announces(const Span& line) {
    if (line.size() == 0 || text_[line.end - 1] != ':') return false;
    const Distances near = distances(evidence_.text.sentence_at(line.end - 1), {line.end, line.end});
    return near.care != far && near.care < std::min(near.other, near.breach);
  }

  // Only the label, marks and at most a provider's name stand between.
  bool ends_with_label(std::string_view text, bool same_line) const {
    static const Pattern gap(
        R"(^[\h*:.,\t=()/-]*(?:on|oli|är|var|is|was|noin|n\.|ca|about)?[\h*:.,\t=/-]*(?:\p{L}++\h*+){0,6}[,:]?\h*(?:\d{1,2}[./]|\d{1,2}(?:st|nd|rd|th)?\h+)*\h*(?:(?:(?:19|20)\d\d|\p{L}++)\h*+[,&-]?\h*+)*+[-']?$)");
    static const Pattern start(R"((?:^|[.;,|])[\h\d.)*\p{So}-]*$)");
    for (const Rule* rule : evidence_.possible("year.label")) {
      const auto match = rule->pattern.find(text);
      if (!match || match->whole().size() == 0) continue;
      // In one line with its value a label has a mark behind it: "År 2021 flyttade jag" has none.
      const bool marked = std::string_view(":.=*-\t").find(text[match->whole().end - 1]) != std::string_view::npos;
      if (same_line && !marked) continue;
      if (start.matches(text.substr(0, match->whole().begin)) && gap.matches(text.substr(match->whole().end)))
        return true;
    }
    return false;
  }

  // A line that holds nothing but years and the words that go with them: one fact in a list of facts.
  bool stands_alone(const YearMention& mention) const {
    static const Pattern only(
        R"(^[\h\d.,/*()-]*(?:(?:vuo(?:si|det|nna|sina)|v\.|år(?:en)?|years?|in|och|ja|and|n\.|noin|ca|about|syksy\w*|kevä\w*|kesä\w*|talv\w*|hösten|våren|sommaren|vintern|spring|summer|autumn|fall|winter)[\h\d.,/*()-]*)*$)");
    return line_is(only, mention.span.begin);
  }

  bool is_plausible(const YearMention& mention) const {
    return std::any_of(mention.years.begin(), mention.years.end(), [&](int year) {
      return year >= facts_.provider.first_year && year <= facts_.provider.last_year;
    });
  }

  // Years outside the provider's time are no years of treatment there (Vastaamo: 2008-2021).
  void keep_plausible(const std::vector<const YearMention*>& mentions) {
    std::set<int> years;
    for (const YearMention* mention : mentions) {
      for (const int year : mention->years) fact_.latest_named = std::max(fact_.latest_named, year);
      if (is_plausible(*mention)) years.insert(mention->years.begin(), mention->years.end());
    }
    fact_.years.assign(years.begin(), years.end());
    if (!years.empty())
      fact_.status = ItemStatus::given;
    else if (!mentions.empty())
      fact_.status = ItemStatus::invalid;
  }

  const Evidence& evidence_;
  const std::string& text_;
  Facts& facts_;
  YearFact& fact_;
  Span cues_of_;
  std::vector<Cue> cues_;
  bool hints_ = false;
};

}  // namespace

void find_treatment_years(const Evidence& evidence, Facts& facts) {
  YearFinder(evidence, facts).run();
}

}  // namespace intake
