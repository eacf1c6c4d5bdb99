#include "rules/walked_gaps.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace intake {

namespace {

constexpr std::size_t characters_of_a_word = 7;  // with its blank, about, in the three languages
constexpr std::string_view marks = ".!?,;:";
constexpr std::string_view between_words = R"( \t"'()\[\]*=&<>+/)";  // inside a class of characters

struct Gap {
  std::string_view not_these;  // "\n.!?": the marks that end it
  std::string_view no_word;    // "(?!\bvaan\b)": what may not begin in it
  std::size_t characters = 0;
  bool lazy = false;
  std::size_t size = 0;  // of its text, without the \b behind it
};

bool only_marks(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool line_end = text.substr(i, 2) == "\\n";
    if (!line_end && marks.find(text[i]) == std::string_view::npos) return false;
    i += line_end ? 1 : 0;
  }
  return true;
}

// The gap that begins the text, if one does and a word follows. Each of its characters may have a condition:
// "(?:(?!\bvaan\b)[^.!?\n]){0,60}?\b".
std::optional<Gap> read_gap(std::string_view text) {
  Gap gap;
  std::size_t begin = 0;
  if (text.substr(0, 6) == "(?:(?!") {
    begin = std::min(text.find(")[^"), text.size() - 1) + 1;
    gap.no_word = text.substr(3, begin - 3);
  }
  const std::string_view opening = begin > 0 ? "]){0," : "]{0,";
  const std::size_t end = text.find(opening, begin);
  if (text.substr(begin, 2) != "[^" || end == std::string_view::npos) return std::nullopt;
  gap.not_these = text.substr(begin + 2, end - begin - 2);
  std::size_t at = end + opening.size();
  for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at) {
    gap.characters = gap.characters * 10 + static_cast<std::size_t>(text[at] - '0');
  }
  if (text.substr(at, 1) != "}") return std::nullopt;
  gap.lazy = text.substr(++at, 1) == "?";
  gap.size = at + (gap.lazy ? 1 : 0);
  if (!only_marks(gap.not_these) || text.substr(gap.size, 2) != "\\b") return std::nullopt;
  return gap;
}

// The rest of the word where the gap begins, some words, and what parts the last from the next; or nothing at all.
std::string walked(const Gap& gap) {
  std::string parting(between_words);
  for (const char mark : marks) {
    if (gap.not_these.find(mark) == std::string_view::npos) parting += mark;
  }
  if (gap.not_these.find("\\n") == std::string_view::npos) parting += "\\n";
  const std::string word = "[^" + std::string(between_words) + std::string(marks) + "\\n-]";
  const std::string apart = "[" + parting + "-]++";
  const std::size_t words = (gap.characters + characters_of_a_word - 1) / characters_of_a_word;
  const std::string lazily = gap.lazy ? "?" : "";
  return "(?:" + word + "*+(?:" + apart + std::string(gap.no_word) + word + "++){0," + std::to_string(words) + "}" +
         lazily + apart + ")?" + lazily;
}

}  // namespace

std::string with_walked_gaps(const std::string& expression) {
  const std::string_view text = expression;
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (const std::optional<Gap> gap = read_gap(text.substr(at))) {
      // The end of a word before the gap need not be given back: the gap would only take it.
      const std::string_view before = text.substr(0, at);
      const bool word_ends =
          before.size() > 6 && (before.substr(at - 6) == R"(\p{L}*)" || before.substr(at - 6) == R"(\p{L}+)");
      out += (word_ends ? "+" : "") + walked(*gap);
      at += gap->size;
    } else {
      const std::size_t step = text[at] == '\\' ? 2 : 1;
      out += text.substr(at, step);
      at += step;
    }
  }
  return out;
}

}  // namespace intake
