#include "rules/name_words.h"

#include <algorithm>
#include <array>
#include <optional>

#include "rules/fold.h"
#include "rules/name_lexicon.h"

namespace intake {

namespace {

constexpr std::size_t most_words = 7;   // four first names, a double surname, a particle

bool is_particle(std::string_view word) {
  static constexpr std::array<std::string_view, 18> particles = {"af", "von", "van", "de", "la", "der", "den", "du", "di",
                                                                "da", "del", "al", "el", "bin", "ben", "dos", "le", "och von"};
  const std::string folded = fold_case(word);
  return std::find(particles.begin(), particles.end(), folded) != particles.end();
}

bool is_initial(std::string_view word) {
  std::size_t letters = 0;
  for (const char c : word) letters += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U && c != '.' && c != '-' ? 1U : 0U;
  const bool dotted = word.find('.') != std::string_view::npos;
  return letters <= 1 || (dotted && letters <= 2);
}

bool acceptable(std::string_view word, bool lower_case, const RuleSet& rules) {
  if (rules.has_word("name.not_a_name", trim(word))) return false;
  return starts_upper(word) || is_particle(word) || lower_case;
}

// In text without capitals one word must be known as a first name, or everything would be a name.
bool plausible(const NameWords& found, const RuleSet& rules) {
  return std::any_of(found.words.begin(), found.words.end(), [&](const std::string& word) {
    const NameClass known = class_of_name(word, rules);
    return known == NameClass::first_name || known == NameClass::both;
  });
}

void drop_particles_at_end(NameWords& found) {
  while (!found.words.empty() && is_particle(found.words.back())) {
    found.span.end -= std::min(found.span.size(), found.words.back().size() + 1);
    found.words.pop_back();
  }
}

std::string joined(const std::vector<std::string>& words, std::size_t from, std::size_t to) {
  std::string out;
  for (std::size_t i = from; i < to; ++i) out += (out.empty() ? "" : " ") + words[i];
  return out;
}

bool surname_ending(std::string_view word) {
  static const Pattern ending(R"((?:nen|ström|son|sson|qvist|kvist|berg|lund|man|mann|stedt|holm|gren|dahl|roos|ev|ov|ova|eva|ić|ski|ska|skaja|niemi|mäki|lahti|järvi|koski|ranta|saari|vaara|maa|aho|harju|salo|puro|talo|korpi|suo|oja|joki|virta)$)");
  return ending.matches(word);
}

}  // namespace

NameWords name_words_at(const Evidence& evidence, std::size_t at, bool lower_case) {
  static const Pattern one_line(R"(\G[\h*]*((?:\p{L}\.-?){1,3}(?!\p{L})|\p{L}[\p{L}'-]*\p{L}|\p{L}(?!\p{L}))(,?))");
  const std::string& text = evidence.text.bytes();
  NameWords found{{}, {at, at}};
  bool comma = false;
  while (found.words.size() < most_words) {
    const auto match = one_line.find(text, found.span.end);
    if (!match) break;
    const std::string_view next = evidence.text.slice(match->groups[1]);
    if (!acceptable(next, lower_case, evidence.rules)) break;
    if (comma && found.words.size() > 2) break;
    if (found.words.empty()) found.span.begin = match->groups[1].begin;
    found.words.emplace_back(next);
    found.span.end = match->groups[1].end;
    const bool has_comma = match->groups[2].size() > 0;
    if (!has_comma) continue;
    // "Palosaari, Jarkko Tapani": one comma, right after the surname.
    if (comma || found.words.size() > 2) break;
    const auto after = one_line.find(text, match->whole().end);
    if (!after || !starts_upper(evidence.text.slice(after->groups[1]))) break;
    const NameClass known = class_of_name(evidence.text.slice(after->groups[1]), evidence.rules);
    if (known != NameClass::first_name && known != NameClass::both) break;
    comma = true;
    found.words.back() += ",";
    found.span.end = match->whole().end;
  }
  drop_particles_at_end(found);
  if (!found.words.empty() && found.words.back().back() == ',') found.words.back().pop_back();
  if (found.words.empty()) return found;
  const bool lower = std::none_of(found.words.begin(), found.words.end(), [](const std::string& w) { return starts_upper(w); });
  if (lower && !plausible(found, evidence.rules)) found.words.clear();
  return found;
}

NameWords name_words_before(const Evidence& evidence, std::size_t end, bool lower_case) {
  const std::string& text = evidence.text.bytes();
  const Span line = evidence.text.lines()[evidence.text.line_of(end > 0 ? end - 1 : 0)].span;
  // Words of the line that end right before `end`, from the longest run to the shortest.
  static const Pattern tail(R"((?:(?<=[\h\t(,:;*./"-])|^)(?:(?:(?:\p{L}\.-?){1,3}|\p{L}[\p{L}'-]*),?\h+){0,6}(?:(?:\p{L}\.-?){1,3}|\p{L}[\p{L}'-]*)$)");
  const std::string_view before = std::string_view(text).substr(line.begin, end > line.begin ? end - line.begin : 0);
  std::size_t stop = before.find_last_not_of(" \t(,:;-/");
  if (stop == std::string_view::npos) return {};
  const std::string_view cut = before.substr(0, stop + 1);
  const auto match = tail.find(cut);
  if (!match) return {};
  for (std::size_t from = match->whole().begin; from < cut.size();) {
    NameWords found = name_words_at(evidence, line.begin + from, lower_case);
    if (found.words.size() >= 2 && found.span.end >= line.begin + cut.size()) return found;
    const std::size_t blank = cut.find_first_of(" \t", from);
    if (blank == std::string_view::npos) break;
    from = blank + 1;
  }
  return {};
}

PersonName split_name(const std::vector<std::string>& given, NameOrder order, const RuleSet& rules) {
  PersonName name;
  std::vector<std::string> words = given;
  if (words.empty()) return name;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].back() != ',') continue;
    words[i].pop_back();
    name.surname = joined(words, 0, i + 1);
    name.first_names = joined(words, i + 1, words.size());
    name.certain_order = true;
    break;
  }
  if (name.surname.empty() && words.size() == 1) {
    const NameClass known = class_of_name(words[0], rules);
    if (is_initial(words[0])) return name;
    (known == NameClass::surname ? name.surname : name.first_names) = words[0];
    return name;
  }
  if (name.surname.empty()) {
    std::vector<NameClass> classes;
    for (const std::string& word : words) classes.push_back(class_of_name(word, rules));
    const auto is_first = [&](std::size_t i) { return classes[i] == NameClass::first_name || classes[i] == NameClass::both; };
    const auto is_last = [&](std::size_t i) { return classes[i] == NameClass::surname || classes[i] == NameClass::both || surname_ending(words[i]); };
    const std::size_t n = words.size();
    bool surname_first = order == NameOrder::surname_first;
    name.certain_order = order != NameOrder::unknown;
    if (order == NameOrder::unknown) {
      const bool capitals_first = all_upper(words[0]) && std::none_of(words.begin() + 1, words.end(), [](const std::string& w) { return all_upper(w); });
      const bool capitals_last = all_upper(words[n - 1]) && !all_upper(words[0]);
      int score = 0;  // positive: the surname comes first
      if (capitals_first) score += 4;
      if (capitals_last) score -= 4;
      if (!is_first(0) && is_first(n - 1)) score += 3;
      if (is_first(0) && !is_first(n - 1)) score -= 3;
      if (is_last(0) && !is_last(n - 1)) score += classes[0] == NameClass::both ? 1 : 2;
      if (is_last(n - 1) && !is_last(0)) score -= 2;
      surname_first = score > 0;
      name.certain_order = score >= 3 || score <= -3;
    }
    std::size_t particle = 0;
    while (particle < n && !is_particle(words[particle])) ++particle;
    if (surname_first) {
      std::size_t length = 1;
      if (particle == 0) {
        while (length < n && is_particle(words[length - 1])) ++length;
      }
      length = std::min(length, n - 1);
      name.surname = joined(words, 0, length);
      name.first_names = joined(words, length, n);
    } else {
      std::size_t begin = particle > 0 && particle < n ? particle : n - 1;
      name.surname = joined(words, begin, n);
      name.first_names = joined(words, 0, begin);
    }
  }
  // Initials are no first name: "K. Ahonen".
  const std::string_view first = std::string_view(name.first_names).substr(0, name.first_names.find(' '));
  bool whole_first = false;
  for (const std::string& word : words) whole_first = whole_first || (name.first_names.find(word) != std::string::npos && !is_initial(word));
  if (!whole_first || (is_initial(first) && words.size() == 2)) name.first_names.clear();
  if (is_initial(name.surname)) name.surname.clear();
  return name;
}

}  // namespace intake
