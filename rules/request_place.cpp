#include "rules/request_place.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "rules/fold.h"

namespace intake {

namespace {

// A sentence or line that is nothing but the object: little before it, and not much after it (bytes).
constexpr std::size_t ellipsis_before = 26;
constexpr std::size_t ellipsis_after = 70;
// Lines of running text are longer; "3. " opens a line of a list whatever its length.
constexpr std::size_t longest_list_line = 64;
constexpr std::size_t longest_numbered_line = 160;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// "3. ", "3) ", "c) ", "- ", "* " or "• ".
bool opens_list_item(std::string_view line) {
  const std::string_view item = trim(line);
  if (item.size() < 3) return false;
  if (item.front() == '-' || item.front() == '*' || item.substr(0, 3) == "\u2022") return true;
  const std::size_t mark = item.find_first_of(".)");
  constexpr std::size_t longest_number = 2;
  return mark != std::string_view::npos && mark > 0 && mark <= longest_number && is_digit(item.front()) &&
         (mark == 1 || is_digit(item[1])) && mark + 1 < item.size() && !is_digit(item[mark + 1]);
}

bool is_next_word(const Span& word, const Span& object) {
  return word.begin >= object.end && word.begin <= object.end + 1;
}

}  // namespace

bool RequestPlace::is_heading(const Span& object) const {
  constexpr std::size_t one_word = 12;  // bytes between the object and the colon that ends its line
  const std::string& bytes = prose_.bytes();
  const std::size_t next = bytes.find_first_not_of(' ', object.end);
  if (next != std::string::npos && (bytes[next] == ':' || bytes[next] == '*')) return true;
  const Span place = prose_.source(object);
  const std::size_t line_end = text_.lines()[text_.line_of(place.begin)].span.end;
  return place.end < line_end && line_end - place.end <= one_word && text_.bytes()[line_end - 1] == ':';
}

bool RequestPlace::is_example(const Span& object) const {
  constexpr std::size_t bracket_reach = 60;
  const std::size_t first = object.begin > bracket_reach ? object.begin - bracket_reach : 0;
  const std::string before = fold_case(prose_.slice({first, object.begin}));
  const std::size_t open = before.rfind('(');
  if (open == std::string::npos || before.find(')', open) != std::string::npos) return false;
  for (const char* word : {"(esim", "(t.ex", "(t. ex", "(till ex", "(e.g", "(for ex", "(kuten", "(such as"}) {
    if (before.compare(open, std::string_view(word).size(), word) == 0) return true;
  }
  return false;
}

bool RequestPlace::in_subject(const Span& object) const {
  return text_.lines().at(text_.line_of(prose_.source(object).begin)).role == Role::subject;
}

// Nothing is told before the object, nor by the very next word ("Min journal är ...").
bool RequestPlace::is_little_more(const Span& object, const Span& whole, const Tellings& tellings) const {
  if (object.begin > whole.begin + ellipsis_before || whole.end > object.end + ellipsis_after) return false;
  return std::none_of(tellings.begin(), tellings.end(), [&](const Hit& telling) {
    const bool ahead = telling.span.begin >= whole.begin && telling.span.end <= object.begin;
    return ahead || is_next_word(telling.span, object);
  });
}

bool RequestPlace::is_whole_sentence(const Span& object, const Span& sentence, const Tellings& tellings) const {
  const std::string_view before = prose_.slice({sentence.begin, object.begin});
  const std::size_t colon = before.rfind(": ");
  const std::size_t begin = colon == std::string_view::npos ? sentence.begin : sentence.begin + colon + 1;
  return is_little_more(object, {begin, sentence.end}, tellings);
}

bool RequestPlace::is_between_commas(const Span& object, const Span& sentence, const Tellings& tellings) const {
  const std::string_view all = prose_.slice(sentence);
  const std::size_t comma = all.substr(0, object.begin - sentence.begin).find_last_of(",;:");
  const std::size_t begin = comma == std::string_view::npos ? sentence.begin : sentence.begin + comma + 1;
  const std::size_t next = all.find_first_of(",;", std::min(all.size(), object.end - sentence.begin));
  const std::size_t end = next == std::string_view::npos ? sentence.end : sentence.begin + next;
  return is_little_more(object, {begin, end}, tellings);
}

bool RequestPlace::is_line_of_list(const Span& object, const Tellings& tellings) const {
  constexpr std::size_t most_before = 40;  // "3. kaikki asiakas- ja "
  const auto& lines = text_.lines();
  const Span place = prose_.source(object);
  const std::size_t index = text_.line_of(place.begin);
  const Span line = lines[index].span;
  const std::size_t before = place.begin - line.begin;
  if (before > most_before) return false;
  const bool told = std::any_of(tellings.begin(), tellings.end(), [&](const Hit& telling) {
    const std::size_t line_begin = object.begin - std::min(object.begin, before);
    const bool ahead = telling.span.end <= object.begin && telling.span.begin >= line_begin;
    return ahead || is_next_word(telling.span, object);
  });
  if (told) return false;
  if (opens_list_item(text_.slice(line))) return line.size() <= longest_numbered_line;
  const auto is_short = [&](std::size_t i) { return i >= lines.size() || lines[i].span.size() <= longest_list_line; };
  return before <= ellipsis_before && is_short(index) && is_short(index + 1) && (index == 0 || is_short(index - 1));
}

}  // namespace intake
