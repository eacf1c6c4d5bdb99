// Finds the language of the sender's own prose: a vote of frequent words; where it is weak, the cld2 detector. "und" is
// an answer too: another language, or nothing to read. The only user of cld2 in this room.
// clang-format off: cld2's header needs <cstdio> before it
#include <cstdio>

#include <cld2/public/compact_lang_det.h>
// clang-format on

#include <algorithm>
#include <array>

#include "rules/finders.h"
#include "rules/fold.h"

namespace intake {

namespace {

// More text than this says nothing new about the language.
constexpr std::size_t enough_bytes = 8U << 10;
// So many known words decide by themselves when they are this share of all words (per cent); fewer ask the detector.
constexpr int enough_votes = 3;
constexpr int share_of_known = 8;

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (static_cast<unsigned char>(c) & 0x80U) != 0;
}

// Lower case of ASCII and of the two-byte letters À to Þ, which is all that the word lists need.
void append_lower(std::string& word, char c) {
  if (c >= 'A' && c <= 'Z') {
    word.push_back(static_cast<char>(c + 32));
  } else if (!word.empty() && word.back() == '\xC3' && static_cast<unsigned char>(c) >= 0x80 &&
             static_cast<unsigned char>(c) <= 0x9E && static_cast<unsigned char>(c) != 0x97) {
    word.push_back(static_cast<char>(static_cast<unsigned char>(c) + 0x20));
  } else {
    word.push_back(c);
  }
}

struct Votes {
  std::array<int, 4> of = {};  // by Language
  int words = 0;
};

class LanguageFinder {
 public:
  explicit LanguageFinder(const Evidence& evidence) : evidence_(evidence) {
    for (std::size_t i = 0; i < lists_.size(); ++i) {
      lists_.at(i) = &evidence.rules.words("language.word", static_cast<Language>(i));
    }
  }

  // New text of the sender first; their own quoted mail, form fields and the Subject only where that says nothing.
  [[nodiscard]] Language find() const {
    const auto own_text = [](const Line& line) { return line.author == Author::sender && is_text(line.role); };
    const auto quoted = [](const Line& line) { return line.author == Author::sender_earlier && is_text(line.role); };
    const auto subject = [](const Line& line) { return line.role == Role::subject; };
    const auto anything = [](const Line&) { return true; };
    Votes unlabelled;
    count(collect(own_text, true), unlabelled);
    if (const Language winner = decided(unlabelled); winner != Language::und) return winner;
    Votes votes;
    std::string prose;
    for (const auto& wanted : {+own_text, +subject, +quoted, +anything}) {
      const std::string more = collect(wanted, false);
      count(more, votes);
      prose.append(more).push_back('\n');
      const Language winner = decided(votes);
      if (winner != Language::und) return winner;
      if (foreign(votes)) return Language::und;
      const Language detected = detect(prose, votes);
      if (detected != Language::und) return detected;
    }
    return leader(votes);
  }

 private:
  static bool is_text(Role role) { return role == Role::body || role == Role::attachment; }

  // A form may speak another language than the one who fills it in: without the labels of its lines, if so wished.
  static std::string_view without_label(std::string_view line) {
    constexpr std::size_t longest_label = 40;  // bytes; "Pyydetyt tiedot / Begärda uppgifter:"
    const std::size_t colon = line.substr(0, longest_label).find_first_of(":\t");
    return colon == std::string_view::npos ? line : line.substr(colon + 1);
  }

  [[nodiscard]] std::string collect(bool (*wanted)(const Line&), bool drop_labels) const {
    std::string prose;
    for (const Line& line : evidence_.text.lines()) {
      if (prose.size() > enough_bytes) break;
      if (!wanted(line) || line.span.size() == 0) continue;
      const std::string_view words = evidence_.text.slice(line.span).substr(0, enough_bytes);
      if (!is_added(words)) prose.append(drop_labels ? without_label(words) : words).push_back('\n');
    }
    return prose;
  }

  [[nodiscard]] bool is_added(std::string_view line) const {
    return evidence_.holds("language.not_prose", line);
  }

  void count(std::string_view prose, Votes& votes) const {
    std::string word;
    bool spoilt = false;  // a word with a digit, "@" or "." inside: an address or a code, no prose
    for (std::size_t i = 0; i <= prose.size(); ++i) {
      const char c = i < prose.size() ? prose[i] : ' ';
      const bool apostrophe = c == '\'' && !word.empty();
      if (is_letter(c) || apostrophe) {
        append_lower(word, c);
        continue;
      }
      spoilt = spoilt || (c >= '0' && c <= '9') || c == '@';
      if (c == '@' || (c == '.' && i + 1 < prose.size() && is_letter(prose[i + 1]))) {
        word.clear();
        continue;
      }
      if (!word.empty() && !spoilt) vote(word, votes);
      word.clear();
      if (c == ' ' || c == '\n' || c == '\t') spoilt = false;
    }
  }

  void vote(const std::string& word, Votes& votes) const {
    ++votes.words;
    for (std::size_t i = 0; i < lists_.size(); ++i) votes.of.at(i) += lists_.at(i)->count(word) != 0 ? 1 : 0;
  }

  static int votes_for(const Votes& votes, Language language) {
    return votes.of.at(static_cast<std::size_t>(language));
  }

  static Language leader(const Votes& votes) {
    Language best = Language::und;
    int most = 0;
    bool tie = false;
    for (const Language language : {Language::fi, Language::sv, Language::en}) {
      const int mine = votes_for(votes, language);
      tie = mine == most || (tie && mine < most);
      if (mine > most) best = language;
      most = std::max(most, mine);
    }
    return tie || most <= votes_for(votes, Language::und) ? Language::und : best;
  }

  // The words alone decide: enough of them, clearly more than of any other language.
  static Language decided(const Votes& votes) {
    const Language best = leader(votes);
    if (best == Language::und) return best;
    const int mine = votes_for(votes, best);
    int second = votes_for(votes, Language::und);
    for (const Language language : {Language::fi, Language::sv, Language::en}) {
      if (language != best) second = std::max(second, votes_for(votes, language));
    }
    const bool clear = mine >= enough_votes && mine * 2 >= second * 3 && mine * 100 >= votes.words * share_of_known;
    return clear ? best : Language::und;
  }

  static bool foreign(const Votes& votes) {
    const int others = votes_for(votes, Language::und);
    int known = 0;
    for (const Language language : {Language::fi, Language::sv, Language::en})
      known = std::max(known, votes_for(votes, language));
    return others >= enough_votes && others * 2 >= known * 3;
  }

  // What cld2 makes of it; its word counts only where it is sure of one of ours, and no list of words contradicts.
  static Language detect(const std::string& prose, const Votes& votes) {
    constexpr std::size_t shortest = 12;  // bytes: on less, a detector guesses
    if (prose.size() < shortest) return Language::und;
    bool reliable = false;
    int valid_bytes = 0;
    const int size = static_cast<int>(prose.size());
    const CLD2::Language answer = CLD2::DetectLanguageCheckUTF8(prose.data(), size, true, &reliable, &valid_bytes);
    const Language best = leader(votes);
    switch (answer) {
      case CLD2::FINNISH:
        return reliable || best == Language::fi ? Language::fi : Language::und;
      case CLD2::SWEDISH:
      case CLD2::NORWEGIAN:
      case CLD2::NORWEGIAN_N:
      case CLD2::DANISH:
        return reliable || best == Language::sv ? Language::sv : Language::und;
      case CLD2::ENGLISH:
        return best == Language::en || (reliable && best == Language::und) ? Language::en : Language::und;
      default:
        return Language::und;
    }
  }

  const Evidence& evidence_;
  std::array<const std::unordered_set<std::string>*, 4> lists_ = {};
};

}  // namespace

void find_language(const Evidence& evidence, Facts& facts) {
  facts.language = LanguageFinder(evidence).find();
}

}  // namespace intake
