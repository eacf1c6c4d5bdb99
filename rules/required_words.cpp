#include "rules/required_words.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

#include "rules/folded_words.h"

namespace intake {

namespace {

using Words = std::set<std::string>;

// More alternatives than this are not multiplied out, but looked at one after the other.
constexpr std::size_t most_exact = 80;
// A piece need not be longer to be rare; shorter pieces keep the index small.
constexpr std::size_t longest_piece = 12;  // bytes

struct Unsupported {};

UChar32 next(std::string_view text, std::int32_t& at) {
  UChar32 c = 0;
  U8_NEXT_OR_FFFD(reinterpret_cast<const std::uint8_t*>(text.data()), at, static_cast<std::int32_t>(text.size()), c);
  return c;
}

std::string joined(const std::string& a, const std::string& b) {
  const bool twice = !a.empty() && !b.empty() && a.back() == ' ' && b.front() == ' ';
  return twice ? a + b.substr(1) : a + b;
}

std::string shortened(const std::string& piece) {
  if (piece.size() <= longest_piece) return piece;
  std::size_t end = longest_piece;
  while (end > 0 && (static_cast<unsigned char>(piece[end]) & 0xC0U) == 0x80U) --end;
  return piece.substr(0, end);
}

// How often about a text holds one of them: each letter makes a piece twelve times rarer, the edge of a word helps too.
double frequency(const Words& words) {
  constexpr double letter = 12.0;
  constexpr double edge = 4.0;
  double sum = 0;
  for (const std::string& word : words) {
    const auto letters = static_cast<double>(std::count_if(
        word.begin(), word.end(), [](char c) { return c != ' ' && (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
    const double edges = word.empty() ? 0 : (word.front() == ' ' ? 1 : 0) + (word.back() == ' ' ? 1 : 0);
    sum += letters < 1 ? 1e9 : std::pow(letter, -letters) * std::pow(edge, -edges);
  }
  return words.empty() ? 1e9 : sum;
}

// What is known of a part of an expression: all texts it matches, or else pieces of which each match holds one.
struct Part {
  std::optional<Words> exact;
  Words required;  // empty: nothing

  static Part of(const std::string& text) { return {Words{text}, {}}; }
  static Part unknown() { return {std::nullopt, {}}; }

  [[nodiscard]] Words best() const {
    if (!exact) return required;
    return std::any_of(exact->begin(), exact->end(),
                       [](const std::string& word) { return word.empty() || word == " "; })
               ? Words()
               : *exact;
  }
};

void keep_rarer(Words& best, const Words& other) {
  if (!other.empty() && (best.empty() || frequency(other) < frequency(best))) best = other;
}

Part alternatives(const std::vector<Part>& branches) {
  Part all{Words(), {}};
  bool each_has = true;
  for (const Part& branch : branches) {
    if (all.exact && branch.exact) all.exact->insert(branch.exact->begin(), branch.exact->end());
    if (!branch.exact || (all.exact && all.exact->size() > most_exact)) all.exact.reset();
    const Words best = branch.best();
    each_has = each_has && !best.empty();
    all.required.insert(best.begin(), best.end());
  }
  if (!each_has) all.required.clear();
  return all;
}

// One part after the other: exact ones are multiplied out as long as they stay few.
class Sequence {
 public:
  void add(const Part& part) {
    if (part.exact && run_.size() * part.exact->size() <= most_exact) {
      Words product;
      for (const std::string& a : run_) {
        for (const std::string& b : *part.exact) product.insert(joined(a, b));
      }
      run_ = std::move(product);
      return;
    }
    flush();
    if (part.exact) {
      run_ = *part.exact;
    } else {
      keep_rarer(best_, part.required);
    }
  }

  Part result() {
    if (whole_) return {run_, {}};
    flush();
    return {std::nullopt, best_};
  }

 private:
  void flush() {
    whole_ = false;
    keep_rarer(best_, Part{run_, {}}.best());
    run_ = {""};
  }

  Words run_ = {""};
  Words best_;
  bool whole_ = true;
};

// Reads the part of PCRE2's language that the rules use; anything else is Unsupported.
class Reader {
 public:
  explicit Reader(std::string_view expression) : text_(expression) {}

  Part read() {
    const Part part = read_alternatives();
    if (!at_end()) throw Unsupported();
    return part;
  }

 private:
  [[nodiscard]] bool at_end() const { return static_cast<std::size_t>(at_) >= text_.size(); }
  [[nodiscard]] char peek(std::int32_t ahead = 0) const {
    const auto at = static_cast<std::size_t>(at_ + ahead);
    return at < text_.size() ? text_[at] : '\0';
  }
  bool take(std::string_view words) {
    if (text_.substr(static_cast<std::size_t>(at_)).compare(0, words.size(), words) != 0) return false;
    at_ += static_cast<std::int32_t>(words.size());
    return true;
  }

  Part read_alternatives() {
    std::vector<Part> branches;
    do branches.push_back(read_sequence());
    while (take("|"));
    return branches.size() == 1 ? branches.front() : alternatives(branches);
  }

  Part read_sequence() {
    Sequence sequence;
    while (!at_end() && peek() != '|' && peek() != ')') sequence.add(read_quantified());
    return sequence.result();
  }

  Part read_quantified() {
    const Part part = read_atom();
    const std::optional<int> least = read_quantifier();
    if (!least || (part.exact && *part.exact == Words{" "} && *least >= 1)) return part;
    if (*least >= 1) return {std::nullopt, part.best()};
    const bool once = text_[static_cast<std::size_t>(quantifier_)] == '?';
    const bool blanks = part.exact && *part.exact == Words{" "};
    if (!part.exact || (!once && !blanks)) return Part::unknown();
    Part maybe = part;
    maybe.exact->insert("");
    return maybe;
  }

  // The least number of times, if a quantifier stands here.
  std::optional<int> read_quantifier() {
    quantifier_ = at_;
    std::optional<int> least;
    if (take("?") || take("*")) {
      least = 0;
    } else if (take("+")) {
      least = 1;
    } else if (peek() == '{' && peek(1) >= '0' && peek(1) <= '9') {
      least = peek(1) == '0' ? 0 : 1;
      while (!at_end() && !take("}")) ++at_;
    }
    if (least && !take("?")) take("+");
    return least;
  }

  Part read_atom() {
    if (take("(")) return read_group();
    if (take("[")) return read_class();
    if (take("\\")) return read_escape();
    if (take(".")) return Part::unknown();
    if (take("^") || take("$")) return Part::of("");
    return Part::of(folded_character(next(text_, at_)));
  }

  Part read_group() {
    if (take("?m)")) return Part::of("");
    const bool looks_around = take("?=") || take("?!") || take("?<=") || take("?<!");
    if (!looks_around && take("?") && !take(":") && !take(">") && !take("-i:")) skip_name();
    const Part part = read_alternatives();
    if (!take(")")) throw Unsupported();
    return looks_around ? Part::of("") : part;
  }

  // (?<name> and (?'name'; other letters after "(?" are options, which no rule uses.
  void skip_name() {
    if (!take("<")) throw Unsupported();
    while (!at_end() && !take(">")) ++at_;
  }

  Part read_escape() {
    const char c = peek();
    ++at_;
    switch (c) {
      case 'A':
      case 'G':
      case 'K':
      case 'z':
        return Part::of("");
      case 'b':
        return Part::of(" ");
      case 's':
      case 'h':
      case 'n':
      case 't':
      case 'R':
        return Part::of(" ");
      case 'd':
      case 'w':
      case 'D':
      case 'W':
      case 'S':
      case 'N':
        return Part::unknown();
      case 'p':
      case 'P':
        return read_property();
      default:
        break;
    }
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (letter) throw Unsupported();
    if (c >= '0' && c <= '9') return Part::unknown();  // what a group matched, again
    return Part::of(folded_character(static_cast<unsigned char>(c)));
  }

  Part read_property() {
    if (!take("{")) throw Unsupported();
    while (!at_end() && !take("}")) ++at_;
    return Part::unknown();
  }

  // A class of a few letters is each of them; one of blanks and marks only is a blank.
  Part read_class() {
    bool open = take("^");  // not these: nearly anything
    Words members;
    for (bool first = true; first || peek() != ']'; first = false) {
      if (at_end() || take("[:")) throw Unsupported();
      const Part member = take("\\") ? read_escape_in_class() : Part::of(folded_character(next(text_, at_)));
      if (peek() == '-' && peek(1) != ']') open = true;  // a range
      if (member.exact) members.insert(member.exact->begin(), member.exact->end());
      open = open || !member.exact;
    }
    take("]");
    if (open || members.size() > most_exact) return Part::unknown();
    return {members, {}};
  }

  Part read_escape_in_class() { return peek() == 'b' ? throw Unsupported() : read_escape(); }

  std::string_view text_;
  std::int32_t at_ = 0;
  std::int32_t quantifier_ = 0;
};

}  // namespace

std::vector<std::string> required_words(const std::string& expression) {
  try {
    Words pieces;
    for (const std::string& word : Reader(expression).read().best()) pieces.insert(shortened(word));
    if (frequency(pieces) > 1) return {};
    return {pieces.begin(), pieces.end()};
  } catch (const Unsupported&) {
    return {};
  }
}

}  // namespace intake
