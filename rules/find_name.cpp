// Finds the name of the person whose records are asked for: beside the code, after labels and introductions, in the signature, on a
// line of its own, in the Subject. The fullest form of the best-placed name counts; former names are kept apart.
#include <algorithm>
#include <optional>

#include "rules/finders.h"
#include "rules/fold.h"
#include "rules/name_lexicon.h"
#include "rules/name_words.h"

namespace intake {

namespace {

constexpr std::size_t most_candidates = 60;
constexpr std::size_t lines_after_closing = 4;   // how far below "Terveisin" a signature may stand

// Smaller is better: how sure the place makes it that this is the name of the person asked about.
enum Place { beside_code, labelled, introduced, person_named, own_line_with_facts, signature, own_line, subject };

struct Found {
  Place place;
  PersonName name;
  Span span;
  std::string rule;
};

class NameFinder {
 public:
  NameFinder(const Evidence& evidence, Facts& facts) : evidence_(evidence), text_(evidence.text.bytes()), facts_(facts), fact_(facts.name) {
    lower_case_ = std::none_of(text_.begin(), text_.end(), [](char c) { return c >= 'A' && c <= 'Z'; }) || mostly_lower();
  }

  void run() {
    former_names();
    labelled_parts();
    labels();
    introductions();
    announced();
    beside_codes();
    persons();
    closings();
    own_lines();
    choose();
  }

 private:
  // Capitals at fewer than a tenth of the words: a writer without them.
  bool mostly_lower() const {
    static const Pattern word(R"(\p{L}{2,})");
    int words = 0;
    int upper = 0;
    word.each(std::string_view(text_).substr(0, 4000), [&](const Match& match) {
      ++words;
      upper += starts_upper(evidence_.text.slice(match.whole())) ? 1 : 0;
      return true;
    });
    return words > 0 && upper * 10 <= words;
  }

  // ---- former names

  void former_names() {
    for (const Rule& rule : evidence_.rules.group("name.former")) {
      for (const char* group : {"former", "former2"}) {
        const std::size_t number = rule.pattern.group(group);
        if (number == 0) continue;
        rule.pattern.each(text_, [&](const Match& match) {
          if (match.has(number)) keep_former(match.groups[number], rule.id);
          return true;
        });
      }
    }
  }

  void keep_former(const Span& span, const std::string& rule) {
    if (std::any_of(former_spans_.begin(), former_spans_.end(), [&](const Span& other) { return other.overlaps(span); })) return;
    static const Pattern separator(R"(\h(?:ja|sekä|och|and|sitten|senare)\h(?:sitten\h|senare\h)?|,\h?(?:senare\h|sitten\h)?|/)");
    std::string_view rest = evidence_.text.slice(span);
    std::vector<std::string> names;
    while (!rest.empty()) {
      const auto match = separator.find(rest);
      names.emplace_back(rest.substr(0, match ? match->whole().begin : rest.size()));
      rest = match ? rest.substr(match->whole().end) : std::string_view();
    }
    for (const std::string& name : names) {
      const std::string first(name.substr(0, name.find(' ')));
      if (evidence_.rules.has_word("name.not_a_name", first) || evidence_.rules.has_word("address.locality", name)) return;
    }
    former_spans_.push_back(span);
    fact_.former_names.insert(fact_.former_names.end(), names.begin(), names.end());
    fact_.candidates.push_back({span, rule, true, "former name"});
  }

  // ---- sources

  // Surname and first names under labels of their own.
  void labelled_parts() {
    const std::optional<NameWords> surname = part_after("name.surname_label");
    const std::optional<NameWords> first = part_after("name.first_names_label");
    if (!surname || !first) return;
    PersonName name;
    for (const std::string& word : surname->words) name.surname += (name.surname.empty() ? "" : " ") + word;
    for (const std::string& word : first->words) name.first_names += (name.first_names.empty() ? "" : " ") + word;
    name.certain_order = true;
    found_.push_back({labelled, name, first->span, "surname and first names"});
  }

  std::optional<NameWords> part_after(const char* group) const {
    for (const Rule& rule : evidence_.rules.group(group)) {
      for (const Line& line : evidence_.text.lines()) {
        const auto match = rule.pattern.find(evidence_.text.slice(line.span));
        if (!match) continue;
        NameWords words = name_words_at(evidence_, line.span.begin + match->whole().end, true);
        if (words.words.empty()) words = any_words_at(line.span.begin + match->whole().end, line.span.end);
        if (!words.words.empty()) return words;
      }
    }
    return std::nullopt;
  }

  // After its own label a word need not look like a name.
  NameWords any_words_at(std::size_t at, std::size_t end) const {
    static const Pattern word(R"(\p{L}[\p{L}'-]*)");
    NameWords words{{}, {at, end}};
    const std::size_t comma = text_.find(',', at);
    const std::size_t stop = std::min(end, comma);
    word.each(std::string_view(text_).substr(at, stop > at ? stop - at : 0), [&](const Match& match) {
      words.words.emplace_back(evidence_.text.slice({at + match.whole().begin, at + match.whole().end}));
      return words.words.size() < 4;
    });
    return words;
  }

  void labels() {
    label_group("name.surname_first_label", NameOrder::surname_first);
    label_group("name.label", NameOrder::unknown);
  }

  void label_group(const char* group, NameOrder order) {
    const auto& lines = evidence_.text.lines();
    for (const Rule& rule : evidence_.rules.group(group)) {
      for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto match = rule.pattern.find(evidence_.text.slice(lines[i].span));
        if (!match) continue;
        std::size_t at = lines[i].span.begin + match->whole().end;
        // A value on one of the next lines, as in a form: the first line that is not blank.
        for (std::size_t below = i + 1; below < lines.size() && below <= i + 3 && only_blank(at, lines[below - 1].span.end); ++below) {
          at = lines[below].span.begin;
        }
        take(name_words_at(evidence_, at, true), labelled, order, rule.id);
      }
    }
  }

  bool only_blank(std::size_t from, std::size_t to) const {
    return from >= to || text_.substr(from, to - from).find_first_not_of(" \t*") == std::string::npos;
  }

  void introductions() {
    for (const char* group : {"name.introduction", "name.weak_introduction"}) {
      const bool weak = std::string_view(group) == "name.weak_introduction";
      for (const Rule& rule : evidence_.rules.group(group)) {
        rule.pattern.each(text_, [&](const Match& match) {
          std::size_t at = match.whole().end;
          while (at < text_.size() && text_[at] == '\n') ++at;
          const NameWords words = name_words_at(evidence_, at, !weak || lower_case_);
          if (!weak || begins_with_name(words)) take(words, introduced, NameOrder::unknown, rule.id);
          return found_.size() < most_candidates;
        });
      }
    }
  }

  // "olen kotona" is no introduction, "olen maija" is one.
  bool begins_with_name(const NameWords& words) const {
    if (words.words.empty()) return false;
    if (words.words.size() >= 2 && starts_upper(words.words[0]) && starts_upper(words.words[1]) && !lower_case_) return true;
    return std::any_of(words.words.begin(), words.words.end(), [&](const std::string& word) {
      const NameClass known = class_of_name(word, evidence_.rules);
      return known == NameClass::first_name || known == NameClass::both;
    });
  }

  // "Folasade Grace Oyelaran is my name", "Sebastian Roos här alltså".
  void announced() {
    static const Pattern start(R"((?:^|[\n.,:;!?]\h*)(?=\p{L}))");
    for (const Rule& rule : evidence_.rules.group("name.announced")) {
      start.each(text_, [&](const Match& match) {
        const NameWords words = name_words_at(evidence_, match.whole().end, lower_case_);
        if (words.words.size() >= 2) {
          const std::size_t to = std::min(text_.size(), words.span.end + 40);
          if (rule.pattern.matches(std::string_view(text_).substr(words.span.end, text_.find('\n', words.span.end) < to ? text_.find('\n', words.span.end) - words.span.end : to - words.span.end))) {
            take(words, introduced, NameOrder::unknown, rule.id);
          }
        }
        return found_.size() < most_candidates;
      });
    }
  }

  // "Reijo Tervo 260460-9770", "(041252-938X, Eero Syrjälä)", and the line above or below a code that stands alone.
  void beside_codes() {
    for (const Span& code : facts_.code.spans) {
      take_near(name_words_before(evidence_, label_before(code.begin), lower_case_), code, beside_code);
      std::size_t after = code.end;
      while (after < text_.size() && (text_[after] == ' ' || text_[after] == ',' || text_[after] == '(' || text_[after] == '-')) ++after;
      take_near(name_words_at(evidence_, after, false), code, beside_code);
    }
  }

  // The code's own label between name and code: "Kirsi Haapoja, hetu 230363-909U".
  std::size_t label_before(std::size_t at) const {
    const std::size_t line = evidence_.text.lines()[evidence_.text.line_of(at)].span.begin;
    const std::string_view before = std::string_view(text_).substr(line, at - line);
    static const Pattern label(R"([\h,;:(-]*(?:(?:ja|och|and)\h)?(?:(?:mun|minun|oma|min|my)\h)?(?:hetu\w*|henkilötunnu\w*|sotu\w*|s-tunnus|tunnu\w*|synt\.\h?tunnus|personbeteckning\w*|beteckning\w*|signum|sotun|identity\hcode|id|pic|finsk\hpersonbeteckning|personal\hidentity\hcode)?[\h:.]*(?:on|är|is)?[\h:(]*$)");
    const auto match = label.find(before);
    return match ? line + match->whole().begin : at;
  }

  void take_near(const NameWords& words, const Span&, Place place) {
    if (words.words.size() >= 2) take(words, place, NameOrder::unknown, "beside the code");
  }

  void persons() {
    for (const Rule& rule : evidence_.rules.group("name.person")) {
      rule.pattern.each(text_, [&](const Match& match) {
        const NameWords words = name_words_at(evidence_, match.whole().end, false);
        if (words.words.size() >= 2) take(words, person_named, NameOrder::unknown, rule.id);
        return true;
      });
    }
  }

  void closings() {
    const auto& lines = evidence_.text.lines();
    for (const Rule& rule : evidence_.rules.group("name.closing")) {
      for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::string_view line = evidence_.text.slice(lines[i].span);
        rule.pattern.each(line, [&](const Match& match) {
          const NameWords here = name_words_at(evidence_, lines[i].span.begin + match.whole().end, true);
          if (!here.words.empty()) take(here, signature, NameOrder::unknown, rule.id);
          else if (match.whole().end + 2 >= line.size()) signature_below(i, rule.id);
          return true;
        });
      }
    }
  }

  void signature_below(std::size_t line, const std::string& rule) {
    const auto& lines = evidence_.text.lines();
    for (std::size_t below = line + 1; below < lines.size() && below <= line + lines_after_closing; ++below) {
      const std::string_view text = evidence_.text.slice(lines[below].span);
      if (text.find_first_not_of(" \t-") == std::string_view::npos) continue;
      const NameWords words = name_words_at(evidence_, lines[below].span.begin + text.find_first_not_of(" \t-/"), true);
      if (!words.words.empty()) {
        take(words, signature, NameOrder::unknown, rule);
        return;
      }
    }
  }

  // A line that begins with a name and holds nothing else, or other facts after it.
  void own_lines() {
    const auto& lines = evidence_.text.lines();
    static const Pattern start(R"(^[\h*•\p{So}-]*(?:\d{1,2}[.)]\h)?[\h/-]*)");
    static const Pattern end(R"(^\h*(?:$|[,.(\t;/]|-\h|o\.s|os\.|f\.d|ent\.|\d{6}[-+A-Y]))");
    for (std::size_t i = 0; i < lines.size() && found_.size() < most_candidates; ++i) {
      const Span span = lines[i].span;
      const auto skip = start.find(evidence_.text.slice(span));
      const std::size_t at = span.begin + (skip ? skip->whole().end : 0);
      const NameWords words = name_words_at(evidence_, at, lower_case_);
      if (words.words.size() < 2) {
        last_line_name(i, words);
        continue;
      }
      const std::string_view rest = std::string_view(text_).substr(words.span.end, span.end - words.span.end);
      if (!end.matches(rest)) continue;
      const bool facts_near = near_facts(span);
      if (lines[i].role == Role::subject) take_if_known(words, subject, "subject");
      else if (facts_near) take_if_known(words, own_line_with_facts, "line of facts");
      else take_if_known(words, own_line, "line of its own");
    }
    subject_name();
  }

  // The last line of the message that is one name: "Minna", "// Tove".
  void last_line_name(std::size_t line, const NameWords& words) {
    if (words.words.size() != 1) return;
    const auto& lines = evidence_.text.lines();
    if (lines[line].role == Role::subject || only_blank(lines[line].span.begin, lines[line].span.end)) return;
    std::size_t after = line + 1;
    while (after < lines.size() && only_blank(lines[after].span.begin, lines[after].span.end)) ++after;
    const bool last_of_block = after >= lines.size() || lines[after].block != lines[line].block;
    static const Pattern end(R"(^[\h.!:)(;-]*$)");
    if (!last_of_block || !end.matches(std::string_view(text_).substr(words.span.end, lines[line].span.end - words.span.end))) return;
    const NameClass known = class_of_name(words.words[0], evidence_.rules);
    if (known != NameClass::unknown) take(words, signature, NameOrder::unknown, "last line");
  }

  // "Vastaamon potilastietoni 2019 / Ojala Sini Maaria 250996-947P"
  void subject_name() {
    static const Pattern piece(R"([/,:;(-]\h*)");
    for (const Line& line : evidence_.text.lines()) {
      if (line.role != Role::subject) continue;
      piece.each(evidence_.text.slice(line.span), [&](const Match& match) {
        const NameWords words = name_words_at(evidence_, line.span.begin + match.whole().end, false);
        if (words.words.size() >= 2) take_if_known(words, subject, "subject");
        return true;
      });
    }
  }

  // Words of unknown kind are a name only where facts or a closing vouch for them.
  void take_if_known(const NameWords& words, Place place, const char* rule) {
    const bool known = std::any_of(words.words.begin(), words.words.end(), [&](const std::string& word) {
      return class_of_name(word, evidence_.rules) != NameClass::unknown;
    });
    if (known || (place == own_line_with_facts && words.words.size() <= 4)) take(words, place, NameOrder::unknown, rule);
  }

  // A code, phone number or address in this line or the three around it.
  bool near_facts(const Span& line) const {
    const std::size_t from = line.begin > 120 ? line.begin - 120 : 0;
    const Span window{from, line.end + 120};
    const auto inside = [&](const Span& span) { return span.overlaps(window); };
    return std::any_of(facts_.code.spans.begin(), facts_.code.spans.end(), inside) ||
           std::any_of(facts_.phone.spans.begin(), facts_.phone.spans.end(), inside) ||
           std::any_of(facts_.address.spans.begin(), facts_.address.spans.end(), inside);
  }

  void take(const NameWords& words, Place place, NameOrder order, const std::string& rule) {
    if (words.words.empty() || found_.size() >= most_candidates) return;
    const auto overlaps = [&](const Span& span) { return span.overlaps(words.span); };
    if (std::any_of(former_spans_.begin(), former_spans_.end(), overlaps)) return;
    if (std::any_of(facts_.address.spans.begin(), facts_.address.spans.end(), overlaps)) return;
    if (std::any_of(facts_.provider.spans.begin(), facts_.provider.spans.end(), overlaps)) return;
    found_.push_back({place, split_name(words.words, order, evidence_.rules), words.span, rule});
  }

  // ---- the answer

  void choose() {
    const Found* best = nullptr;
    for (const Found& found : found_) {
      const bool better = best == nullptr || (found.name.whole() && !best->name.whole()) ||
                          (found.name.whole() == best->name.whole() && found.place < best->place);
      if (better && (found.name.whole() || !found.name.surname.empty() || !found.name.first_names.empty())) best = &found;
    }
    for (const Found& found : found_) fact_.candidates.push_back({found.span, found.rule, &found == best, &found == best ? "" : "another place is surer"});
    if (best == nullptr) return;
    PersonName name = best->name;
    if (!name.whole()) {
      fact_.status = ItemStatus::invalid;
      fact_.surname = name.surname;
      fact_.first_names = name.first_names;
      return;
    }
    for (const Found& other : found_) name = fuller(name, other.name);
    fact_.status = ItemStatus::given;
    fact_.surname = name.surname;
    fact_.first_names = name.first_names;
  }

  static std::vector<std::string> words_of(const PersonName& name) {
    std::vector<std::string> words;
    const std::string both = name.surname + " " + name.first_names + " ";
    for (std::size_t at = 0, blank = 0; (blank = both.find(' ', at)) != std::string::npos; at = blank + 1) {
      if (blank > at) words.push_back(fold_case(both.substr(at, blank - at)));
    }
    std::sort(words.begin(), words.end());
    return words;
  }

  // Two forms of one name: the one with more words, and the order of the one whose order is certain.
  static PersonName fuller(const PersonName& name, const PersonName& other) {
    if (!other.whole()) return name;
    const std::vector<std::string> mine = words_of(name);
    const std::vector<std::string> theirs = words_of(other);
    if (mine == theirs) return other.certain_order && !name.certain_order ? other : name;
    const bool longer = theirs.size() > mine.size() && std::includes(theirs.begin(), theirs.end(), mine.begin(), mine.end());
    if (!longer) return name;
    if (other.certain_order || !name.certain_order || fold_case(other.surname) == fold_case(name.surname)) return other;
    return name;
  }

  const Evidence& evidence_;
  const std::string& text_;
  Facts& facts_;
  NameFact& fact_;
  std::vector<Found> found_;
  std::vector<Span> former_spans_;
  bool lower_case_ = false;
};

}  // namespace

void find_name(const Evidence& evidence, Facts& facts) { NameFinder(evidence, facts).run(); }

}  // namespace intake
