// Answers in and around the mailbox's quoted letters: cases/quoted_answers.txt, whose head tells its form. What the
// sender typed must come out as theirs, in order; nothing else of the quote may.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <string>
#include <vector>

#include "parser/thread.h"

namespace intake {
namespace {

const Correspondents people{{"tietopyynnot@kela.example"}, "maija.meikalainen@example.fi"};

struct Letter {
  std::string name;
  std::string text;
  std::vector<std::string> sender, earlier, mailbox;  // what each of them wrote, in order
};

std::string without_marks(std::string line) {
  return line.substr(std::min(line.find_first_not_of("> \t"), line.size()));
}

void add_line(Letter& letter, char author, std::string line) {
  const std::size_t open = line.find('[');
  const bool typed = author == 'M' && open != std::string::npos;
  if (typed) {
    letter.sender.push_back(line.substr(open + 1, line.size() - open - 2));
    line.erase(line.size() - 1).erase(open, 1);
  }
  letter.text += line + "\n";
  const std::string words = without_marks(line);
  if (words.empty() || typed) return;
  (author == 'S' ? letter.sender : author == 'E' ? letter.earlier : letter.mailbox).push_back(words);
}

std::vector<Letter> letters() {
  std::ifstream file(INTAKE_SOURCE_DIR "/tests/parser/cases/quoted_answers.txt");
  std::vector<Letter> all;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    if (line.compare(0, 3, "== ") == 0) {
      all.push_back({line.substr(3), {}, {}, {}, {}});
    } else {
      add_line(all.back(), line[0], line.size() > 2 ? line.substr(2) : std::string());
    }
  }
  return all;
}

std::string text_of(const std::vector<AuthoredText>& pieces, Author author) {
  std::string text = "\n";
  for (const AuthoredText& piece : pieces) text += piece.author == author ? piece.text : std::string();
  return text;
}

// "Vastaamo, 2015" as "Vastaamo,\nAsiakkuusvuodet\t2015".
std::size_t find_with_years_apart(const std::string& text, const std::string& part, std::size_t from) {
  const std::size_t comma = part.find(", ");
  if (comma == std::string::npos) return comma;
  const std::size_t before = text.find(part.substr(0, comma + 1) + "\n", from);
  const std::size_t after = text.find("\t" + part.substr(comma + 2), from);
  return before < after && after != std::string::npos ? after - comma - 1
                                                      : std::string::npos;  // so that the end is right
}

void expect_in_order(const std::string& text, const std::vector<std::string>& parts, const std::string& about) {
  std::size_t at = 0;
  for (const std::string& part : parts) {
    const std::size_t whole = text.find(part, at);
    const std::size_t found = whole == std::string::npos ? find_with_years_apart(text, part, at) : whole;
    EXPECT_NE(found, std::string::npos) << about << ": lost \"" << part << "\"";
    at = found == std::string::npos ? at : found + part.size();
  }
}

class QuotedAnswers : public testing::TestWithParam<Letter> {};

TEST_P(QuotedAnswers, AreTheSenders) {
  const std::vector<AuthoredText> pieces = split_thread(GetParam().text, people);
  const std::string sender = text_of(pieces, Author::sender);
  const std::string earlier = text_of(pieces, Author::sender_earlier);
  expect_in_order(sender, GetParam().sender, GetParam().name);
  expect_in_order(earlier, GetParam().earlier, GetParam().name);
  for (const std::string& line : GetParam().mailbox) {
    EXPECT_EQ(("\n" + sender).find("\n" + line + "\n"), std::string::npos)
        << GetParam().name << ": took \"" << line << '"';
    EXPECT_EQ(("\n" + earlier).find("\n" + line + "\n"), std::string::npos)
        << GetParam().name << ": took \"" << line << '"';
  }
}

INSTANTIATE_TEST_SUITE_P(Letters, QuotedAnswers, testing::ValuesIn(letters()));

TEST(QuotedAnswersFile, IsRead) {
  EXPECT_GE(letters().size(), 40U);
}

}  // namespace
}  // namespace intake
