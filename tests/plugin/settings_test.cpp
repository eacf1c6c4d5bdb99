// The settings table, the file reader with its mistakes, the sample, and what a reload may take.
#include "plugin/configuration/settings.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>

#include "plugin/configuration/socket_spec.h"

namespace intake {
namespace {

namespace fs = std::filesystem;

class SettingsFile : public ::testing::Test {
 protected:
  SettingsFile() : folder_(fs::temp_directory_path() / ("intake-settings-" + std::to_string(getpid()))) {
    fs::create_directories(folder_);
  }
  ~SettingsFile() override { fs::remove_all(folder_); }

  LoadedSettings load(const std::string& text) {
    std::ofstream(file()) << text;
    return load_settings(file());
  }
  fs::path file() const { return folder_ / "a.toml"; }
  // The mistake at that place, or an empty string.
  static std::string at(const LoadedSettings& loaded, const std::string& place) {
    for (const std::string& mistake : loaded.mistakes) {
      if (mistake.find("a.toml:" + place + ": ") != mistake.npos) return mistake;
    }
    return {};
  }

  fs::path folder_;
};

constexpr const char* least = "[milter]\nrecipients = [\"box@kela.example\"]\n";

TEST_F(SettingsFile, TheLeastIsEnoughAndFillsWhatFollows) {
  const LoadedSettings loaded = load(least);
  EXPECT_EQ(loaded.mistakes, std::vector<std::string>());
  EXPECT_EQ(loaded.settings.mailbox_addresses, loaded.settings.recipients);
  EXPECT_EQ(loaded.settings.reply_from, "box@kela.example");
  EXPECT_EQ(loaded.settings.key_file, "/var/lib/intake-milter/ledger.sqlite.key");
}

TEST_F(SettingsFile, PathsAreRelativeToTheFile) {
  const LoadedSettings loaded =
      load(std::string(least) + "[rules]\ndirectory = \"../rules\"\n[ledger]\nfile = \"/var/x\"\n");
  EXPECT_EQ(loaded.settings.rules_directory, folder_.parent_path() / "rules");
  EXPECT_EQ(loaded.settings.ledger_file, "/var/x");
}

TEST_F(SettingsFile, EveryTypeIsRead) {
  const LoadedSettings loaded =
      load(std::string(least) +
           "timeout_seconds = 77\n[limits]\nparts = 11\nmessage_bytes = 20_000\n"
           "[reply]\nenabled = false\nfrom = \"a@b.example\"\n[mailbox]\nphones = [\"+358201234567\"]\n");
  EXPECT_EQ(loaded.mistakes, std::vector<std::string>());
  EXPECT_EQ(loaded.settings.timeout_seconds, 77);
  EXPECT_EQ(loaded.settings.limits.parts, 11U);
  EXPECT_EQ(loaded.settings.limits.message_bytes, 20'000U);
  EXPECT_FALSE(loaded.settings.reply_enabled);
  EXPECT_EQ(loaded.settings.reply_from, "a@b.example");
  EXPECT_EQ(loaded.settings.mailbox_phones, std::vector<std::string>{"+358201234567"});
}

TEST_F(SettingsFile, NamesEveryMistakeWithItsPlace) {
  const LoadedSettings loaded = load(
      "[milter]\n"
      "recipients = [\"Mailbox <box@kela.example>\", 7]\n"  // 2: two mistakes
      "socket = \"inet:localhost:8891\"\n"                  // 3
      "socket_mod = \"0660\"\n"                             // 4
      "[limits]\n"
      "parts = 1\n"             // 6
      "nesting = \"twenty\"\n"  // 7
      "[replies]\n"             // 8
      "enabled = true\n"
      "[reply]\n"
      "enabled = \"yes\"\n"     // 11
      "smtp_tls = \"maybe\"\n"  // 12
      "smtp_user = \"x\"\n"     // 13
      "[log]\n"
      "level = debug\n");  // 15: syntax
  EXPECT_EQ(loaded.mistakes.size(), 11U);
  EXPECT_NE(at(loaded, "2:15").find("local@domain"), std::string::npos);
  EXPECT_NE(at(loaded, "2:45").find("list of texts"), std::string::npos);
  EXPECT_NE(at(loaded, "3:10").find("port@host"), std::string::npos);
  EXPECT_NE(at(loaded, "4:1").find("socket_mod"), std::string::npos);
  EXPECT_NE(at(loaded, "6:9").find("between 10 and"), std::string::npos);
  EXPECT_NE(at(loaded, "7:11").find("whole number"), std::string::npos);
  EXPECT_NE(at(loaded, "8:2").find("replies"), std::string::npos);
  EXPECT_NE(at(loaded, "11:11").find("true or false"), std::string::npos);
  EXPECT_NE(at(loaded, "12:12").find("never, try, always"), std::string::npos);
  EXPECT_NE(at(loaded, "13:13").find("smtp_password_file"), std::string::npos);
  for (const std::string& mistake : loaded.mistakes) EXPECT_NE(mistake.find("a.toml:"), std::string::npos) << mistake;
}

TEST_F(SettingsFile, SeveralSyntaxMistakesAreAllNamed) {
  const LoadedSettings loaded =
      load("[milter]\nrecipients = [\"a@b.example\"\n\n[reply]\nenabled = yes\nhold_seconds = = 3\n");
  EXPECT_GE(loaded.mistakes.size(), 3U);
}

TEST_F(SettingsFile, WhatIsMissingOrContradicts) {
  EXPECT_NE(at(load(""), "1:1").find("milter.recipients is missing"), std::string::npos);
  EXPECT_NE(at(load("[milter]\nrecipients = []\n"), "2:14").find("milter.recipients is missing"), std::string::npos);
  EXPECT_NE(at(load(std::string(least) + "[reply]\nretry_first_seconds = 100\nretry_most_seconds = 10\n"), "4:23")
                .find("more than"),
            std::string::npos);
  EXPECT_EQ(load_settings(folder_ / "none.toml").mistakes.size(), 1U);
  EXPECT_EQ(load_settings(folder_).mistakes.size(), 1U);
}

TEST_F(SettingsFile, TheSampleIsValidAndGivesTheDefaults) {
  const LoadedSettings loaded = load(sample_configuration());
  EXPECT_EQ(loaded.mistakes, std::vector<std::string>());
  Settings expected;
  expected.recipients = {"tietopyynnot@kela.example"};
  EXPECT_EQ(settings_that_need_a_restart(expected, loaded.settings), std::vector<std::string>());
  EXPECT_EQ(loaded.settings.recipients, expected.recipients);
  EXPECT_EQ(loaded.settings.limits.message_bytes, expected.limits.message_bytes);
}

TEST(Sample, IsTheOneThatIsPackaged) {
  std::ifstream in(std::string(INTAKE_SOURCE_DIR) + "/packaging/intake-milter.toml", std::ios::binary);
  const std::string packaged(std::istreambuf_iterator<char>(in), {});
  EXPECT_EQ(packaged, sample_configuration()) << "run: intake-milter --print-config > packaging/intake-milter.toml";
}

// Whoever starts with the sample gets the defaults: an example must not be in force.
TEST(Sample, OnlyTheRecipientsDifferFromTheDefaults) {
  std::istringstream sample(sample_configuration());
  std::string section;
  std::size_t in_force = 0;
  for (std::string line; std::getline(sample, line);) {
    if (line.rfind("[", 0) == 0) section = line.substr(1, line.find(']') - 1);
    const std::size_t equals = line.find(" = ");
    if (equals == std::string::npos || line.front() == '#') continue;
    for (const Setting& row : settings_table()) {
      if (section != row.section || line.substr(0, equals) != row.key) continue;
      ++in_force;
      if (std::string(row.key) == "recipients") continue;
      EXPECT_EQ(line.substr(equals + 3), default_value(row)) << row.key;
    }
  }
  EXPECT_GT(in_force, 30U);
}

TEST(Sample, TheConfigurationOfTheCorpusIsValid) {
  EXPECT_EQ(load_settings(std::string(INTAKE_SOURCE_DIR) + "/tests/corpus.toml").mistakes, std::vector<std::string>());
}

TEST(SettingsTable, EveryRowIsOnceDocumentedAndBounded) {
  std::set<std::string> names;
  for (const Setting& row : settings_table()) {
    const std::string name = std::string(row.section) + "." + row.key;
    EXPECT_TRUE(names.insert(name).second) << name;
    EXPECT_GT(std::string(row.documentation).size(), 10U) << name;
    const bool number = std::holds_alternative<int Settings::*>(row.target) ||
                        std::holds_alternative<std::size_t Settings::*>(row.target) ||
                        std::holds_alternative<int Limits::*>(row.target) ||
                        std::holds_alternative<std::size_t Limits::*>(row.target);
    EXPECT_EQ(number, row.most > row.least) << name;
  }
}

TEST(Reload, TakesWhatItCanAndNamesTheRest) {
  Settings running;
  Settings wanted;
  wanted.socket = "inet:1@localhost";
  wanted.ledger_file = "/elsewhere";
  wanted.log_level = "error";
  wanted.limits.parts = 7;
  EXPECT_EQ(settings_that_need_a_restart(running, wanted), (std::vector<std::string>{"milter.socket", "ledger.file"}));
  const Settings after = settings_after_reload(running, wanted);
  EXPECT_EQ(after.socket, running.socket);
  EXPECT_EQ(after.ledger_file, running.ledger_file);
  EXPECT_EQ(after.log_level, "error");
  EXPECT_EQ(after.limits.parts, 7U);
}

struct SocketCase {
  const char* text;
  const char* meaning;  // as text() gives it; empty: a mistake
  bool warns;
};

TEST(SocketSpec, Table) {
  const SocketCase cases[] = {
      {"unix:/run/x.sock", "unix:/run/x.sock", false},
      {"local:/run/x.sock", "unix:/run/x.sock", false},
      {"/run/x.sock", "unix:/run/x.sock", false},
      {"inet:8891@127.0.0.1", "inet:8891@127.0.0.1", false},
      {"inet:8891", "inet:8891", true},
      {"inet6:8891@[::1]", "inet6:8891@[::1]", false},
      {"inet6:8891@::1", "inet6:8891@[::1]", false},
      {"inet6:8891", "inet6:8891", true},
      {"", "", false},
      {"unix:", "", false},
      {"unix:run/x.sock", "", false},
      {"inet:127.0.0.1:8891", "", false},
      {"inet:0@localhost", "", false},
      {"inet:65536@localhost", "", false},
      {"inet:99999999999@localhost", "", false},
      {"inet:8891@", "", false},
      {"tcp:8891@localhost", "", false},
  };
  for (const SocketCase& c : cases) {
    const ParsedSocket parsed = parse_socket(c.text);
    EXPECT_EQ(parsed.spec ? parsed.spec->text() : "", c.meaning) << c.text;
    EXPECT_EQ(parsed.mistake.empty(), parsed.spec.has_value()) << c.text;
    EXPECT_EQ(parsed.spec && !parsed.spec->warning().empty(), c.warns) << c.text;
  }
  EXPECT_FALSE(parse_socket("unix:/" + std::string(107, 'x')).spec);
  EXPECT_TRUE(parse_socket("unix:/" + std::string(106, 'x')).spec);
}

}  // namespace
}  // namespace intake
