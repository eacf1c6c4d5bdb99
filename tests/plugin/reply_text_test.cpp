// The words of a reply: right for every set of items in every language, and never a word that tells what the matter is.
#include "plugin/reply/reply_text.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cctype>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "parser/lines.h"
#include "plugin/mail/local_time.h"

namespace intake {
namespace {

namespace fs = std::filesystem;

const fs::path shipped = INTAKE_SOURCE_DIR "/rules/replies";
const std::string token = "K2M4-T9XQ-H7VB-C4NR";
constexpr std::int64_t november = 1763985960;  // 2025-11-24 12:06 UTC

const ReplyTexts& texts() {
  static const LoadedReplyTexts loaded = load_reply_texts(shipped);
  for (const std::string& mistake : loaded.mistakes) ADD_FAILURE() << mistake;
  return *loaded.texts;
}

ReplyRequest request(Language language, std::vector<AskedItem> asked, bool support = false) {
  return {language, std::move(asked), token, november, "Europe/Helsinki", support};
}

// Every non-empty subset of the seven items, each of them missing or invalid by the bits of `invalid`.
std::vector<AskedItem> subset(unsigned bits, unsigned invalid) {
  std::vector<AskedItem> asked;
  for (unsigned at = 0; at < all_items.size(); ++at) {
    if ((bits >> at & 1U) != 0) asked.push_back({all_items.at(at), (invalid >> at & 1U) != 0});
  }
  return asked;
}

std::string without(std::string text, const std::string& piece) {
  for (std::size_t at = text.find(piece); at != std::string::npos; at = text.find(piece)) text.erase(at, piece.size());
  return text;
}

constexpr const char* telling[] = {"patient",
                                   "care",
                                   "treat",
                                   "therap",
                                   "psyk",
                                   "psych",
                                   "health",
                                   "medic",
                                   "clinic",
                                   "diagno",
                                   "doctor",
                                   "vastaamo",
                                   "verve",
                                   "potila",
                                   "hoito",
                                   "hoida",
                                   "hoida",
                                   "terap",
                                   "tervey",
                                   "sairau",
                                   "sairaa",
                                   "l\xC3\xA4\xC3\xA4k",
                                   "klinik",
                                   "asiakkuu",
                                   "asiakas",
                                   "v\xC3\xA5rd",
                                   "h\xC3\xA4lso",
                                   "sjuk",
                                   "behandl",
                                   "l\xC3\xA4kar",
                                   "journal",
                                   "kund",
                                   "klient",
                                   "client",
                                   "customer",
                                   "hacker",
                                   "leak",
                                   "http",
                                   "www",
                                   ".fi",
                                   ".com",
                                   "@",
                                   "<",
                                   ">",
                                   "maija",
                                   "mallikas"};

void expect_discreet(const ReplyText& reply, const std::string& which) {
  const std::string all = lower_ascii(reply.subject + "\n" + reply.mailbox_name + "\n" + reply.body);
  for (const char* word : telling) EXPECT_EQ(all.find(word), std::string::npos) << which << " says " << word;
  std::string rest = reply.subject + "\n" + reply.body;
  for (const char* allowed : {"K2M4-T9XQ-H7VB-C4NR", "+358 20 634 11", "020 634 11", "PL 450, 00056", "PB 450, 00056",
                              "116 006", "24.11.2025 klo 14.06", "24.11.2025 kl. 14.06", "24 November 2025 at 14:06"}) {
    rest = without(rest, allowed);
  }
  for (const char c : rest)
    ASSERT_FALSE(std::isdigit(static_cast<unsigned char>(c))) << which << ": digits in\n" << rest;
}

TEST(ReplyText, NoReplyForAnySetOfItemsTellsWhatTheMatterIs) {
  for (const Language language : {Language::fi, Language::sv, Language::en, Language::und}) {
    for (unsigned bits = 1; bits < 128; ++bits) {
      for (const unsigned invalid : {0U, 127U, bits & 0x55U}) {
        const ReplyText reply = texts().write(request(language, subset(bits, invalid), bits % 2 == 0));
        expect_discreet(reply, std::string(name_of(language)) + " " + std::to_string(bits));
      }
    }
  }
}

TEST(ReplyText, NoReceiptTellsWhatTheMatterIs) {
  for (const Language language : {Language::fi, Language::sv, Language::en, Language::und}) {
    for (const bool support : {false, true}) {
      expect_discreet(texts().write_receipt(request(language, {}, support)), std::string(name_of(language)));
    }
  }
}

std::size_t lines_of_list(const std::string& body) {
  std::istringstream in(body);
  std::size_t count = 0;
  for (std::string line; std::getline(in, line);) count += line.rfind("- ", 0) == 0 ? 1 : 0;
  return count;
}

TEST(ReplyText, AsksForExactlyWhatIsAsked) {
  for (const Language language : {Language::fi, Language::sv, Language::en}) {
    for (unsigned bits = 1; bits < 128; ++bits) {
      const bool joined = (bits & 0x18U) == 0x18U;  // organisation and years share a line
      const std::size_t expected = subset(bits, 0).size() - (joined ? 1 : 0);
      EXPECT_EQ(lines_of_list(texts().write(request(language, subset(bits, 0))).body), expected) << bits;
      EXPECT_EQ(lines_of_list(texts().write(request(language, subset(bits, 127))).body), subset(bits, 0).size())
          << bits;
    }
  }
}

TEST(ReplyText, OrganisationAndYearsInNeutralWords) {
  const auto body = [](std::vector<AskedItem> asked) {
    return texts().write(request(Language::en, std::move(asked))).body;
  };
  EXPECT_NE(body({{Item::service_provider}, {Item::treatment_year}})
                .find("- the organisation whose records you ask for, and the years\n"),
            std::string::npos);
  EXPECT_NE(body({{Item::service_provider}}).find("- the organisation whose records you ask for\n"), std::string::npos);
  EXPECT_NE(body({{Item::treatment_year, true}}).find("(please check the years)\n"), std::string::npos);
}

TEST(ReplyText, EveryReplySaysWhatThePolicyWantsSaid) {
  struct Case {
    Language language;
    std::vector<const char*> sentences;
  };
  const Case cases[] = {
      {Language::fi,
       {"automaattinen vastaus", "24.11.2025 klo 14.06", "ei ole p\xC3\xA4\xC3\xA4ttynyt",
        "eik\xC3\xA4 pyynt\xC3\xB6\xC3\xA4si ole hyl\xC3\xA4tty", "tavallisella s\xC3\xA4hk\xC3\xB6postilla",
        "suojattu s\xC3\xA4hk\xC3\xB6posti", "aihekentt\xC3\xA4\xC3\xA4n", "020 634 11", "PL 450, 00056 KELA",
        "K2M4-T9XQ-H7VB-C4NR"}},
      {Language::sv,
       {"automatiskt svar", "24.11.2025 kl. 14.06", "inte avslutat", "inte avslagits", "vanlig e-post",
        "skyddad e-post", "\xC3\xA4mnesf\xC3\xA4lt", "020 634 11", "PB 450, 00056 FPA", "K2M4-T9XQ-H7VB-C4NR"}},
      {Language::en,
       {"automatic reply", "24 November 2025 at 14:06", "not been closed", "not been refused", "ordinary e-mail",
        "secure e-mail", "subject line", "020 634 11", "PL 450, 00056 KELA", "K2M4-T9XQ-H7VB-C4NR"}},
  };
  const std::string all = texts().write(request(Language::und, {{Item::phone}})).body;
  for (const Case& one : cases) {
    const std::string body = texts().write(request(one.language, {{Item::phone}})).body;
    for (const char* sentence : one.sentences) {
      EXPECT_NE(body.find(sentence), std::string::npos) << sentence;
      EXPECT_NE(all.find(sentence), std::string::npos) << sentence;
    }
    EXPECT_EQ(body.find("116 006"), std::string::npos);
    EXPECT_EQ(body.find("\n\n\n"), std::string::npos);
    EXPECT_EQ(body.find('{'), std::string::npos);
    EXPECT_NE(texts().write(request(one.language, {{Item::phone}}, true)).body.find("116 006"), std::string::npos);
  }
}

TEST(ReplyText, AReceiptSaysThatNothingIsToBeDone) {
  struct Case {
    Language language;
    std::vector<const char*> sentences;
  };
  const Case cases[] = {
      {Language::fi,
       {"automaattinen vastaus", "ei ole p\xC3\xA4\xC3\xA4ttynyt", "hyl\xC3\xA4tty",
        "Sinun ei tarvitse nyt tehd\xC3\xA4 mit\xC3\xA4\xC3\xA4n.", "suojattu s\xC3\xA4hk\xC3\xB6posti", "020 634 11",
        "K2M4-T9XQ-H7VB-C4NR"}},
      {Language::sv,
       {"automatiskt svar", "inte avslutat", "inte avslagits",
        "Just nu beh\xC3\xB6ver du inte g\xC3\xB6ra n\xC3\xA5gonting.", "skyddad e-post", "020 634 11",
        "K2M4-T9XQ-H7VB-C4NR"}},
      {Language::en,
       {"automatic reply", "not been closed", "not been refused", "You do not need to do anything now.",
        "secure e-mail", "020 634 11", "K2M4-T9XQ-H7VB-C4NR"}},
  };
  for (const Case& one : cases) {
    const std::string body = texts().write_receipt(request(one.language, {})).body;
    for (const char* sentence : one.sentences) EXPECT_NE(body.find(sentence), std::string::npos) << sentence;
    EXPECT_EQ(body.find('{'), std::string::npos);
    EXPECT_EQ(body.find("\n\n\n"), std::string::npos);
  }
}

std::size_t paragraphs_of(const std::string& body) {
  std::size_t count = 0;
  for (std::size_t at = body.find("\n\n"); at != std::string::npos; at = body.find("\n\n", at + 2)) ++count;
  return count;
}

TEST(ReplyText, TheThreeLanguagesHaveTheSameShape) {
  const auto question = [](Language language) {
    return paragraphs_of(texts().write(request(language, {{Item::phone}})).body);
  };
  const auto receipt = [](Language language) {
    return paragraphs_of(texts().write_receipt(request(language, {})).body);
  };
  for (const Language language : {Language::sv, Language::en}) {
    EXPECT_EQ(question(language), question(Language::fi));
    EXPECT_EQ(receipt(language), receipt(Language::fi));
  }
}

TEST(ReplyText, TheContentLanguage) {
  EXPECT_EQ(texts().write(request(Language::sv, {{Item::phone}})).content_language, "sv");
  EXPECT_EQ(texts().write(request(Language::und, {{Item::phone}})).content_language, "fi, sv, en");
}

TEST(ReplyText, FinnishTimeInSummerAndWinter) {
  const LocalTime winter = local_time(november, "Europe/Helsinki");
  EXPECT_EQ(winter.hour, 14);
  EXPECT_EQ(winter.minute, 6);
  const LocalTime summer = local_time(1751318100, "Europe/Helsinki");  // 2025-06-30 21:15 UTC
  EXPECT_EQ(summer.day, 1);
  EXPECT_EQ(summer.month, 7);
  EXPECT_EQ(summer.hour, 0);
  EXPECT_EQ(local_time(november, "UTC").hour, 12);
}

TEST(ReplyText, AsksForWhatTheVerdictAsksFor) {
  Verdict verdict;
  verdict.ask = {Item::name, Item::phone};
  verdict.facts.phone.status = ItemStatus::invalid;
  const std::vector<AskedItem> asked = asked_items(verdict);
  ASSERT_EQ(asked.size(), 2U);
  EXPECT_FALSE(asked[0].invalid);
  EXPECT_TRUE(asked[1].invalid);
}

// A copy of the shipped texts with one thing changed.
class Changed : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string made = (fs::temp_directory_path() / "replies-XXXXXX").string();
    ASSERT_NE(mkdtemp(made.data()), nullptr);
    folder = made;
    fs::copy(shipped, folder);
  }
  void TearDown() override { fs::remove_all(folder); }

  void change(const std::string& file, const std::string& from, const std::string& to) {
    std::ifstream in(folder / file);
    std::string text(std::istreambuf_iterator<char>(in), {});
    const std::size_t at = text.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
    std::ofstream(folder / file) << text;
  }

  void expect_mistake(const std::string& words) {
    const LoadedReplyTexts loaded = load_reply_texts(folder);
    EXPECT_EQ(loaded.texts, nullptr);
    std::string all;
    for (const std::string& mistake : loaded.mistakes) all += mistake + "\n";
    EXPECT_NE(all.find(words), std::string::npos) << all;
  }

  fs::path folder;
};

TEST_F(Changed, UnknownHole) {
  change("fi.txt", "{arrived}", "{arived}");
  expect_mistake("fi.txt:3: unknown hole '{arived}'");
}
TEST_F(Changed, UnclosedHole) {
  change("sv.txt", "{ask_list}", "{ask_list");
  expect_mistake("sv.txt:7: unknown hole");
}
TEST_F(Changed, HoleLeftOut) {
  change("en.txt", "{ask_list}", "");
  expect_mistake("the hole {ask_list} is nowhere");
}
TEST_F(Changed, WordingLeftOut) {
  change("sv.toml", "phone = \"ditt telefonnummer\"", "");
  expect_mistake("item 'phone' has no wording in [missing]");
}
TEST_F(Changed, UnknownItem) {
  change("en.toml", "[invalid]", "[invalid]\nshoe_size = \"your shoe size\"");
  expect_mistake("unknown item 'shoe_size' in [invalid]");
}
TEST_F(Changed, UnknownKey) {
  change("en.toml", "[missing]", "extra = 1\n[missing]");
  expect_mistake("unknown key 'extra'");
}
TEST_F(Changed, LineBreakInTheSubject) {
  change("fi.toml", "Automaattinen vastaus viestiisi", "Automaattinen\\r\\nBcc: vastaus");
  expect_mistake("fi.toml:3: subject must be one line");
}
TEST_F(Changed, Link) {
  change("fi.txt", "Kelan verkkosivuilta", "osoitteesta https://kela.example");
  expect_mistake("makes a link");
}
TEST_F(Changed, MailAddress) {
  change("sv.toml", "PB 450", "kirjaamo@kela.example, PB 450");
  expect_mistake("sv.toml:6: '@' makes a link");
}
TEST_F(Changed, BrokenToml) {
  change("en.toml", "[missing]", "[missing");
  expect_mistake("en.toml:12: Error while parsing table header");
}
TEST_F(Changed, NotUtf8) {
  change("sv.txt", "h\xC3\xA4lsning", "h\xE4lsning");
  expect_mistake("sv.txt: is not UTF-8");
}
TEST_F(Changed, FileGone) {
  fs::remove(folder / "und.toml");
  expect_mistake("und.toml: cannot be read");
}

}  // namespace
}  // namespace intake
