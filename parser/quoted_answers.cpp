#include "parser/quoted_answers.h"

#include <algorithm>
#include <array>

#include "parser/quote_lines.h"

namespace intake {
namespace {

constexpr std::size_t longest_question = 240;  // bytes; a longer line is prose
constexpr std::size_t longest_line = 480;      // bytes of a question and its answer
constexpr std::size_t shortest_wrap = 56;      // bytes; mail programs wrap between these
constexpr std::size_t longest_wrap = 84;

struct Keyword {
  std::string_view word;  // beginning of a word, small letters
  Question question;
  std::string_view label;
};

// Those of free words first: "organisaation nimi" asks for no person's name.
constexpr auto keywords = std::to_array<Keyword>({
    {"mitä tietoja", Question::words, ""},
    {"tiedot, joita", Question::words, ""},
    {"tiedot joita", Question::words, ""},
    {"pyydettävät tiedot", Question::words, ""},
    {"organisaatio", Question::words, ""},
    {"rekisterinpitäjä", Question::words, ""},
    {"vilka uppgifter", Question::words, ""},
    {"vilken information", Question::words, ""},
    {"organisation", Question::words, ""},
    {"which information", Question::words, ""},
    {"what information", Question::words, ""},
    {"which records", Question::words, ""},
    {"whose records", Question::words, ""},
    {"henkilötunnu", Question::code, "Henkilötunnus"},
    {"hetu", Question::code, "Henkilötunnus"},
    {"sosiaaliturvatunnu", Question::code, "Henkilötunnus"},
    {"personbeteckning", Question::code, "Personbeteckning"},
    {"personnummer", Question::code, "Personbeteckning"},
    {"identity code", Question::code, "Personal identity code"},
    {"identity number", Question::code, "Personal identity code"},
    {"id code", Question::code, "Personal identity code"},
    {"puhelin", Question::phone, "Puhelin"},
    {"telefon", Question::phone, "Telefon"},
    {"mobilnummer", Question::phone, "Telefon"},
    {"phone", Question::phone, "Phone"},
    {"telephone", Question::phone, "Phone"},
    {"postiosoit", Question::address, "Osoite"},
    {"kotiosoit", Question::address, "Osoite"},
    {"osoit", Question::address, "Osoite"},
    {"lähiosoit", Question::address, "Osoite"},
    {"postadress", Question::address, "Adress"},
    {"hemadress", Question::address, "Adress"},
    {"adress", Question::address, "Adress"},
    {"address", Question::address, "Address"},
    {"postal address", Question::address, "Address"},
    {"nimi", Question::name, "Nimi"},
    {"nimesi", Question::name, "Nimi"},
    {"koko nimi", Question::name, "Nimi"},
    {"sukunim", Question::name, "Nimi"},
    {"etunim", Question::name, "Nimi"},
    {"nimenne", Question::name, "Nimi"},
    {"efternamn", Question::name, "Namn"},
    {"förnamn", Question::name, "Namn"},
    {"surname", Question::name, "Name"},
    {"first name", Question::name, "Name"},
    {"namn", Question::name, "Namn"},
    {"name", Question::name, "Name"},
    {"vuodet", Question::years, "Asiakkuusvuodet"},
    {"vuosi", Question::years, "Asiakkuusvuodet"},
    {"vuosina", Question::years, "Asiakkuusvuodet"},
    {"vuotta", Question::years, "Asiakkuusvuodet"},
    {"åren", Question::years, "År"},
    {"de år", Question::years, "År"},
    {"året", Question::years, "År"},
    {"årtal", Question::years, "År"},
    {"vilka år", Question::years, "År"},
    {"years", Question::years, "Years"},
    {"year", Question::years, "Years"},
});

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

bool has_word_beginning(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    if (at == 0 || !is_letter(text[at - 1])) return true;
  }
  return false;
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

const Keyword* keyword_of(std::string_view folded, Question question) {
  const auto* found = std::find_if(keywords.begin(), keywords.end(), [&](const Keyword& keyword) {
    return keyword.question == question && has_word_beginning(folded, keyword.word);
  });
  return found == keywords.end() ? nullptr : found;
}

// "3. puhelin", "- puhelin", "* puhelin": the item without its mark.
std::string_view without_item_mark(std::string_view line) {
  std::string_view rest = trimmed_answer(line, " \t*_-");
  return number_of_item(rest) > 0 ? trimmed_answer(rest.substr(rest.find_first_of(".)") + 1)) : rest;
}

// How many bytes at `i` set an answer off from its question: a colon, a tab, two blanks, a dash, an arrow; or 0.
std::size_t separator_at(std::string_view line, std::size_t i) {
  constexpr auto marks =
      std::to_array<std::string_view>({"\t", "  ", ": ", "? ", "-->", "->", "=>", " - ", " = ", "\xE2\x86\x92"});
  for (const std::string_view mark : marks)
    if (line.substr(i, mark.size()) == mark) return mark.size();
  const bool between_digits = i > 0 && is_digit(line[i - 1]);
  return line[i] == ':' && !between_digits ? 1 : 0;
}

// Past an explanation in brackets; a number in brackets is none.
std::size_t past_bracket(std::string_view line, std::size_t i) {
  if (line[i] != '(') return i;
  const std::size_t close = std::min(line.find(')', i), line.size());
  const bool words = std::any_of(line.begin() + static_cast<std::ptrdiff_t>(i),
                                 line.begin() + static_cast<std::ptrdiff_t>(close), is_letter);
  return words ? close : i;
}

std::string with_years_apart(std::string_view label, std::string_view answer) {
  std::size_t year = 0;
  while (year < answer.size() && !is_digit(answer[year])) ++year;
  const std::size_t pause = answer.substr(0, year).find_last_of(",.;!?(");
  std::string lines(answer.substr(0, pause == std::string_view::npos ? 0 : pause + 1));
  if (!lines.empty()) lines += '\n';
  const std::size_t rest = pause == std::string_view::npos ? 0 : pause + 1;
  return lines.append(label).append("\t").append(trimmed_answer(answer.substr(rest)));
}

bool holds_year(std::string_view text) {
  for (std::size_t at = text.find("20"); at != std::string_view::npos; at = text.find("20", at + 1)) {
    const bool starts = at == 0 || !is_digit(text[at - 1]);
    const bool four = at + 3 < text.size() && is_digit(text[at + 2]) && is_digit(text[at + 3]);
    if (starts && four && (at + 4 == text.size() || !is_digit(text[at + 4]))) return true;
  }
  return false;
}

bool ends_list(std::string_view folded) {
  constexpr auto closings =
      std::to_array<std::string_view>({"terveisin", "ystävällis", "kunnioittaen", "hälsning", "högaktning", "regards",
                                       "sincerely", "kela", "fpa", "mvh", "t. "});
  return std::any_of(closings.begin(), closings.end(),
                     [&](std::string_view word) { return folded.substr(0, word.size()) == word; }) ||
         contains(folded, "vänlig hälsning");
}

}  // namespace

Question question_of(std::string_view line) {
  if (line.size() > longest_question) return Question::none;
  const std::string folded = small_letters(line);
  Question found = Question::none;
  for (const Keyword& keyword : keywords) {
    if (keyword.question == found || !has_word_beginning(folded, keyword.word)) continue;
    if (found == Question::words && keyword.question == Question::name) continue;
    if (found != Question::none) return Question::several;
    found = keyword.question;
  }
  return found;
}

std::string labelled_answer(Question question, std::string_view question_line, std::string_view answer) {
  const std::string_view value = trimmed_answer(answer);
  if (!is_answer(question, value)) return std::string(answer);
  const std::string folded = small_letters(question_line);
  if (question == Question::several) {
    const Keyword* years = keyword_of(folded, Question::years);
    return years != nullptr && holds_year(value) ? with_years_apart(years->label, value) : std::string(value);
  }
  const Keyword* keyword = keyword_of(folded, question);
  if (keyword == nullptr || keyword->label.empty()) return std::string(value);
  return std::string(keyword->label).append("\t").append(value);
}

void AnswerFinder::open(Question asked, std::string_view line) {
  const bool bracket_open = std::count(line.begin(), line.end(), '(') > std::count(line.begin(), line.end(), ')');
  if (bracket_open) return;
  open_ = asked;
  open_line_ = std::string(line);
  open_wrapped_ = line.size() >= shortest_wrap && line.size() <= longest_wrap;
}

// "Nimi: Maija Meikäläinen", "* puhelinnumero, josta sinut tavoittaa  040 …", a table's "Nimi\tMaija". Opens the
// question when its line holds no answer; nothing when the line asks nothing.
std::optional<std::string> AnswerFinder::answer_in_question(std::string_view line) {
  Question asked = Question::none;
  bool label_ended = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    i = past_bracket(line, i);
    const std::size_t width = i < line.size() ? separator_at(line, i) : 0;
    if (width == 0) continue;
    const std::string_view label = line.substr(0, i);
    if (asked == Question::none) asked = question_of(label);
    label_ended |= line[i] == ':' || line[i] == '\t';
    const std::string_view value = trimmed_answer(line.substr(i + width), " \t*_->=");
    const bool certain = in_list_ || asked == Question::code || asked == Question::name || line[i] == '?';
    if (asked != Question::none && certain && is_answer(asked, value)) {
      in_list_ = true;
      return labelled_answer(asked, label, value);
    }
    i += width - 1;
  }
  if (asked == Question::none && !label_ended) asked = question_of(line);
  if (asked == Question::none) return std::nullopt;
  const std::string folded = small_letters(line);
  const Keyword* keyword = keyword_of(folded, asked);
  const bool certain = (in_list_ || asked == Question::code || asked == Question::name) && !has_example_mark(folded);
  in_list_ = true;
  open(asked, line);
  if (keyword == nullptr || !certain) return std::string();
  const std::size_t start = answer_start(asked, line, folded.find(keyword->word) + keyword->word.size());
  if (start == std::string_view::npos || question_of(line.substr(start)) != Question::none) return std::string();
  open_ = Question::none;
  return labelled_answer(asked, line.substr(0, start), line.substr(start));
}

std::string AnswerFinder::answer_below(Question above, std::string_view line, bool item) const {
  if (!in_list_ || (item && (above == Question::words || above == Question::several))) return {};
  return is_answer_line(above, line, open_wrapped_) ? labelled_answer(above, open_line_, line) : std::string();
}

std::string AnswerFinder::answer_in(std::string_view line) {
  const std::string_view bare = without_item_mark(line);
  if (bare.empty()) {
    if (open_ == Question::name) open_ = Question::none;  // the clerk's name stands below a blank line
    return {};
  }
  const std::string folded = small_letters(bare);
  const Question above = open_;
  open_ = Question::none;
  if (ends_list(folded)) in_list_ = false;
  const bool item = bare.size() < trimmed_answer(line).size();
  if (bare.size() <= longest_line) {
    if (std::optional<std::string> answer = answer_in_question(bare)) return *answer;
  }
  if (is_code_shape(bare) && !is_own_contact(folded) && !has_example_mark(folded)) return std::string(bare);
  return answer_below(above, bare, item);
}

}  // namespace intake
