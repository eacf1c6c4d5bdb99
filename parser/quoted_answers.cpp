#include "parser/quoted_answers.h"

#include <algorithm>
#include <array>

#include "parser/quote_lines.h"

namespace intake {
namespace {

constexpr std::size_t longest_question = 160;  // bytes; a longer line is prose
constexpr std::size_t longest_answer = 160;
constexpr std::size_t longest_bare_label = 30;  // before a number without a colon

struct Keyword {
  std::string_view word;  // beginning of a word, small letters
  Question question;
  std::string_view label;
};

constexpr auto keywords = std::to_array<Keyword>({
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
    {"sukunimi", Question::name, "Nimi"},
    {"namn", Question::name, "Namn"},
    {"name", Question::name, "Name"},
    {"vuodet", Question::years, "Asiakkuusvuodet"},
    {"vuosi", Question::years, "Asiakkuusvuodet"},
    {"vuosina", Question::years, "Asiakkuusvuodet"},
    {"åren", Question::years, "År"},
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

std::size_t count_digits(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_digit));
}
std::size_t count_letters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_letter));
}

std::string_view trimmed(std::string_view text, std::string_view noise = " \t*_") {
  const std::size_t begin = text.find_first_not_of(noise);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(noise) - begin + 1);
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

const Keyword* keyword_of(std::string_view folded) {
  const auto* found = std::find_if(keywords.begin(), keywords.end(),
                                   [&](const Keyword& keyword) { return has_word_beginning(folded, keyword.word); });
  return found == keywords.end() ? nullptr : found;
}

// The mailbox's own contacts (domain knowledge: Kela's numbers begin so) never belong to the sender.
bool is_own_contact(std::string_view folded) {
  constexpr auto marks = std::to_array<std::string_view>(
      {"020", "+358 20", "+35820", "0800", "0600", "116 ", "kela", "fpa", "folkpensions", "kansaneläke", "@", "00056",
       "00250", "neuvonta", "rådgivning", "arkisin", "vardagar", "weekdays", "www."});
  return std::any_of(marks.begin(), marks.end(), [&](std::string_view mark) { return contains(folded, mark); });
}

bool is_code_shape(std::string_view text) {
  for (std::size_t i = 0, run = 0; i < text.size(); ++i) {
    run = is_digit(text[i]) ? run + 1 : 0;
    if (run != 6) continue;
    const std::string_view rest = trimmed(text.substr(i + 1), " ");
    const bool sign = !rest.empty() && (rest[0] == '-' || rest[0] == '+' || (rest[0] >= 'A' && rest[0] <= 'Z') ||
                                        (rest[0] >= 'a' && rest[0] <= 'z'));
    if (count_digits(sign ? rest.substr(0, 8) : rest.substr(0, 4)) >= 3) return true;
  }
  return false;
}

bool is_phone_shape(std::string_view text) {
  const std::size_t digits = count_digits(text);
  return digits >= 6 && digits <= 16 && count_letters(text) <= 40 &&
         (is_digit(text[0]) || text[0] == '+' || text[0] == '(');
}

bool is_address_shape(std::string_view text) {
  return count_letters(text) >= 3 && count_digits(text) >= 1;
}

// Five digits on their own, then a town.
bool has_postal_code(std::string_view text) {
  for (std::size_t i = 0, run = 0; i < text.size(); ++i) {
    run = is_digit(text[i]) ? run + 1 : 0;
    const bool ends = i + 2 < text.size() && text[i + 1] == ' ' && is_letter(text[i + 2]);
    if (run == 5 && ends) return true;
  }
  return false;
}

bool is_years_shape(std::string_view text) {
  return count_digits(text) >= 2 && count_digits(text) <= 24 && (contains(text, "20") || count_letters(text) <= 12);
}

bool is_capital_at(std::string_view text, std::size_t i) {
  if (text[i] >= 'A' && text[i] <= 'Z') return true;
  return text[i] == '\xC3' && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0x9F;
}

// Words with capitals only ("af" and the like aside): a remark under the question must not become a name.
bool is_name_shape(std::string_view text) {
  constexpr std::size_t most_words = 6;
  std::size_t words = 0;
  for (std::size_t begin = 0; begin < text.size(); ++words) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const bool particle = end - begin <= 3 && words > 0;
    if (end == begin || (!particle && !is_capital_at(text, begin))) return false;
    begin = end + 1;
  }
  return words >= 1 && words <= most_words && text.find_first_of("0123456789:?!()\t") == std::string_view::npos;
}

bool has_shape(Question question, std::string_view answer) {
  if (answer.empty() || answer.size() > longest_answer) return false;
  switch (question) {
    case Question::code:
      return is_code_shape(answer) || count_digits(answer) >= 6;
    case Question::phone:
      return is_phone_shape(answer);
    case Question::address:
      return is_address_shape(answer);
    case Question::years:
      return is_years_shape(answer);
    case Question::name:
      return is_name_shape(answer);
    case Question::none:
    case Question::several:
      return false;
  }
  return false;
}

// A line under a question without any label: only the plainest shapes.
bool is_answer_line(Question asked, std::string_view line) {
  switch (asked) {
    case Question::phone:
      return count_letters(line) == 0 && is_phone_shape(line);
    case Question::years:
      return count_letters(line) == 0 && is_years_shape(line);
    case Question::address:
      return has_postal_code(line) && is_letter(line[0]) && (line[0] < 'a' || line[0] > 'z');
    case Question::name:
      return is_name_shape(line) && line.find(' ') != std::string_view::npos;
    case Question::code:
    case Question::none:
    case Question::several:
      return false;
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
    // "address" is within "e-mail address"; a postal address is asked for with its parts: the year words do not count
    // there.
    if (found != Question::none) return Question::several;
    found = keyword.question;
  }
  return found;
}

std::string labelled_answer(Question question, std::string_view question_line, std::string_view answer) {
  const Keyword* keyword = keyword_of(small_letters(question_line));
  const std::string_view value = trimmed(answer);
  if (keyword == nullptr || keyword->question != question || !has_shape(question, value)) return std::string(answer);
  return std::string(keyword->label).append("\t").append(value);
}

// "Nimi: Maija Meikäläinen", "* puhelinnumero, josta sinut tavoittaa: 040 …", a table's "Nimi\tMaija".
std::string AnswerFinder::answer_to_label(std::string_view line, Question asked) {
  std::size_t colon = line.find_first_of(":\t");
  if (colon == std::string_view::npos) {
    // Without a colon only a code is certain ("henkilötunnuksesi 150385-912E"), and a number after a short label.
    if (asked == Question::code && is_code_shape(line)) return std::string(line);
    const std::size_t digit = line.find_first_of("+0123456789");
    const bool number = asked == Question::phone && digit != std::string_view::npos && digit <= longest_bare_label;
    if (!number || !is_phone_shape(line.substr(digit)) || is_own_contact(small_letters(line))) return {};
    return labelled_answer(asked, line.substr(0, digit), line.substr(digit));
  }
  const std::string_view value = trimmed(line.substr(colon + 1));
  if (!has_shape(asked, value) || is_own_contact(small_letters(value))) return {};
  return labelled_answer(asked, line.substr(0, colon), value);
}

std::string AnswerFinder::answer_in(std::string_view line) {
  const std::string_view bare = trimmed(line, " \t*_-");
  if (bare.empty()) {
    if (open_ == Question::name) open_ = Question::none;  // the clerk's name stands below a blank line
    return {};
  }
  const std::string folded = small_letters(bare);
  const Question above = open_;
  open_ = Question::none;
  if (ends_list(folded)) in_list_ = false;
  const std::size_t colon = bare.find_first_of(":\t");
  const Question asked = question_of(colon == std::string_view::npos ? bare : bare.substr(0, colon));
  if (asked != Question::none) {
    const bool code_answer = asked == Question::code;
    std::string answer =
        (in_list_ || code_answer || asked == Question::name) ? answer_to_label(bare, asked) : std::string();
    in_list_ = true;
    if (answer.empty() && asked != Question::several && (colon == std::string_view::npos || colon + 1 == bare.size())) {
      open_ = asked;
      open_line_ = std::string(bare.substr(0, colon));
    }
    return answer;
  }
  if (is_code_shape(bare) && !is_own_contact(folded)) return std::string(bare);
  const bool shaped = is_answer_line(above, bare);
  if (!in_list_ || !shaped || is_own_contact(folded)) return {};
  return labelled_answer(above, open_line_, bare);
}

}  // namespace intake
