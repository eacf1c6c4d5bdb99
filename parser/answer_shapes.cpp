#include "parser/answer_shapes.h"

#include <algorithm>
#include <array>

#include "parser/quote_lines.h"

namespace intake {
namespace {

constexpr std::size_t longest_answer = 240;               // bytes; a longer line is prose
constexpr std::string_view specimen_code = "131052-308";  // published by the authorities as an example; nobody's

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

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

template <std::size_t N>
bool contains_any(std::string_view text, const std::array<std::string_view, N>& parts) {
  return std::any_of(parts.begin(), parts.end(), [&](std::string_view part) { return contains(text, part); });
}

// Where six digits with the rest of a code begin, or npos.
std::size_t code_start(std::string_view text) {
  for (std::size_t i = 0, run = 0; i < text.size(); ++i) {
    run = is_digit(text[i]) ? run + 1 : 0;
    if (run != 6) continue;
    const std::string_view rest = trimmed_answer(text.substr(i + 1), " ");
    const bool sign = !rest.empty() && (rest[0] == '-' || rest[0] == '+' || (rest[0] >= 'A' && rest[0] <= 'Z') ||
                                        (rest[0] >= 'a' && rest[0] <= 'z'));
    const bool specimen = text.substr(i - 5, specimen_code.size()) == specimen_code;
    if (!specimen && count_digits(sign ? rest.substr(0, 8) : rest.substr(0, 4)) >= 3) return i - 5;
  }
  return std::string_view::npos;
}

bool is_phone_shape(std::string_view text) {
  const std::size_t digits = count_digits(text);
  return digits >= 6 && digits <= 16 && count_letters(text) <= 40 &&
         (is_digit(text[0]) || text[0] == '+' || text[0] == '(');
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

// The parts of an address by name: an explanation of what to write.
bool is_address_shape(std::string_view text) {
  constexpr auto parts = std::to_array<std::string_view>({"postinumero", "postitoimipai", "postnummer", "postanstalt",
                                                          "postal code", "postcode", "katuosoit", "gatuadress"});
  return count_letters(text) >= 3 && count_digits(text) >= 1 && !contains_any(small_letters(text), parts);
}

bool is_years_shape(std::string_view text) {
  return count_digits(text) >= 2 && count_digits(text) <= 24 && (contains(text, "20") || count_letters(text) <= 12);
}

bool is_capital_at(std::string_view text, std::size_t i) {
  if (text[i] >= 'A' && text[i] <= 'Z') return true;
  return text[i] == '\xC3' && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0x9F;
}

std::size_t count_words(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')) + 1;
}

// Words with capitals only ("af" and the like aside): a remark under the question must not become a name.
bool is_name_shape(std::string_view text) {
  constexpr std::size_t most_words = 6;
  if (count_words(text) > most_words) return false;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const bool particle = end - begin <= 3 && begin > 0;
    if (end == begin || (!particle && !is_capital_at(text, begin))) return false;
    begin = end + 1;
  }
  return text.find_first_of("0123456789:?!()\t") == std::string_view::npos;
}

// The mailbox explains to its reader what to write, or offers a choice.
bool explains(std::string_view folded) {
  constexpr auto marks = std::to_array<std::string_view>(
      {"pyydät",       "pyydet", "pyytämä", "pyyntösi", "sinua",     "sinulle", "sinusta",  "haluat",
       "organisaatio", "jonka ", " vai ",   "joita ",   "du begär",  "om dig",  "du vill",  "du har",
       "organisation", "vilka ", "vilken ", "eller",    "about you", "you ask", "you want", "you were",
       "you request",  "your ",  "whose ",  "which ",   "?"});
  return contains_any(folded, marks);
}

// Further sentences of the mailbox's letter.
bool is_letter_prose(std::string_view folded) {
  constexpr auto marks = std::to_array<std::string_view>(
      {"viesti",    "automaatti", "lähetä",    "lähettä",     "soita",   "voit ",  "vastaa ", "vastaat",
       "kiitos",    "suojat",     "meddeland", "automati",    "skicka",  "ring ",  "svara",   "tack ",
       "skydda",    "message",    "send ",     "call ",       "reply",   "thank",  "secure",  "tietoturva",
       "turvapost", "asiasi",     "ärende",    "nothing has", "so that", "jotta ", "näin "});
  return contains_any(folded, marks);
}

bool is_free_answer(std::string_view text) {
  const std::string folded = small_letters(text);
  return count_letters(text) + count_digits(text) >= 4 && !explains(folded) && !is_letter_prose(folded);
}

// A closing bracket without its opening one: the end of an explanation that began on the line above.
bool ends_bracket(std::string_view text) {
  const std::size_t close = text.find(')');
  return close != std::string_view::npos && text.find('(') > close;
}

bool has_shape(Question question, std::string_view answer) {
  switch (question) {
    case Question::code:
      return is_code_shape(answer) || (count_digits(answer) >= 6 && !contains(answer, specimen_code));
    case Question::phone:
      return is_phone_shape(answer);
    case Question::address:
      return is_address_shape(answer);
    case Question::years:
      return is_years_shape(answer);
    case Question::name:
      return is_name_shape(answer);
    case Question::words:
    case Question::several:
      return is_free_answer(answer);
    case Question::none:
      return false;
  }
  return false;
}

// Not within a code or behind the first digits of a longer number.
bool begins_number(std::string_view text, std::string_view number) {
  for (std::size_t at = text.find(number); at != std::string_view::npos; at = text.find(number, at + 1)) {
    const std::size_t before = at == 0 ? at : text.find_last_not_of(" -/", at - 1);
    const bool first = at == 0 || before == std::string_view::npos || !is_digit(text[before]);
    if (first && code_start(text.substr(at, 8 + number.size())) != 0) return true;
  }
  return false;
}

std::size_t first_capital_word(std::string_view line, std::size_t from) {
  for (std::size_t i = line.find(' ', from); i != std::string_view::npos && i + 1 < line.size();
       i = line.find(' ', i + 1))
    if (is_capital_at(line, i + 1)) return i + 1;
  return std::string_view::npos;
}

}  // namespace

std::string_view trimmed_answer(std::string_view text, std::string_view noise) {
  const std::size_t begin = text.find_first_not_of(noise);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(noise) - begin + 1);
}

bool is_code_shape(std::string_view text) {
  return code_start(text) != std::string_view::npos;
}

bool has_example_mark(std::string_view folded) {
  constexpr auto marks =
      std::to_array<std::string_view>({"esimerk", "esim.", "esim ", "t.ex", "t ex ", "exempel", "e.g", "example",
                                       "such as", "muodossa", "mallia", "muotoa", "i formen", "in the form"});
  return contains_any(folded, marks);
}

// Domain knowledge: Kela's numbers begin so.
bool is_own_contact(std::string_view folded) {
  constexpr auto numbers = std::to_array<std::string_view>({"020", "0800", "0600", "116 "});
  constexpr auto marks = std::to_array<std::string_view>({"+358 20", "+35820", "kela", "fpa", "folkpensions",
                                                          "kansaneläke", "@", "00056", "nordenskiöld", "neuvonta",
                                                          "rådgivning", "arkisin", "vardagar", "weekdays", "www."});
  return contains_any(folded, marks) || std::any_of(numbers.begin(), numbers.end(), [&](std::string_view number) {
           return begins_number(folded, number);
         });
}

bool is_answer(Question question, std::string_view answer) {
  if (answer.empty() || answer.size() > longest_answer || !has_shape(question, answer)) return false;
  const std::string folded = small_letters(answer);
  return !has_example_mark(folded) &&
         (question == Question::years || question == Question::code || !is_own_contact(folded));
}

bool is_answer_line(Question asked, std::string_view line, bool wrapped) {
  const std::string folded = small_letters(line);
  if (ends_bracket(line) || has_example_mark(folded) || is_own_contact(folded)) return false;
  switch (asked) {
    case Question::phone:
      return count_letters(line) == 0 && is_phone_shape(line);
    case Question::years:
      return count_letters(line) == 0 && is_years_shape(line);
    case Question::address:
      return has_postal_code(line) && is_letter(line[0]) && (line[0] < 'a' || line[0] > 'z');
    case Question::name:
      return is_name_shape(line) && count_words(line) > 1;
    case Question::words:
    case Question::several:
      return is_answer(asked, line) && (!wrapped || is_capital_at(line, 0) || is_digit(line[0]));
    case Question::code:
    case Question::none:
      return false;
  }
  return false;
}

std::size_t answer_start(Question asked, std::string_view line, std::size_t from) {
  constexpr auto npos = std::string_view::npos;
  if (asked == Question::code) return code_start(line);
  if (asked == Question::phone || asked == Question::years) {
    const std::size_t at = line.find_first_of("+0123456789", from);
    return at != npos && is_answer(asked, line.substr(at)) ? at : npos;
  }
  const std::size_t at = first_capital_word(line, from);
  if (at == npos) return npos;
  const std::string_view value = line.substr(at);
  if (asked == Question::name) return is_name_shape(value) && count_words(value) > 1 ? at : npos;
  return asked == Question::address && has_postal_code(value) && is_answer(asked, value) ? at : npos;
}

}  // namespace intake
