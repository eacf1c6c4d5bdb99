#include "rules/year_mentions.h"

#include <algorithm>

namespace intake {

namespace {

constexpr std::size_t most_mentions = 500;  // years looked at in one message
constexpr int longest_range = 30;           // years; a longer one is two years of something else
constexpr int longest_step = 12;            // years between neighbours of a list with two digits ("2015, 16 ja 17")
constexpr std::size_t range_reach = 200;    // bytes between the ends of a range in words
constexpr std::size_t around = 80;          // bytes before and after a range that may say that it is one
constexpr std::size_t short_reach = 32;     // bytes before and after two digits that may make them a year
constexpr std::size_t next_in_list = 40;    // bytes looked at after a year for the next of a list

int to_int(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

std::vector<int> expand(int from, int to) {
  if (to < from || to - from > longest_range) return {std::min(from, to), std::max(from, to)};
  std::vector<int> years;
  for (int year = from; year <= to; ++year) years.push_back(year);
  return years;
}

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

class MentionFinder {
 public:
  MentionFinder(const Evidence& evidence, const std::vector<Span>& taken)
      : evidence_(evidence), text_(evidence.text), bytes_(text_.bytes()), taken_(taken) {}

  std::vector<YearMention> run() {
    find_doubles();
    find_points();
    find_short_dates();
    find_short();
    sort();
    continue_lists();
    join_ranges();
    return std::move(found_);
  }

 private:
  int number(const Span& span) const { return to_int(text_.slice(span)); }

  // "2016-17", "2016/17", "2016/2017": one mark, two years; with a slash they are neighbours, else it is a docket.
  void find_doubles() {
    static const Pattern shape(
        R"((?<![\d\p{L}])(?<!\d[/.,:-])(20[012]\d)(?:\h?(-)\h?|(/))((?:20)?\d\d)(?![\d/]|[.:-]\d|\.?\h(?:jan|feb|mar|apr|ma[yj]|jun|jul|aug|sep|o[ck]t|nov|dec|tammi|helmi|maalis|huhti|touko|kesä|heinä|elok|syysk|loka|marras|joulu)))");
    shape.each(bytes_, [&](const Match& m) {
      const int from = number(m.groups[1]);
      const int second = number(m.groups[4]);
      const int to = second < 100 ? 2000 + second : second;
      const bool ordered = m.has(2) ? to > from && to - from <= longest_range && second < 100 : to == from + 1;
      if (ordered) add(m.whole(), expand(from, to), false);
      return true;
    });
  }

  // "2016", "3/2016", "12.5.2016", "12/05/2016", "2016-05-12"; no decade ("2010-luvulla", "2010s"), docket or amount.
  void find_points() {
    static const Pattern shape(
        R"((?<![\d\p{L}])(?<!\d[/.,:])(\d{1,2}[./]\h?\d{1,2}[./]\h?|(?:0?[1-9]|1[0-2])[/.])?((?:19|20)\d\d)(?:(-\d\d-\d\d)(?!\d))?(?![\d%]|/\d|[.,:]\d{3}|-\d{3}(?!\d)|-\d{5}|\h?-(?:luv|lug|tal|l\b)|\h?luvu|'?s\b|\h?(?:euro|€|eur\b)))");
    shape.each(bytes_, [&](const Match& m) {
      const bool full = m.has(3) || (m.has(1) && m.groups[1].size() >= 4);
      if (!follows_number(m.whole().begin)) add(m.whole(), {number(m.groups[2])}, true, full);
      return found_.size() < most_mentions;
    });
  }

  // "445-2017": the end of a number that is no year.
  bool follows_number(std::size_t at) const {
    if (at < 2 || bytes_[at - 1] != '-' || bytes_[at - 2] < '0' || bytes_[at - 2] > '9') return false;
    const auto ends_here = [&](const YearMention& mention) { return mention.span.end == at - 1; };
    return std::none_of(found_.begin(), found_.end(), ends_here);
  }

  // "11.9.14", and "9/14-5/15" where both ends are written so.
  void find_short_dates() {
    static const Pattern date(R"((?<![\d.,/\p{L}])\d{1,2}\.\h?\d{1,2}\.\h?(0[89]|1\d|2[01])(?![\d.:]|,\d|\h\d))");
    date.each(bytes_, [&](const Match& m) {
      add(m.whole(), {2000 + number(m.groups[1])}, true, true);
      return found_.size() < most_mentions;
    });
    static const Pattern months(
        R"((?<![\d.,/\p{L}])(?:0?[1-9]|1[0-2])/(0[89]|1\d|2[01])\h?-\h?(?:0?[1-9]|1[0-2])/(0[89]|1\d|2\d)(?![\d/]))");
    months.each(bytes_, [&](const Match& m) {
      add(m.whole(), expand(2000 + number(m.groups[1]), 2000 + number(m.groups[2])), false);
      return found_.size() < most_mentions;
    });
  }

  // Two digits behind a word that makes them a year: "syksyllä 15", "åren 15-16", "Nov '16". The rules look at what is
  // around such digits only.
  void find_short() {
    static const Pattern digits(R"((?<=[\s'(,&/-])[012]\d(?!\d))");
    digits.each(bytes_, [&](const Match& m) {
      const std::string_view left = before(m.whole().begin, short_reach);
      const std::size_t from = m.whole().begin - left.size();
      const std::string_view window =
          std::string_view(bytes_).substr(from, left.size() + after(m.whole().begin, short_reach).size());
      for (const Rule* rule : evidence_.possible("year.short")) {
        const std::size_t a = rule->pattern.group("a");
        rule->pattern.each(window, [&](const Match& match) {
          const bool here = from + match.groups[a].begin == m.whole().begin;
          if (here) add_short(match, from, a, rule->pattern.group("b"));
          return !here;
        });
      }
      return found_.size() < most_mentions;
    });
  }

  void add_short(const Match& match, std::size_t from, std::size_t a, std::size_t b) {
    const Span first{from + match.groups[a].begin, from + match.groups[a].end};
    const Span span{first.begin, from + match.whole().end};
    const int year = 2000 + number(first);
    if (b != 0 && match.has(b))
      add(span, expand(year, 2000 + number({from + match.groups[b].begin, from + match.groups[b].end})), false);
    else
      add(span, {year}, true);
  }

  void add(const Span& span, std::vector<int> years, bool single, bool full_date = false) {
    const auto overlaps = [&](const Span& other) { return other.overlaps(span); };
    if (std::any_of(taken_.begin(), taken_.end(), overlaps)) return;
    if (std::any_of(found_.begin(), found_.end(), [&](const YearMention& m) { return m.span.overlaps(span); })) return;
    if (found_.size() < most_mentions) found_.push_back({span, std::move(years), single, full_date});
  }

  void sort() {
    std::sort(found_.begin(), found_.end(),
              [](const YearMention& a, const YearMention& b) { return a.span.begin < b.span.begin; });
  }

  // "2015, 16 ja 17", "2016 och -17": further years of two digits after a year.
  void continue_lists() {
    static const Pattern next(
        R"(^\h?(?:,|/|&|\h(?:ja|tai|sekä|och|eller|samt|å|and|or)\h|,\h?(?:and|or)\h)\h?([-'])?(0[89]|1\d|2[01])(?:\h?-\h?(0[89]|1\d|2[01]))?(?![\d:/%]|[.,]\d|\h?(?:€|\p{L}?kert|gång|times|tim|tun|min|klo|käyn|besök|visit|tapaam|istun|sess|samtal|vuot|vuod|år\b|year|kuuk|mån|month|viik|veck|week|päiv|dag|day|euro|kpl|st\b|hlö)))");
    for (std::size_t i = 0; i < found_.size(); ++i) {
      const YearMention& last = found_[i];
      if (last.years.back() < 2000) continue;
      const Span window{last.span.end, last.span.end + after(last.span.end, next_in_list).size()};
      const auto match = next.find(text_.slice(window));
      if (!match) continue;
      const int from = 2000 + to_int(text_.slice(window).substr(match->groups[2].begin, 2));
      const int step = from - last.years.back();
      if (step < 1 || (step > longest_step && !match->has(1))) continue;
      const int to = match->has(3) ? 2000 + to_int(text_.slice(window).substr(match->groups[3].begin, 2)) : from;
      const Span span{window.begin + match->groups[match->has(1) ? 1 : 2].begin, window.begin + match->whole().end};
      const std::size_t before = found_.size();
      add(span, expand(from, to), to == from);
      if (found_.size() > before)
        std::rotate(found_.begin() + static_cast<std::ptrdiff_t>(i) + 1, found_.end() - 1, found_.end());
    }
  }

  // Two years with a dash or words around them that make them the ends of a range.
  void join_ranges() {
    std::vector<YearMention> joined;
    for (YearMention& mention : found_) {
      if (!joined.empty() && is_range(joined.back(), mention)) {
        YearMention& first = joined.back();
        first = {{first.span.begin, mention.span.end}, expand(first.years.front(), mention.years.back()), false, false};
      } else {
        joined.push_back(std::move(mention));
      }
    }
    found_ = std::move(joined);
  }

  bool is_range(const YearMention& first, const YearMention& second) const {
    const bool ordered = first.single && second.single && first.years[0] <= second.years[0] &&
                         second.years[0] - first.years[0] <= longest_range;
    if (!ordered || second.span.begin - first.span.end > range_reach) return false;
    const std::string_view gap = std::string_view(bytes_).substr(first.span.end, second.span.begin - first.span.end);
    if (gap.find("\n\n") != std::string_view::npos) return false;
    static const Pattern dashed(
        R"(^\h*(?:\(?\p{L}+\.?\)?\h*)?(?:-|>|\.\.\.?)+\h*(?:\d{1,2}(?:st|nd|rd|th)?\.?\h+)?(?:\p{L}+\.?\h+){0,2}\v?$)");
    if (dashed.matches(gap)) return true;
    return framed(first.span, gap, second.span);
  }

  bool framed(const Span& a, std::string_view gap, const Span& b) const {
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
    while (from < at && is_continuation(bytes_[from])) ++from;
    return std::string_view(bytes_).substr(from, at - from);
  }
  std::string_view after(std::size_t at, std::size_t reach) const {
    std::size_t to = std::min(bytes_.size(), at + reach);
    while (to < bytes_.size() && is_continuation(bytes_[to])) ++to;
    return std::string_view(bytes_).substr(at, to - at);
  }

  const Evidence& evidence_;
  const Text& text_;
  const std::string& bytes_;
  const std::vector<Span>& taken_;
  std::vector<YearMention> found_;
};

}  // namespace

std::vector<YearMention> find_year_mentions(const Evidence& evidence, const std::vector<Span>& taken) {
  return MentionFinder(evidence, taken).run();
}

}  // namespace intake
