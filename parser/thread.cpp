#include "parser/thread.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "parser/quote_lines.h"
#include "parser/quoted_answers.h"

namespace intake {
namespace {

constexpr std::size_t sample_bytes = 8192;  // of a quote, read to find its author
constexpr std::size_t most_levels = most_quote_depth + 2;
constexpr int no_section = -1;

// One quoted letter: lines with the same author.
struct Section {
  std::optional<Author> author;
  std::string sample;
  int above = no_section;  // of text below a signature: the letter that it may belong to
};

enum class LineKind { text, program };  // program: attribution, copied header, separator

struct PlacedLine {
  std::string_view text;
  int section = no_section;  // no_section: new text of the sender
  LineKind kind = LineKind::text;
};

// Gives every line its section. Level 0 is the sender's new text; an Outlook quote (no marks) opens level 1 until the
// end.
class Placer {
 public:
  Placer(const std::vector<QuoteLine>& lines, const Correspondents& people) : lines_(lines), people_(people) {
    current_.fill(no_section);
  }

  void run() {
    std::size_t i = 0;
    while (i < lines_.size()) i = place_from(i);
  }

  std::vector<PlacedLine> placed;
  std::vector<Section> sections;

 private:
  [[nodiscard]] std::size_t level_of(const QuoteLine& line) const { return line.depth + (open_ ? 1U : 0U); }

  int begin_section(std::size_t level, std::optional<Author> author) {
    sections.push_back({author, {}});
    std::fill(current_.begin() + static_cast<std::ptrdiff_t>(level), current_.end(), no_section);
    current_.at(level) = static_cast<int>(sections.size()) - 1;
    return current_.at(level);
  }

  int section_at(std::size_t level) {
    if (level == 0) return no_section;
    return current_.at(level) == no_section ? begin_section(level, std::nullopt) : current_.at(level);
  }

  void place_program_lines(std::size_t first, std::size_t count, int section) {
    for (std::size_t i = first; i < first + count; ++i) placed.push_back({lines_[i].text, section, LineKind::program});
  }

  std::size_t place_from(std::size_t i) {
    if (is_separator_line(lines_[i].text)) return place_separator(i);
    const CopiedHeader header = find_header_block(lines_, i, after_separator_);
    if (header.lines > 0) return place_header(i, header);
    const Attribution attribution = find_attribution(lines_, i);
    if (attribution.lines > 0) return place_attribution(i, attribution);
    if (lines_[i].text.find_first_not_of(" \t") != std::string_view::npos) after_separator_ = false;
    place_text(i);
    return i + 1;
  }

  // In a quote without marks, what stands below the mailbox's letter may be the sender's answer: below its signature,
  // below a ruler, or where numbers begin anew.
  void watch_for_end_of_letter(const QuoteLine& line) {
    if (!open_ || line.depth > 0) return;
    const bool blank = line.text.find_first_not_of(" \t") == std::string_view::npos;
    if (blank) {
      below_signature_ = after_office_line_;
      return;
    }
    after_office_line_ = is_office_line(line.text);
    const bool below_signature = std::exchange(below_signature_, false) && !after_office_line_;
    if (below_signature || std::exchange(below_ruler_, false) || begins_anew(line.text)) begin_answer();
    below_ruler_ = is_ruler(line.text);
  }

  void begin_answer() {
    const int letter = current_[1];
    if (letter == no_section || sections[static_cast<std::size_t>(letter)].sample.empty()) return;
    begin_section(1, std::nullopt);
    sections.back().above = letter;
  }

  bool begins_anew(std::string_view text) {
    const std::size_t number = number_of_item(text);
    const bool anew = number == 1 && last_number_ > 1;
    if (number > 0) last_number_ = number;
    return anew;
  }

  void place_text(std::size_t i) {
    watch_for_end_of_letter(lines_[i]);
    const int section = section_at(level_of(lines_[i]));
    placed.push_back({lines_[i].text, section, LineKind::text});
    if (section == no_section) return;
    std::string& sample = sections[static_cast<std::size_t>(section)].sample;
    if (sample.size() < sample_bytes) (sample += lines_[i].text) += '\n';
  }

  std::size_t place_separator(std::size_t i) {
    if (lines_[i].depth == 0) open_ = true;
    place_program_lines(i, 1, begin_section(std::max<std::size_t>(1, level_of(lines_[i])), std::nullopt));
    after_separator_ = true;
    return i + 1;
  }

  std::size_t place_header(std::size_t i, const CopiedHeader& header) {
    if (lines_[i].depth == 0) open_ = true;
    after_separator_ = false;
    const std::size_t level = std::max<std::size_t>(1, level_of(lines_[i]));
    const int section = begin_section(level, owner_by_name(header.from, people_));
    place_program_lines(i, header.lines, section);
    // The Subject of the sender's own earlier mail is their text.
    if (header.has_subject) placed[placed.size() - header.lines + (header.subject - i)].kind = LineKind::text;
    return i + header.lines;
  }

  std::size_t place_attribution(std::size_t i, const Attribution& attribution) {
    if (!attribution.quote_follows && lines_[i].depth == 0) open_ = true;
    const std::size_t level = level_of(lines_[i]);
    const std::size_t quoted = std::max<std::size_t>(1, attribution.quote_follows ? level + 1 : level);
    const int section = begin_section(std::min(quoted, most_levels - 1), owner_by_name(attribution.text, people_));
    place_program_lines(i, attribution.lines, section);
    after_separator_ = false;
    return i + attribution.lines;
  }

  const std::vector<QuoteLine>& lines_;
  const Correspondents& people_;
  std::array<int, most_levels> current_{};
  bool open_ = false;
  bool after_separator_ = false;
  bool after_office_line_ = false;
  bool below_signature_ = false;
  bool below_ruler_ = false;
  std::size_t last_number_ = 0;  // of the items above
};

// Sections come after those that they may belong to.
void decide_author(std::vector<Section>& sections, std::size_t i, const Correspondents& people) {
  Section& section = sections[i];
  if (section.author) return;
  if (section.above == no_section) {
    section.author = owner_by_content(section.sample, people);
    return;
  }
  const Author above = *sections[static_cast<std::size_t>(section.above)].author;
  section.author = above == Author::mailbox && is_plainly_of_sender(section.sample) ? Author::sender : above;
}

std::vector<QuoteLine> read_lines(std::string_view text) {
  std::vector<QuoteLine> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(read_quote_line(text.substr(begin, end - begin)));
    begin = end + 1;
  }
  return lines;
}

// Joins lines of one author and section to one text; an author's text interrupted by another's makes two.
class Pieces {
 public:
  void add(Author author, int section, std::string_view line) {
    const bool same = !pieces_.empty() && pieces_.back().author == author && section_ == section;
    if (!same) pieces_.push_back({author, {}});
    (pieces_.back().text += line) += '\n';
    section_ = section;
  }

  std::vector<AuthoredText> take() {
    const auto blank = [](const AuthoredText& piece) {
      return piece.text.find_first_not_of(" \t\n") == std::string::npos;
    };
    pieces_.erase(std::remove_if(pieces_.begin(), pieces_.end(), blank), pieces_.end());
    return std::move(pieces_);
  }

 private:
  std::vector<AuthoredText> pieces_;
  int section_ = no_section;
};

// Lines with their authors; remembers the mailbox's last question, since an answer under it needs its label.
class Attributor {
 public:
  explicit Attributor(std::vector<Section>& sections) : sections_(sections), finders_(sections.size()) {}

  void add(const PlacedLine& line) {
    if (line.section == no_section) return add_new_text(line.text);
    const auto index = static_cast<std::size_t>(line.section);
    const Author author = *sections_[index].author;
    if (line.kind == LineKind::program) return pieces_.add(Author::mailbox, line.section, line.text);
    if (author != Author::mailbox) {
      question_ = Question::none;
      return pieces_.add(author, line.section, line.text);
    }
    const std::string answer = finders_[index].answer_in(line.text);
    if (answer.empty()) {
      note_question(line.text);
      return pieces_.add(Author::mailbox, line.section, line.text);
    }
    question_ = Question::none;
    pieces_.add(Author::sender, no_section, answer);
  }

  std::vector<AuthoredText> take() { return pieces_.take(); }

 private:
  // Only the line right under a question is its answer; a blank line between is usual, two are not.
  void add_new_text(std::string_view line) {
    const bool blank = line.find_first_not_of(" \t") == std::string_view::npos;
    if (!blank && question_ != Question::none) {
      pieces_.add(Author::sender, no_section, labelled_answer(question_, question_line_, line));
    } else {
      pieces_.add(Author::sender, no_section, line);
    }
    if (!blank || ++blanks_ > 1) question_ = Question::none;
  }

  void note_question(std::string_view line) {
    if (line.find_first_not_of(" \t") == std::string_view::npos) {
      question_ = Question::none;
      return;
    }
    question_ = question_of(line);
    question_line_ = line;
    blanks_ = 0;
  }

  std::vector<Section>& sections_;
  std::vector<AnswerFinder> finders_;
  Pieces pieces_;
  Question question_ = Question::none;
  std::string_view question_line_;
  int blanks_ = 0;
};

}  // namespace

std::vector<AuthoredText> split_thread(std::string_view clean_text, const Correspondents& people) {
  const std::vector<QuoteLine> lines = read_lines(clean_text);
  Placer placer(lines, people);
  placer.run();
  for (std::size_t i = 0; i < placer.sections.size(); ++i) decide_author(placer.sections, i, people);
  Attributor attributor(placer.sections);
  for (const PlacedLine& line : placer.placed) attributor.add(line);
  return attributor.take();
}

}  // namespace intake
