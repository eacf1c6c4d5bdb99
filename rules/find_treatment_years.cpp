// Finds the years of treatment: every year and range in the text, and by the nearest cue in its clause whether it is one of care.
#include <algorithm>
#include <limits>
#include <set>

#include "rules/finders.h"

namespace intake {

namespace {

constexpr int longest_range = 30;             // years; a longer one is two years of something else
constexpr std::size_t range_reach = 200;      // bytes between the ends of a range in words
constexpr std::size_t around = 40;            // bytes before and after a range that may say that it is one
constexpr std::size_t clause_penalty = 25;    // a comma between cue and year counts like so many bytes
constexpr std::size_t far = std::numeric_limits<std::size_t>::max();

struct YearUse {
  Span span;
  std::vector<int> years;
  bool single = true;
};

struct Cue {
  Span span;
  bool care = false;
};

int to_int(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

std::vector<int> expand(int from, int to) {
  std::vector<int> years;
  if (to < from || to - from > longest_range) return {from, to};
  for (int year = from; year <= to; ++year) years.push_back(year);
  return years;
}

class YearFinder {
 public:
  YearFinder(const Evidence& evidence, Facts& facts) : evidence_(evidence), text_(evidence.text.bytes()), facts_(facts), fact_(facts.years) {}

  void run() {
    find_uses();
    if (uses_.empty()) return;
    join_ranges();
    find_cues();
    std::vector<const YearUse*> of_care;
    for (const YearUse& use : uses_) {
      const char* why = why_not(use);
      fact_.candidates.push_back({use.span, "year", why == nullptr, why == nullptr ? "" : why});
      if (why == nullptr) of_care.push_back(&use);
    }
    keep_plausible(of_care);
  }

 private:
  // Written years: ranges with a dash first, then single ones, then those of two digits; in the order of the text.
  void find_uses() {
    static const Pattern dash(
        R"((?<![\d/\p{L}])(?:\d{1,2}\.(?:\d{1,2}\.)?|\d{1,2}/)?((?:19|20)\d\d)?\h*-\h*(?:\d{1,2}\.(?:\d{1,2}\.)?|\d{1,2}/)?((?:19|20)\d\d)(?!\d|/\d|-\d{4}))");
    static const Pattern short_end(R"((?<![\d/\p{L}-])((?:19|20)\d\d)\h?[-/]\h?(\d\d)(?![\d.:/]))");
    static const Pattern single(R"((?<![\d/\p{L}])(?:\d{1,2}[./]\h?\d{1,2}[./]\h?|(?:0?[1-9]|1[0-2])[/.])?((?:19|20)\d\d)(?!\d|/\d|-l[u]|-tal|s\b|'s\b))");
    dash.each(text_, [&](const Match& m) {
      const int to = to_int(evidence_.text.slice(m.groups[2]));
      if (m.has(1)) add(m.whole(), expand(to_int(evidence_.text.slice(m.groups[1])), to), false);
      else add(m.whole(), {to}, true);
      return true;
    });
    short_end.each(text_, [&](const Match& m) {
      const int from = to_int(evidence_.text.slice(m.groups[1]));
      const int to = from / 100 * 100 + to_int(evidence_.text.slice(m.groups[2]));
      if (to > from && to - from <= longest_range) add(m.whole(), expand(from, to), false);
      return true;
    });
    single.each(text_, [&](const Match& m) {
      add(m.whole(), {to_int(evidence_.text.slice(m.groups[1]))}, true);
      return true;
    });
    for (const Rule& rule : evidence_.rules.group("year.short")) find_short(rule);
    std::sort(uses_.begin(), uses_.end(), [](const YearUse& a, const YearUse& b) { return a.span.begin < b.span.begin; });
  }

  void find_short(const Rule& rule) {
    const std::size_t a = rule.pattern.group("a");
    const std::size_t b = rule.pattern.group("b");
    rule.pattern.each(text_, [&](const Match& m) {
      const int from = 2000 + to_int(evidence_.text.slice(m.groups[a]));
      if (b != 0 && m.has(b)) add(m.whole(), expand(from, 2000 + to_int(evidence_.text.slice(m.groups[b]))), false);
      else add({m.groups[a].begin, m.whole().end}, {from}, true);
      return true;
    });
  }

  void add(const Span& span, std::vector<int> years, bool is_single) {
    const auto overlaps = [&](const Span& other) { return other.overlaps(span); };
    if (std::any_of(facts_.code.spans.begin(), facts_.code.spans.end(), overlaps) ||
        std::any_of(facts_.phone.spans.begin(), facts_.phone.spans.end(), overlaps) ||
        std::any_of(facts_.address.spans.begin(), facts_.address.spans.end(), overlaps) ||
        std::any_of(uses_.begin(), uses_.end(), [&](const YearUse& use) { return use.span.overlaps(span); })) {
      return;
    }
    if (uses_.size() < most_uses) uses_.push_back({span, std::move(years), is_single});
  }

  // Two years with words around them that make them the ends of a range.
  void join_ranges() {
    for (std::size_t i = 0; i + 1 < uses_.size(); ++i) {
      YearUse& first = uses_[i];
      const YearUse& second = uses_[i + 1];
      const bool ordered = first.single && second.single && first.years[0] <= second.years[0] &&
                           second.years[0] - first.years[0] <= longest_range;
      if (!ordered || second.span.begin - first.span.end > range_reach || !is_range(first.span, second.span)) continue;
      first.years = expand(first.years[0], second.years[0]);
      first.span.end = second.span.end;
      first.single = false;
      uses_.erase(uses_.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    }
  }

  bool is_range(const Span& a, const Span& b) const {
    const std::string_view gap = std::string_view(text_).substr(a.end, b.begin - a.end);
    if (gap.find("\n\n") != std::string_view::npos) return false;
    static const Pattern dashed(R"(^\h*(?:\p{L}+\.?\h*)?-\h*(?:\p{L}+\.?\h+)?$)");
    if (dashed.matches(gap)) return true;
    std::string frame(before(a.begin, around));
    frame += "@1@";
    frame += gap;
    frame += "@2@";
    frame += after(b.end, around);
    std::replace(frame.begin(), frame.end(), '\n', ' ');
    const auto& rules = evidence_.rules.group("year.range");
    return std::any_of(rules.begin(), rules.end(), [&](const Rule& rule) { return rule.pattern.matches(frame); });
  }

  std::string_view before(std::size_t at, std::size_t reach) const {
    std::size_t from = at > reach ? at - reach : 0;
    while (from < at && (static_cast<unsigned char>(text_[from]) & 0xC0U) == 0x80U) ++from;
    return std::string_view(text_).substr(from, at - from);
  }
  std::string_view after(std::size_t at, std::size_t reach) const {
    std::size_t to = std::min(text_.size(), at + reach);
    while (to < text_.size() && (static_cast<unsigned char>(text_[to]) & 0xC0U) == 0x80U) ++to;
    return std::string_view(text_).substr(at, to - at);
  }

  void find_cues() {
    for (const char* group : {"year.care", "year.not_care"}) {
      const bool care = std::string_view(group) == "year.care";
      for (const Rule& rule : evidence_.rules.group(group)) {
        rule.pattern.each(text_, [&](const Match& m) {
          cues_.push_back({m.whole(), care});
          return true;
        });
      }
    }
    for (const Span& span : facts_.provider.spans) cues_.push_back({span, true});
    std::sort(cues_.begin(), cues_.end(), [](const Cue& a, const Cue& b) { return a.span.begin < b.span.begin; });
  }

  // Null where the year is one of care; else why it is not.
  const char* why_not(const YearUse& use) const {
    if (labelled(use)) return nullptr;
    const Span sentence = evidence_.text.sentence_at(use.span.begin);
    std::size_t care = far;
    std::size_t other = far;
    auto cue = std::lower_bound(cues_.begin(), cues_.end(), sentence.begin, [](const Cue& c, std::size_t at) { return c.span.begin < at; });
    for (; cue != cues_.end() && cue->span.begin < sentence.end; ++cue) {
      const std::size_t distance = distance_between(cue->span, use.span);
      (cue->care ? care : other) = std::min(cue->care ? care : other, distance);
    }
    if (other <= care && other != far) return "something else's year";
    if (care != far) return nullptr;
    return stands_alone(use) ? nullptr : "no word of care near it";
  }

  std::size_t distance_between(const Span& cue, const Span& year) const {
    const Span gap = cue.end <= year.begin ? Span{cue.end, year.begin} : cue.begin >= year.end ? Span{year.end, cue.begin} : Span{};
    const std::string_view between = evidence_.text.slice(gap);
    const auto breaks = std::count_if(between.begin(), between.end(), [](char c) { return c == ',' || c == ';' || c == '(' || c == ')' || c == '\n' || c == ':'; });
    return between.size() + static_cast<std::size_t>(breaks) * clause_penalty;
  }

  // A label right before it in the line, or alone on the line above.
  bool labelled(const YearUse& use) const {
    const std::size_t number = evidence_.text.line_of(use.span.begin);
    const Span line = evidence_.text.lines()[number].span;
    const std::string_view in_line = std::string_view(text_).substr(line.begin, use.span.begin - line.begin);
    static const Pattern blank(R"(^[\h\d.,/:*=-]*$)");
    if (ends_with_label(in_line, true)) return true;
    if (!blank.matches(in_line)) return false;
    for (std::size_t above = number; above-- > 0 && number - above <= 3;) {
      const std::string_view text = evidence_.text.line_text(above);
      if (text.find_first_not_of(" \t") == std::string_view::npos) continue;
      return ends_with_label(text, false);
    }
    return false;
  }

  // Only the label, marks and at most a provider's name stand between.
  bool ends_with_label(std::string_view text, bool same_line) const {
    static const Pattern gap(R"(^[\h*:.,\t=()/-]*(?:on|oli|är|var|is|was|noin|n\.|ca|about)?[\h*:.,\t=/-]*(?:\p{L}+\h*){0,6}[,:]?\h*(?:\d{1,2}[./])*\h*$)");
    for (const Rule& rule : evidence_.rules.group("year.label")) {
      if (const auto match = rule.pattern.find(text)) {
        // In one line with its value a label has a mark behind it: "År 2021 flyttade jag" has none.
        const bool marked = match->whole().size() > 0 && std::string_view(":.=*-\t").find(text[match->whole().end - 1]) != std::string_view::npos;
        if (same_line && !marked) continue;
        static const Pattern start(R"(^[\h\d.)*\p{So}-]*$)");
        if (start.matches(text.substr(0, match->whole().begin)) && gap.matches(text.substr(match->whole().end))) return true;
      }
    }
    return false;
  }

  // A line that holds nothing but years and the words that go with them: one fact in a list of facts.
  bool stands_alone(const YearUse& use) const {
    static const Pattern only(R"(^[\h\d.,/*()-]*(?:(?:vuo(?:si|det|nna|sina)|v\.|år(?:en)?|years?|in|och|ja|and|n\.|noin|ca|about|syksy\w*|kevä\w*|kesä\w*|talv\w*|hösten|våren|sommaren|vintern|spring|summer|autumn|fall|winter)[\h\d.,/*()-]*)*$)");
    return only.matches(evidence_.text.line_text(evidence_.text.line_of(use.span.begin)));
  }

  // Years outside the provider's time are no years of treatment there (Vastaamo: 2008-2021).
  void keep_plausible(const std::vector<const YearUse*>& uses) {
    std::set<int> years;
    for (const YearUse* use : uses) {
      const bool inside = std::any_of(use->years.begin(), use->years.end(), [&](int year) {
        return year >= facts_.provider.first_year && year <= facts_.provider.last_year;
      });
      if (inside) years.insert(use->years.begin(), use->years.end());
    }
    fact_.years.assign(years.begin(), years.end());
    if (!years.empty()) fact_.status = ItemStatus::given;
    else if (!uses.empty()) fact_.status = ItemStatus::invalid;
  }

  static constexpr std::size_t most_uses = 500;  // years looked at in one message

  const Evidence& evidence_;
  const std::string& text_;
  Facts& facts_;
  YearFact& fact_;
  std::vector<YearUse> uses_;
  std::vector<Cue> cues_;
};

}  // namespace

void find_treatment_years(const Evidence& evidence, Facts& facts) { YearFinder(evidence, facts).run(); }

}  // namespace intake
