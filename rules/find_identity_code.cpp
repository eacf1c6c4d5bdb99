// Finds identity codes, nearly identity codes, and what people write in their place (triage policy, section 3).
#include <algorithm>
#include <array>

#include "rules/finders.h"
#include "rules/identity_code.h"

namespace intake {

namespace {

// A label counts for a number of another shape that stands this many bytes after it.
constexpr std::size_t label_reach = 80;
// Bytes after a label that hold its value.
constexpr std::size_t value_reach = 90;
// Bytes before half a code that must name the birth date or the code.
constexpr std::size_t half_reach = 90;
// Places looked at in one message: each is compared with those before, and a request has one or two.
constexpr std::size_t most_places = 200;

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

bool near_label(const Evidence& evidence, const char* group, std::size_t at) {
  const std::string_view before = std::string_view(evidence.text.bytes()).substr(0, at);
  std::size_t from = at > label_reach ? at - label_reach : 0;
  while (from < at && is_continuation(before[from])) ++from;
  const std::string_view window = before.substr(from);
  const std::vector<const Rule*> rules = evidence.possible(group);
  return std::any_of(rules.begin(), rules.end(), [&](const Rule* rule) {
    const auto match = rule->pattern.find(window);
    return match && window.substr(match->whole().end).find("\n\n") == std::string_view::npos;
  });
}

class CodeFinder {
 public:
  CodeFinder(const Evidence& evidence, CodeFact& fact) : evidence_(evidence), fact_(fact) {}

  void run() {
    full_codes();
    spaced_codes();
    if (fact_.code.empty()) look_for_less();
    if (!fact_.code.empty()) fact_.status = ItemStatus::given;
  }

 private:
  // What people write in the place of a code; beside a valid one nobody asks for it.
  void look_for_less() {
    misshapen();
    labelled_values();
    halves();
    foreign();
    unsigned_codes();
  }

  std::string_view slice(const Span& span) const { return evidence_.text.slice(span); }

  // Six digits, sign, three digits, check character; blanks and one line break around the sign; words may be glued to
  // it.
  void full_codes() {
    static const Pattern shape(
        R"((?<!\p{N})(?<!\p{N}[.,/])(\d{6})\h{0,2}\R?\h{0,2}([-+A-FU-Y])\h{0,2}\R?\h{0,2}(\d{3})\h?([0-9A-Z])(?!\p{N})(\p{L}*))");
    shape.each(evidence_.text.bytes(), [&](const Match& match) {
      const IdentityCode found = check_identity_code(joined(match), evidence_.policy);
      const std::size_t glued = match.groups[5].size();
      // "912Epuhelin" is a code with a word glued to it, "912EE" is none.
      if (glued == 0 || (glued >= 3 && found.flaw == CodeFlaw::none))
        take({match.whole().begin, match.groups[4].end}, found);
      return !full();
    });
  }

  // "15.03.85-912E", "15 03 85 - 912 E": only where everything fits, for dates and numbers look alike.
  void spaced_codes() {
    static const Pattern shape(
        R"((?<![\p{N}.,/])(\d(?:[\h.]?\d){5})\h{0,2}([-+A-FU-Y])\h{0,2}(\d\h?\d\h?\d)\h?([0-9A-Z])(?![\p{L}\p{N}]))");
    shape.each(evidence_.text.bytes(), [&](const Match& match) {
      const IdentityCode found = check_identity_code(joined(match), evidence_.policy);
      if (!taken(match.whole()) && found.flaw == CodeFlaw::none) take(match.whole(), found);
      return !full();
    });
  }

  // The four groups of a code without what stands between their characters.
  std::string joined(const Match& match) const {
    std::string code;
    for (std::size_t group = 1; group <= 4; ++group) {
      for (const char c : slice(match.groups[group])) {
        if (c != ' ' && c != '.' && c != '\t') code += c;
      }
    }
    return code;
  }

  void take(const Span& span, const IdentityCode& found) {
    const bool foreign = near_label(evidence_, "code.foreign", span.begin);
    const bool letter_end = found.code.back() >= 'A';
    if (found.flaw == CodeFlaw::date && !letter_end && !foreign && !is_near_date(found.code) &&
        !near_label(evidence_, "code.label", span.begin)) {
      return note(span, "identity code", false, "a number of another kind");
    }
    fact_.spans.push_back(span);
    if (found.flaw != CodeFlaw::none || foreign) {
      invalid();
      return note(span, "identity code", false, foreign ? "foreign identity number" : std::string(name_of(found.flaw)));
    }
    note(span, "identity code", true, {});
    if (fact_.code.empty()) {
      fact_.code = found.code;
      fact_.birth_year = found.birth_year;
    } else if (found.code != fact_.code &&
               std::find(fact_.others.begin(), fact_.others.end(), found.code) == fact_.others.end()) {
      fact_.others.push_back(found.code);
    }
  }

  // "310489": the 31st of April is no date, and yet hardly anything but a slip in one.
  static bool is_near_date(std::string_view code) {
    static const Pattern shape(R"(^(?:30|31)(?:0[2469]|11)\d\d-)");
    return shape.matches(code);
  }

  struct Shape {
    const char* name;
    Pattern pattern;
  };

  // Something of the shape of a code that cannot be used: no sign, another sign, letters for digits, masked.
  void misshapen() {
    static const std::array<Shape, 5> shapes = {{
        {"no century sign",
         Pattern(
             R"((?<![\p{L}\p{N}])(?:0[1-9]|[12]\d|3[01])(?:0\d|1[0-2])\d{2}\h?\d{3}[A-FHJ-NPR-Y](?![\p{L}\p{N}]))")},
        {"wrong sign",
         Pattern(
             R"((?<![\p{L}\p{N}])(?:0[1-9]|[12]\d|3[01])(?:0\d|1[0-2])\d{2}[/:_.,;*~=]\d{3}[A-FHJ-NPR-Y](?![\p{L}\p{N}]))")},
        {"letters for digits",
         Pattern(R"((?<![\p{L}\p{N}])(?=[\dOoIl]{0,5}[OoIl])[\dOoIl]{6}[-+]\d{3}[0-9A-Z](?![\p{L}\p{N}]))")},
        {"masked",
         Pattern(
             R"((?<![\p{L}\p{N}])(?=\S{2,9}[*?#_xX])\d[\dxX*?#_]{5}[-+A][\dxX*?#_]{3}[0-9A-Z*?#_](?![\p{L}\p{N}]))")},
        {"masked",
         Pattern(R"((?<![\p{L}\p{N}])\d{6}\h?[-+A]?\h?(?:[\dxX*?_#]{0,2}[xX*?_#]{2,4}|\d?\.{3,5})(?![\p{L}\p{N}]))")},
    }};
    for (const Shape& shape : shapes) {
      shape.pattern.each(evidence_.text.bytes(), [&](const Match& match) {
        refuse(match.whole(), shape.name);
        return !full();
      });
    }
  }

  // What stands right behind a label that asks for the code: a birth date, a number of another country, half a code.
  void labelled_values() {
    static const Pattern value(
        R"(^(?:\h*\([^)\n]{0,40}\))?[\h:=*.,+)|-]*(?:(?:on|oli|är|is|was|ni|alku|alkuosa|början|siis|numero|number|nro|syntynyt|synt|s|född|f|born)\b[\h:=.]*){0,3}(?:\n{1,2}\h*)?(\d{1,2}\.?\h\p{L}{3,12}\h(?:19|20)\d\d|\d{1,2}\.\h?\d{1,2}\.\h?(?:19|20)?\d{2}|[\dxX*?#_][\dA-Za-z*?#_+./-]{2,}(?:\h?[-+]?\h?\d{3,4}[A-Za-z]?)?|[A-Z]{1,6}\d[A-Z\d]{4,14}(?![A-Z\d])))");
    for (const Rule* rule : evidence_.possible("code.label")) {
      rule->pattern.each(evidence_.text.bytes(), [&](const Match& label) {
        const std::string_view after = std::string_view(evidence_.text.bytes()).substr(label.whole().end, value_reach);
        const auto match = value.find(after);
        if (!match) return true;
        const Span span{label.whole().end + match->groups[1].begin, label.whole().end + match->groups[1].end};
        if (is_offered(span, after.substr(0, match->groups[1].begin))) refuse(span, "not a code, in the place of one");
        return !full();
      });
    }
  }

  // At least four digits, or three beside a mask; on a line of its own below the label no number without the shape of a
  // date.
  bool is_offered(const Span& span, std::string_view gap) const {
    const std::string_view value = slice(span);
    const auto digits = std::count_if(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
    static const Pattern masked(R"([xX*?#_]{3})");
    if (digits < 4 && !(digits >= 3 && masked.matches(value))) return false;
    static const Pattern dated(R"(^(?:\d{6}(?:\D|$)|\d{1,2}\.|\d{8}-|\d{1,2}\h\p{L}))");
    return gap.find('\n') == std::string_view::npos || dated.matches(value);
  }

  // "syntynyt 15.3.1985, loppuosa 912E": the end of a code beside its birth date or its name.
  void halves() {
    static const Pattern tail(
        R"(\b(?:loppuosa\w*|loppu|tunnusosa\w*|slut(?:et|siffror\w*|delen)|sista (?:fyra|siffrorna)|last four(?: digits)?|ending)\b[\h:=,-]*(?:(?:on|är|is|siis|in|with)\b)?[\h:=-]*(-?\d{3}[0-9A-Z])(?![\p{L}\p{N}]))");
    static const Pattern whole(
        R"(\b(?:synty|synt\b|syntym|född|born|birth|hetu|\p{L}*tunnu|\p{L}*beteckning|code|id\b)|\d{1,2}\.\d{1,2}\.\d{2})");
    tail.each(evidence_.text.bytes(), [&](const Match& match) {
      std::size_t from = match.whole().begin > half_reach ? match.whole().begin - half_reach : 0;
      while (from < match.whole().begin && is_continuation(evidence_.text.bytes()[from])) ++from;
      if (whole.matches(slice({from, match.whole().begin}))) refuse(match.groups[1], "half a code");
      return !full();
    });
  }

  // "0408989543" beside another phone number: ten digits whose check digit fits are a code without its sign.
  void unsigned_codes() {
    if (fact_.status != ItemStatus::missing || !fact_.code.empty()) return;
    static const Pattern ten(R"((?<![\p{L}\p{N}+./-])(\d{6})\h?(\d{4})(?![\p{L}\p{N}./-]))");
    const std::vector<Span> phones = first_phones();
    ten.each(evidence_.text.bytes(), [&](const Match& match) {
      const std::string digits = std::string(slice(match.groups[1])) + "-" + std::string(slice(match.groups[2]));
      if (check_identity_code(digits, evidence_.policy).flaw != CodeFlaw::none) return true;
      const auto another = [&](const Span& phone) { return !phone.overlaps(match.whole()); };
      if (std::any_of(phones.begin(), phones.end(), another)) refuse(match.whole(), "no century sign");
      return !full();
    });
  }

  // Ten digits overlap two numbers at most, so three tell whether there is another.
  std::vector<Span> first_phones() const {
    static const Pattern phone(R"((?<![\p{N}+])(?:\+358\h?|0)[45]\d(?:[\h-]?\d){5,8}(?!\p{N}))");
    constexpr std::size_t enough = 3;
    std::vector<Span> phones;
    phone.each(evidence_.text.bytes(), [&](const Match& match) {
      phones.push_back(match.whole());
      return phones.size() < enough;
    });
    return phones;
  }

  void refuse(const Span& span, const char* why) {
    if (taken(span)) return;
    fact_.spans.push_back(span);
    invalid();
    note(span, "identity code", false, why);
  }

  // A foreign identity number given instead: words for it with a number behind.
  void foreign() {
    static const Pattern digits(R"(\d[\d\h.-]{5,14}\w?|(?<!\w)(?=(?:[A-Z]*\d){4})[A-Z\d]{7,18}(?!\w))");
    for (const Rule* rule : evidence_.possible("code.foreign")) {
      rule->pattern.each(evidence_.text.bytes(), [&](const Match& match) {
        const std::string_view after = std::string_view(evidence_.text.bytes()).substr(match.whole().end, label_reach);
        const std::size_t stop = std::min(after.find('\n'), after.size());
        if (const auto number = digits.find(after.substr(0, stop))) {
          const Span span{match.whole().end + number->whole().begin, match.whole().end + number->whole().end};
          if (!taken(span)) {
            fact_.spans.push_back(span);
            invalid();
            note(span, rule->id, false, "foreign identity number");
          }
        }
        return !full();
      });
    }
  }

  bool full() const { return fact_.spans.size() >= most_places; }
  bool taken(const Span& span) const {
    return std::any_of(fact_.spans.begin(), fact_.spans.end(), [&](const Span& other) { return other.overlaps(span); });
  }
  void invalid() {
    if (fact_.status == ItemStatus::missing) fact_.status = ItemStatus::invalid;
  }
  void note(const Span& span, const std::string& rule, bool is_taken, const std::string& why) {
    fact_.candidates.push_back({span, rule, is_taken, why});
  }

  const Evidence& evidence_;
  CodeFact& fact_;
};

}  // namespace

void find_identity_code(const Evidence& evidence, Facts& facts) {
  CodeFinder(evidence, facts.code).run();
}

}  // namespace intake
