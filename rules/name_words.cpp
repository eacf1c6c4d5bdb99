#include "rules/name_words.h"

#include <algorithm>

#include "rules/fold.h"

namespace intake {

namespace {

constexpr std::size_t most_words = 7;             // four first names, a double surname, a particle
constexpr std::size_t most_lower_case_words = 4;  // without capitals nothing else tells where a name ends
constexpr std::size_t wrapped_line = 50;          // bytes: a line as long as this may go on in the next one
constexpr std::size_t looked_at_for_case = 4000;  // bytes

// Capitals at fewer than a tenth of the words, or in nearly all of their letters.
bool says_nothing_by_case(std::string_view text) {
  std::size_t words = 0;
  std::size_t upper_words = 0;
  std::size_t upper = 0;
  std::size_t lower = 0;
  bool inside = false;
  bool digit = false;  // the letter in a code or street number is no word
  for (const char c : text.substr(0, looked_at_for_case)) {
    const bool is_upper = c >= 'A' && c <= 'Z';
    const bool letter = is_upper || (c >= 'a' && c <= 'z') || (static_cast<unsigned char>(c) & 0x80U) != 0;
    upper += is_upper ? 1U : 0U;
    lower += c >= 'a' && c <= 'z' ? 1U : 0U;
    if (letter && !inside && !digit) {
      ++words;
      upper_words += is_upper ? 1U : 0U;
    }
    inside = letter;
    digit = c >= '0' && c <= '9';
  }
  return words > 0 && (upper_words * 10 <= words || upper > 4 * lower);
}

bool is_contraction(std::string_view word) {
  if (word.size() > 2 && word.substr(word.size() - 2) == "'s" && !starts_upper(word)) return true;
  static const Pattern pattern(
      R"(^(?:.{1,6}'(?:m|re|ve|ll|t)|(?:i|he|she|it|we|you|they|that|there|here|what|who|name|names|where)'(?:d|s))$)");
  return word.find('\'') != std::string_view::npos && pattern.matches(word);
}

// "al-Rahman", "el-Sayed".
bool has_article(std::string_view word) {
  static const Pattern shape(R"(^(?:[ae][a-z]|ul)-\p{Lu})", true);
  return shape.matches(word);
}

}  // namespace

bool is_initial(std::string_view word) {
  std::size_t letters = 0;
  for (const char c : word)
    letters += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U && c != '.' && c != '-' ? 1U : 0U;
  const bool marked = word.find_first_of(".-") != std::string_view::npos;
  return letters <= 1 || (marked && letters <= 2);
}

NameReader::NameReader(const Evidence& evidence, const Facts& facts)
    : evidence_(evidence), text_(evidence.text.bytes()), lexicon_(evidence.rules) {
  for (const auto* spans : {&facts.code.spans, &facts.phone.spans, &facts.address.spans, &facts.provider.spans}) {
    facts_.insert(facts_.end(), spans->begin(), spans->end());
  }
  std::sort(facts_.begin(), facts_.end(), [](const Span& a, const Span& b) { return a.begin < b.begin; });
  case_blind_ = says_nothing_by_case(text_);
}

// Words of one name are parted by a blank or two; by a tab between cells or a line end where lines wrap, if the words
// agree.
bool NameReader::next_word(std::size_t from, bool first, Word& word) const {
  static const Pattern start(R"(\G[\h*_"']*((?:\p{L}\.-?){1,3}(?!\p{L})|\p{L}[\p{L}'-]*\p{L}|\p{L}(?!\p{L})))");
  static const Pattern further(
      R"(\G(?: {1,3}|\h*\n\h*|\h*\t\h*)((?:\p{L}\.-?){1,3}(?!\p{L})|\p{L}[\p{L}'-]*\p{L}|\p{L}(?!\p{L})))");
  const auto match = first ? start.find(text_, from) : further.find(text_, from);
  if (!match) return false;
  word.span = match->groups[1];
  word.text = evidence_.text.slice(word.span);
  const std::string_view between = std::string_view(text_).substr(from, word.span.begin - from);
  word.gap = between.find('\n') != std::string_view::npos   ? '\n'
             : between.find('\t') != std::string_view::npos ? '\t'
                                                            : ' ';
  return true;
}

bool NameReader::accepts(const Word& word, const NameRun& run, Trust trust) {
  if (is_contraction(word.text)) return false;
  const bool upper = starts_upper(word.text) || has_article(word.text);
  if (lexicon_.is_particle(word.text) && (!upper || !run.empty())) return true;
  if (!upper && ((trust == Trust::none && !case_blind_) || is_initial(word.text))) return false;
  const WordKind& kind = lexicon_.of(word.text);
  // "A." is an initial, "O.S." tells of a former name.
  if (upper && is_initial(word.text) && word.text.find('.') != std::string_view::npos)
    return word.text.size() <= 2 || !kind.stop;
  if (kind.stop && !(kind.first_name && !run.empty())) return false;
  if (word.gap == '\n' &&
      (run.size() != 1 || evidence_.text.lines()[evidence_.text.line_of(run.span.end - 1)].span.size() < wrapped_line))
    return false;
  if (word.gap == '\t' && !run.empty() && trust == Trust::labelled) return false;
  if (word.gap != ' ' && !run.empty() && !(kind.name() && lexicon_.of(run.words.back()).name())) return false;
  if (kind.name()) return true;
  // "YT, Eeva Mattila", "DI Eeva Mattila": abbreviations among words with small letters.
  const bool abbreviation = word.text.size() <= 3 && all_upper(word.text) && !is_initial(word.text);
  if (run.empty() && !case_blind_ && abbreviation) return false;
  if (!upper && !case_blind_ && !run.empty() && starts_upper(run.words.front()))
    return false;  // "O'Driscoll without the Keane"
  return upper && !case_blind_ ? accepts_capitalised(kind, run, trust) : accepts_any_case(word, kind, run, trust);
}

bool NameReader::accepts_capitalised(const WordKind& kind, const NameRun& run, Trust trust) {
  if (kind.frequent) return false;
  if (kind.inflected) {
    // "Marika Raumalta" has no surname, "Maija Olin" and "Kirsi Haapoja" have.
    return !kind.surname_of.empty() || (run.size() == 1 && kind.by_chance) || (run.empty() && trust == Trust::labelled);
  }
  // "Olli Pesonen Varkaus" has its surname already, "Reijo Sakari Tervo" has not.
  return !kind.place || kind.ordinary || !has_surname(run);
}

bool NameReader::has_surname(const NameRun& run) {
  return run.size() >= 2 && std::any_of(run.words.begin(), run.words.end(), [&](const std::string& word) {
           return lexicon_.of(word).surname && !lexicon_.of(word).first_name;
         });
}

bool NameReader::accepts_any_case(const Word& word, const WordKind& kind, const NameRun& run, Trust trust) {
  if (kind.frequent ||
      (kind.place && ((run.empty() && !has_surname_ending(fold_case(word.text))) || has_surname(run))) ||
      run.size() >= most_lower_case_words)
    return false;
  if (kind.inflected && kind.surname_of.empty()) return false;
  const bool after_name = !run.empty() && lexicon_.of(run.words.back()).first_name;
  if (kind.ordinary) return trust == Trust::labelled || (after_name && ends_phrase(word.span.end));
  return word.text.size() > 1 || after_name;
}

// Whether the phrase ends here: punctuation, a digit, the end of the line or a word that no name goes on with.
bool NameReader::ends_phrase(std::size_t at) const {
  static const Pattern end(
      R"(\G\h*(?:$|[\n\t,.;:()!?/\d-]|(?:ja|och|å|o|and|here|här|täällä|os|o\.s|ent|f\.?d|född|née|nee|hetu\w*|sotu\w*|tunnus|puh|tel|tfn)\b))");
  return end.find(text_, at).has_value();
}

// "Palosaari, Jarkko Tapani", "Palosaari / Jarkko": one mark, right after the surname and before a first name.
bool NameReader::continues_after_comma(const NameRun& run, std::size_t from) {
  if (run.size() > 2) return false;
  Word word;
  if (!next_word(from, true, word) || word.span.begin - from > 2) return false;
  if (!starts_upper(word.text) && starts_upper(run.words.front())) return false;
  const WordKind& kind = lexicon_.of(word.text);
  const WordKind& before = lexicon_.of(run.words.back());
  // Without capitals "hiya, kate" looks like a surname and a first name.
  if (!starts_upper(word.text) && !before.surname && !has_surname_ending(fold_case(run.words.back()))) return false;
  return (kind.first_name && !kind.stop && !(before.first_name && !before.surname && run.size() > 1)) ||
         (run.size() == 1 && before.surname && !before.first_name && kind.unknown());
}

// "Dr Valda Haapavaara", "rouva Maija Virtanen": titles are no part of the name.
std::size_t NameReader::after_titles(std::size_t at) const {
  Word word;
  for (int titles = 0; titles < 3 && next_word(at, true, word) && evidence_.rules.has_word("name.title", word.text);
       ++titles) {
    at = word.span.end;
    if (at < text_.size() && (text_[at] == '.' || text_[at] == ',')) ++at;
  }
  return at;
}

NameRun NameReader::at(std::size_t offset, Trust trust) {
  Word word;
  offset = after_titles(offset);
  NameRun run{{}, {offset, offset}};
  bool comma = false;
  while (
      run.size() < most_words &&
      next_word(run.span.end, run.empty() || text_[run.span.end - 1] == ',' || text_[run.span.end - 1] == '/', word)) {
    if (!accepts(word, run, trust)) break;
    if (run.empty()) run.span.begin = word.span.begin;
    run.words.emplace_back(word.text);
    run.span.end = word.span.end;
    const std::size_t mark = text_.find_first_not_of(' ', run.span.end);
    if (comma && trust == Trust::labelled && mark != std::string::npos && text_[mark] == '/')
      run.span.end = mark + 1;  // "Doe / Jane / Mary"
    if (comma || mark == std::string::npos || (text_[mark] != ',' && text_[mark] != '/')) continue;
    const bool cells = text_[mark] == '/' && trust == Trust::labelled;
    if (!cells && !continues_after_comma(run, mark + 1)) break;
    comma = true;
    run.words.back() += ',';
    run.span.end = mark + 1;
  }
  stop_at_facts(run);
  drop_loose_ends(run);
  refuse_lower_case_prose(run, trust);
  return run;
}

void NameReader::stop_at_facts(NameRun& run) const {
  // Facts hardly overlap each other: the two before the run and those that begin in it are enough.
  auto fact = std::lower_bound(facts_.begin(), facts_.end(), run.span.begin,
                               [](const Span& a, std::size_t at) { return a.begin < at; });
  fact -= std::min<std::ptrdiff_t>(2, fact - facts_.begin());
  for (; fact != facts_.end() && fact->begin < run.span.end; ++fact) {
    if (!fact->overlaps(run.span)) continue;
    if (fact->begin <= run.span.begin) {
      run.words.clear();
      return;
    }
    while (!run.empty() && run.span.end > fact->begin) drop_last(run);
  }
}

// Where a word of a run begins in the text; its comma may be a slash there.
std::size_t NameReader::begin_of_word(const NameRun& run, std::size_t index) const {
  std::size_t at = run.span.begin;
  for (std::size_t i = 0; i <= index; ++i) {
    std::string_view word = run.words[i];
    if (word.back() == ',') word.remove_suffix(1);
    const std::size_t found = text_.find(word, at);
    if (found == std::string::npos || found >= run.span.end) return at;
    at = i == index ? found : found + word.size();
  }
  return at;
}

void NameReader::drop_last(NameRun& run) const {
  run.span.end -= std::min(run.span.size(), run.words.back().size());
  run.words.pop_back();
  while (run.span.end > run.span.begin &&
         std::string_view(" \t\n").find(text_[run.span.end - 1]) != std::string_view::npos)
    --run.span.end;
}

// Particles at the end, ordinary words behind a surname ("Maija Virtanen Potilaskertomus") or before a first name
// ("Asiakas Maija Virtanen") are no part of the name.
void NameReader::drop_loose_ends(NameRun& run) {
  while (!run.empty() && lexicon_.is_particle(run.words.back()) && !starts_upper(run.words.back())) drop_last(run);
  if (run.size() > 2 && (run.words.front() == "T." || run.words.front() == "t.")) {  // "T. Sari Korhonen": a greeting
    run.span.begin = begin_of_word(run, 1);
    run.words.erase(run.words.begin());
  }
  while (run.size() > 2) {
    const WordKind& kind = lexicon_.of(run.words.back());
    const WordKind& previous = lexicon_.of(run.words[run.size() - 2]);
    if (kind.name() || !kind.ordinary || !previous.surname || previous.first_name) break;
    drop_last(run);
  }
  while (run.size() > 2 && run.words.front().back() != ',' && !lexicon_.of(run.words.back()).first_name) {
    const WordKind& kind = lexicon_.of(run.words.front());
    const auto is_first = [&](const std::string& word) { return lexicon_.of(word).first_name; };
    const bool first_follows = std::any_of(run.words.begin() + 1, run.words.end(), is_first);
    if (kind.name() || (!kind.ordinary && !kind.inflected) || !first_follows) break;
    if (has_surname_ending(fold_case(run.words.front()))) break;
    run.span.begin = begin_of_word(run, 1);
    run.words.erase(run.words.begin());
  }
  if (!run.empty() && run.words.back().back() == ',') run.words.back().pop_back();
}

bool NameReader::knows_name(const NameRun& run) {
  return std::any_of(run.words.begin(), run.words.end(),
                     [&](const std::string& word) { return lexicon_.of(word).name(); });
}

bool NameReader::knows_first_name(const NameRun& run) {
  return std::any_of(run.words.begin(), run.words.end(),
                     [&](const std::string& word) { return lexicon_.of(word).first_name; });
}

// Without capitals a first name must be known, or the words must be a phrase of their own that no dictionary knows.
void NameReader::refuse_lower_case_prose(NameRun& run, Trust trust) {
  if (run.empty() || trust == Trust::labelled) return;
  const bool capitals =
      std::any_of(run.words.begin(), run.words.end(), [](const std::string& word) { return starts_upper(word); });
  if ((capitals && !case_blind_) || knows_first_name(run)) return;
  const bool phrase =
      case_blind_ && trust == Trust::introduced && run.size() >= 2 && run.size() <= 3 && ends_phrase(run.span.end);
  if (!phrase || !credible(run)) run.words.clear();
}

bool NameReader::credible(const NameRun& run) {
  bool all_unknown = !run.empty();
  for (const std::string& word : run.words) {
    const WordKind& kind = lexicon_.of(word);
    if (kind.name()) return true;
    const bool short_word = word.size() <= 3 && kind.ordinary;  // "Xi" is also a numeral
    all_unknown = all_unknown && (kind.unknown() || short_word || is_initial(word) || lexicon_.is_particle(word));
  }
  return all_unknown;
}

// The words before `end`, at most as many as a name has; the farthest first.
std::vector<std::size_t> NameReader::word_starts_before(std::size_t end) const {
  static constexpr std::string_view borders = " \t\n(,:;/";
  constexpr std::size_t longest_name = 90;  // bytes
  std::vector<std::size_t> starts;
  std::size_t at = end;
  while (at > 0 && end - at < longest_name && starts.size() < most_words) {
    --at;
    const bool starts_here = borders.find(text_[at]) == std::string_view::npos &&
                             (at == 0 || borders.find(text_[at - 1]) != std::string_view::npos);
    if (starts_here) starts.insert(starts.begin(), at);
  }
  return starts;
}

NameRun NameReader::before(std::size_t end, Trust trust) {
  const std::size_t last = end == 0 ? std::string::npos : text_.find_last_not_of(" \t\n(,:;-/*", end - 1);
  if (last == std::string::npos) return {};
  for (const std::size_t from : word_starts_before(last + 1)) {
    const bool capital = case_blind_ || starts_upper(std::string_view(text_).substr(from, 4));
    if (!capital && trust == Trust::none && text_.find(' ', from) > from + 5) continue;
    NameRun found = at(from, trust);
    if (found.size() >= 2 && found.span.end >= last + 1) return found;
  }
  return {};
}

}  // namespace intake
