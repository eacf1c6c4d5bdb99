// Finds identity codes, nearly identity codes, and what people write in their place (triage policy, section 3).
#include <algorithm>
#include <array>

#include "rules/finders.h"
#include "rules/identity_code.h"

namespace intake {

namespace {

// A label counts for what stands this many bytes after it: "Henkilötunnukseni on siis tuo vanha ..." and no more.
constexpr std::size_t label_reach = 40;

bool near_label(const Evidence& evidence, const char* group, std::size_t at) {
  const std::size_t from = at > label_reach + 40 ? at - label_reach - 40 : 0;
  const std::string_view before = std::string_view(evidence.text.bytes()).substr(0, at);
  for (const Rule& rule : evidence.rules.group(group)) {
    std::size_t start = from;
    while (start < at && (static_cast<unsigned char>(before[start]) & 0xC0U) == 0x80U) ++start;
    while (const auto match = rule.pattern.find(before, start)) {
      const std::size_t end = match->whole().end;
      if (at - end <= label_reach && before.substr(end).find("\n\n") == std::string_view::npos) return true;
      start = std::max(end, start + 1);
      while (start < at && (static_cast<unsigned char>(before[start]) & 0xC0U) == 0x80U) ++start;
    }
  }
  return false;
}

class CodeFinder {
 public:
  CodeFinder(const Evidence& evidence, CodeFact& fact) : evidence_(evidence), fact_(fact) {}

  void run() {
    full_codes();
    misshapen();
    dates_for_codes();
    foreign();
    if (!fact_.code.empty()) fact_.status = ItemStatus::given;
  }

 private:
  // Six digits, sign, three digits, check character; blanks and one line break around the sign.
  void full_codes() {
    static const Pattern shape(R"((?<![\p{L}\p{N}])(\d{6})\h{0,2}\R?\h{0,2}([-+A-FU-Y])\h{0,2}\R?\h{0,2}(\d{3})\h?([0-9A-Z])(?![\p{L}\p{N}]))");
    shape.each(evidence_.text.bytes(), [&](const Match& match) {
      std::string code;
      for (std::size_t group = 1; group <= 4; ++group) code += evidence_.text.slice(match.groups[group]);
      take(match.whole(), check_identity_code(code, evidence_.policy));
      return true;
    });
  }

  void take(const Span& span, const IdentityCode& found) {
    const bool foreign = near_label(evidence_, "code.foreign", span.begin);
    const bool letter_end = found.code.back() >= 'A';
    if (found.flaw == CodeFlaw::date && !letter_end && !foreign && !near_label(evidence_, "code.label", span.begin)) {
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
    } else if (found.code != fact_.code && std::find(fact_.others.begin(), fact_.others.end(), found.code) == fact_.others.end()) {
      fact_.others.push_back(found.code);
    }
  }

  struct Shape {
    const char* name;
    Pattern pattern;
    bool needs_label;
  };

  // Something of the shape of a code that cannot be used: no sign, another sign, letters for digits, masked, half.
  void misshapen() {
    static const std::array<Shape, 6> shapes = {{
        {"no century sign", Pattern(R"((?<![\p{L}\p{N}])(?:0[1-9]|[12]\d|3[01])(?:0\d|1[0-2])\d{2}\h?\d{3}[A-FHJ-NPR-Y](?![\p{L}\p{N}]))"), false},
        {"wrong sign", Pattern(R"((?<![\p{L}\p{N}])(?:0[1-9]|[12]\d|3[01])(?:0\d|1[0-2])\d{2}[/:_.,;]\d{3}[A-FHJ-NPR-Y](?![\p{L}\p{N}]))"), false},
        {"letters for digits", Pattern(R"((?<![\p{L}\p{N}])(?=[\dOoIl]{0,5}[OoIl])[\dOoIl]{6}[-+]\d{3}[0-9A-Z](?![\p{L}\p{N}]))"), false},
        {"masked", Pattern(R"((?<![\p{L}\p{N}])\d{6}\h?[-+A]?\h?(?:[\dxX*?_#]{0,2}[xX*?_#]{2,4}|\.{3,5})(?![\p{L}\p{N}]))"), false},
        {"check character missing", Pattern(R"((?<![\p{L}\p{N}])(?:0[1-9]|[12]\d|3[01])(?:0\d|1[0-2])\d{2}[-+A]\d{1,3}(?![\p{L}\p{N}-]))"), true},
        {"no century sign", Pattern(R"((?<![\p{L}\p{N}])\d{6}\h?\d{4}(?![\p{L}\p{N}]))"), true},
    }};
    for (const Shape& shape : shapes) {
      shape.pattern.each(evidence_.text.bytes(), [&](const Match& match) {
        const Span span = match.whole();
        if (taken(span) || (shape.needs_label && !near_label(evidence_, "code.label", span.begin))) return true;
        fact_.spans.push_back(span);
        invalid();
        note(span, shape.name, false, shape.name);
        return true;
      });
    }
    static const Pattern tail(R"(\b(?:loppuosa\w*|loppu|tunnusosa\w*|slut(?:et|siffror\w*|delen)|sista (?:fyra|siffrorna)|last four(?: digits)?|ending)\b[^\n\d]{0,20}(-?\d{3}[0-9A-Z])(?![\p{L}\p{N}]))");
    tail.each(evidence_.text.bytes(), [&](const Match& match) {
      if (taken(match.groups[1])) return true;
      fact_.spans.push_back(match.groups[1]);
      invalid();
      note(match.groups[1], "half a code", false, "half a code");
      return true;
    });
  }

  // A birth date, or six digits of one, where a label asks for the code.
  void dates_for_codes() {
    static const Pattern date(R"((?<![\p{L}\p{N}])(?:\d{1,2}\.\h?\d{1,2}\.\h?(?:19|20)?\d{2}|\d{6}|\d{1,2}/\d{1,2}/(?:19|20)\d{2}|(?:19|20)\d{2}-\d{2}-\d{2})(?![\p{L}\p{N}-]))");
    date.each(evidence_.text.bytes(), [&](const Match& match) {
      const Span span = match.whole();
      if (taken(span) || !directly_labelled(span.begin)) return true;
      fact_.spans.push_back(span);
      invalid();
      note(span, "birth date", false, "birth date in place of a code");
      return true;
    });
  }

  // The label is the last thing before the value: only punctuation, blanks and a little verb between.
  bool directly_labelled(std::size_t at) const {
    const std::size_t line = evidence_.text.line_of(at);
    const std::size_t begin = evidence_.text.lines()[line].span.begin;
    const std::string_view before = std::string_view(evidence_.text.bytes()).substr(begin, at - begin);
    static const Pattern gap(R"(^[\h:=.,+()-]*(?:on|är|is|ni|alku|början|slutet)?[\h:=.]*$)");
    for (const Rule& rule : evidence_.rules.group("code.label")) {
      std::size_t end = std::string_view::npos;
      rule.pattern.each(before, [&](const Match& match) {
        end = match.whole().end;
        return true;
      });
      if (end != std::string_view::npos && gap.matches(before.substr(end))) return true;
    }
    return false;
  }

  // A foreign identity number given instead: words for it with a number behind.
  void foreign() {
    static const Pattern digits(R"(\d[\d\h.-]{5,14}\w?)");
    for (const Rule& rule : evidence_.rules.group("code.foreign")) {
      rule.pattern.each(evidence_.text.bytes(), [&](const Match& match) {
        const std::string_view after = std::string_view(evidence_.text.bytes()).substr(match.whole().end, label_reach);
        const std::size_t stop = std::min(after.find('\n'), after.size());
        if (const auto number = digits.find(after.substr(0, stop))) {
          const Span span{match.whole().end + number->whole().begin, match.whole().end + number->whole().end};
          if (!taken(span)) {
            fact_.spans.push_back(span);
            invalid();
            note(span, rule.id, false, "foreign identity number");
          }
        }
        return true;
      });
    }
  }

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

void find_identity_code(const Evidence& evidence, Facts& facts) { CodeFinder(evidence, facts.code).run(); }

}  // namespace intake
