// What explain prints: the reasons of the verdict, where each thing was found, whose text is whose; and not a word of
// the message without show_values.
#include "plugin/intakectl/explain.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

namespace intake {
namespace {

namespace fs = std::filesystem;

Decision decision_of(const std::string& bytes) {
  static const LoadedRules loaded = load_rules(INTAKE_SOURCE_DIR "/rules");
  return decide({{}, {}, bytes},
                {loaded.rules, Policy{true, {2026, 1, 1}, {}}, Limits{}, {"tietopyynnot@kela.example"}}, nullptr);
}

const std::string head = "From: Maija <maija@example.test>\nTo: tietopyynnot@kela.example\nSubject: Tietopyyntö\n";

struct Case {
  const char* name;
  std::string mail;
  std::vector<std::string> lines;  // each must stand in the explanation
};

const Case cases[] = {
    {"incomplete",
     head + "\nHei!\nNimeni on Maija Meikäläinen ja tunnukseni 131052-308T.\nKävin Vastaamossa 2016. Pyydän kaikki "
            "tietoni.\n",
     {": incomplete\n", "asks for phone: missing", "asks for address: missing", "name: given", "  taken  body 2:11 ",
      "[Maija Meikäläinen]", "  taken  body 2:43 ", "[131052-308T]", "phone: missing\n  nothing found",
      "subject, 1 line, written by the sender"}},
    {"a code that fails its check",
     head + "\nTunnukseni on 131052-308A, Vastaamo, kaikki tietoni.\n",
     {"personal_identity_code: invalid", "  lost   body 1:15 ", "[131052-308A]", "(check character)"}},
    {"a part that cannot be read",
     head + "Content-Type: multipart/mixed; boundary=B\n\n--B\n\nPyydän kaikki tietoni Vastaamosta.\n--B\n"
            "Content-Type: application/pdf; name=\"lomake.pdf\"\n\nno pdf at all\n--B--\n",
     {": review\n", "unreadable: damaged: it cannot be decoded, decrypted or read (file) (part 2)",
      "2  application/pdf", "file \"lomake.pdf\""}},
    {"for somebody else",
     head + "\nPyydän äitini Liisa Meikäläisen potilastiedot Vastaamosta. Äitini on kuollut.\n",
     {": review\n", "on_behalf: body 1:"}},
    {"quoted mail of this mailbox",
     head + "\nPuhelinnumeroni on 040 123 4567.\n\nOn 2.3.2026 tietopyynnot@kela.example wrote:\n> Puuttuu vielä "
            "numero.\n",
     {"quoted from a mail of this mailbox: no evidence", "  #    1  "}},
    {"no request",
     "From: a@example.test\nSubject: Kiitos\n\nKiitos avusta ja hyvää viikonloppua!\n",
     {": other\n", "no request: "}},
};

TEST(Explain, SaysWhatWasFoundWhereAndWhy) {
  for (const Case& c : cases) {
    const std::string text = explanation("a.eml", decision_of(c.mail), {}, true);
    for (const std::string& line : c.lines)
      EXPECT_NE(text.find(line), std::string::npos) << c.name << ": " << line << "\n" << text;
  }
}

TEST(Explain, FileNamesAndTypesCannotWriteOnTheScreen) {
  const std::string text = explanation(
      "a.eml", decision_of(head + "Content-Type: application/x\x1b[2J; name=\"a\xE2\x80\xAE\x1b]0;b.pdf\"\n\nxx\n"), {},
      true);
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_EQ(text.find("\xE2\x80\xAE"), std::string::npos);
}

// Words of the message that must not show: its values, and every longer word of its text.
std::vector<std::string> secrets_of(const Decision& decision) {
  const Facts& facts = decision.verdict.facts;
  std::vector<std::string> secrets = {facts.name.surname, facts.name.first_names, facts.code.code,
                                      facts.address.street};
  for (const Block& block : decision.document.blocks) {
    std::string word;
    for (const char c : block.text + " ") {
      const bool letter = c < 0 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
      if (letter)
        word += c;
      else if (word.size() > 5)
        secrets.push_back(std::exchange(word, {}));
      else
        word.clear();
    }
  }
  return secrets;
}

TEST(Explain, ShowsNoWordOfAnyMessageUnlessAsked) {
  int messages = 0;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(INTAKE_SOURCE_DIR "/tests/corpus")) {
    if (entry.path().extension() != ".eml") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    const Decision decision = decision_of(std::string(std::istreambuf_iterator<char>(in), {}));
    const std::string text = explanation("a.eml", decision, {}, false);
    for (const std::string& secret : secrets_of(decision)) {
      // The shape of a digit is 0.
      if (secret.empty() || secret.find_first_not_of('0') == std::string::npos) continue;
      EXPECT_EQ(text.find(secret), std::string::npos) << entry.path();
    }
    ++messages;
  }
  EXPECT_GT(messages, 200);
}

}  // namespace
}  // namespace intake
