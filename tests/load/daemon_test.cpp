// The daemon as a process: it starts whole or not at all, survives every way an MTA can leave, reloads, and stops
// without cutting off a message.
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <fstream>
#include <thread>

#include "tests/load/milter_client.h"
#include "tests/load/running_daemon.h"

namespace intake::load {
namespace {

namespace fs = std::filesystem;

Mail incomplete_request(const std::string& id = "<daemon-test@example.test>") {
  Mail mail;
  mail.header = {{"From", "Maija <maija.mallikas@example.test>"},
                 {"To", "tietopyynnot@kela.example"},
                 {"Subject", "tiedot"},
                 {"Message-ID", id},
                 {"Content-Type", "text/plain; charset=utf-8"}};
  mail.body = "Hei, haluan kaikki minua koskevat tiedot Vastaamosta. Nimeni on Maija Mallikas.\r\n";
  return mail;
}

// ---- starting

struct BadStart {
  const char* name;
  const char* settings;            // "@" stands for the daemon's folder
  int code;                        // sysexits
  std::vector<const char*> words;  // all of them are said
  void (*prepare)(const fs::path& folder) = [](const fs::path&) {};
};

class DaemonDoesNotStart : public testing::TestWithParam<BadStart> {};

std::string with_folder(std::string settings, const fs::path& folder) {
  for (std::size_t at = settings.find('@'); at != std::string::npos; at = settings.find('@'))
    settings.replace(at, 1, folder.string());
  return settings;
}

TEST_P(DaemonDoesNotStart, AndSaysWhy) {
  RunningDaemon daemon;
  GetParam().prepare(daemon.folder);
  std::ofstream(daemon.folder / "intake-milter.toml", std::ios::app)
      << with_folder(GetParam().settings, daemon.folder) << "\n";
  daemon.start();
  EXPECT_EQ(daemon.wait(), GetParam().code) << daemon.log();
  for (const char* words : GetParam().words)
    EXPECT_NE(daemon.log().find(words), std::string::npos) << words << "\n" << daemon.log();
  EXPECT_NE(daemon.log().find("not started"), std::string::npos);
  EXPECT_EQ(daemon.log().find("info: started"), std::string::npos);
}

void rules_without_english_phones(const fs::path& folder) {
  fs::copy(INTAKE_SOURCE_DIR "/rules", folder / "rules", fs::copy_options::recursive);
  fs::remove(folder / "rules/en/phone.toml");
  std::ifstream in(folder / "intake-milter.toml");
  std::string text(std::istreambuf_iterator<char>(in), {});
  const std::string from = INTAKE_SOURCE_DIR "/rules";
  text.replace(text.find(from), from.size(), (folder / "rules").string());
  std::ofstream(folder / "intake-milter.toml") << text;
}

void something_in_the_way(const fs::path& folder) {
  std::ofstream(folder / "intake.sock") << "a file";
}
void folder_in_place_of_the_ledger(const fs::path& folder) {
  fs::create_directory(folder / "ledger.sqlite");
}
void ledger_that_is_none(const fs::path& folder) {
  std::ofstream(folder / "ledger.sqlite") << std::string(5000, 'x');
}

INSTANTIATE_TEST_SUITE_P(
    Bad, DaemonDoesNotStart,
    testing::Values(
        BadStart{"ThreeMistakes",
                 "reply.per_hour = 0\nlimits.nesting = \"ten\"\nmilter.sockt = \"x\"",
                 78,
                 {"reply.per_hour is 0", "limits.nesting must be a whole number", "'sockt' is unknown", ".toml:8",
                  ".toml:9", ".toml:10:"}},
        BadStart{"MissingRuleFile", "", 78, {"en/phone.toml"}, rules_without_english_phones},
        BadStart{"SomethingInTheWay", "", 69, {"something that is no socket stands there"}, something_in_the_way},
        BadStart{"NoSuchGroup", "milter.socket_group = \"no-such-group\"", 69, {"there is no group 'no-such-group'"}},
        BadStart{"LedgerIsAFolder", "", 73, {"the ledger", "cannot be opened"}, folder_in_place_of_the_ledger},
        BadStart{"LedgerIsNone", "", 73, {"the ledger", "cannot be opened"}, ledger_that_is_none},
        BadStart{"MetricsAtNoAddressOfOurs", "metrics.listen = \"192.0.2.1:9467\"", 69, {"metrics.listen", "192.0.2.1"}},
        BadStart{"SealKeyMissing", "tags.seal_key_file = \"@/none\"", 78, {"/none"}}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(DaemonStart, DoesNotTakeTheSocketOfAnother) {
  RunningDaemon first;
  first.start();
  ASSERT_TRUE(first.listens()) << first.log();
  RunningDaemon second;
  std::ifstream in(first.folder / "intake-milter.toml");
  std::string text(std::istreambuf_iterator<char>(in), {});
  const std::string ledger = (first.folder / "ledger.sqlite").string();
  text.replace(text.find(ledger), ledger.size(), (second.folder / "ledger.sqlite").string());
  std::ofstream(second.folder / "intake-milter.toml") << text;
  second.start();
  EXPECT_EQ(second.wait(), 69);
  EXPECT_NE(second.log().find("another program is listening there"), std::string::npos) << second.log();
  Client client(first.socket());
  ASSERT_TRUE(client.open());
  EXPECT_EQ(client.send(incomplete_request()).reply, Reply::accepted);
}

// ---- serving

class Daemon : public testing::Test {
 protected:
  void begin(const std::string& settings = {}) {
    daemon.write_config(settings);
    daemon.start();
    ASSERT_TRUE(daemon.listens()) << daemon.log();
  }
  void expect_alive() {
    Client client(daemon.socket());
    ASSERT_TRUE(client.open()) << daemon.log();
    EXPECT_EQ(client.send(incomplete_request("<alive@example.test>")).added_value("X-Intake-Status"), "incomplete");
  }
  RunningDaemon daemon;
};

TEST_F(Daemon, TagsAndAnswersSeveralMessagesOfOneSession) {
  begin();
  Client client(daemon.socket());
  ASSERT_TRUE(client.open());
  for (const char* id : {"<one@example.test>", "<two@example.test>", "<three@example.test>"}) {
    const Outcome outcome = client.send(incomplete_request(id));
    EXPECT_EQ(outcome.reply, Reply::accepted);
    EXPECT_EQ(outcome.added_value("X-Intake-Status"), "incomplete");
  }
  Mail other = incomplete_request();
  other.recipients = {"<somebody@else.example>"};
  EXPECT_TRUE(client.send(other).passed_by);
  EXPECT_EQ(client.send(incomplete_request("<four@example.test>")).added_value("X-Intake-Status"), "incomplete");
}

TEST_F(Daemon, RecipientsAreComparedAsPeopleWriteThem) {
  begin();
  Client client(daemon.socket());
  ASSERT_TRUE(client.open());
  for (const char* recipient : {"<TietoPyynnot@KELA.example>", "tietopyynnot@kela.example",
                                "<tietopyynnot+vanha@kela.example>", "<tietopyynnot@kela.example.s>"}) {
    Mail mail = incomplete_request();
    mail.recipients = {"<somebody@else.example>", recipient};
    EXPECT_FALSE(client.send(mail).passed_by) << recipient;
  }
}

TEST_F(Daemon, RemovesForgedTagsFromTheLastToTheFirst) {
  begin();
  Mail mail = incomplete_request();
  mail.header.insert(mail.header.begin(), {"X-Intake-Status", "complete"});
  for (const char* name :
       {"x-intake-status", "X-INTAKE-STATUS", "X-Intake-Status ", "X-iNtAkE-rOuTe", "X-Intake-Status"})
    mail.header.emplace_back(name, "complete");
  Client client(daemon.socket());
  ASSERT_TRUE(client.open());
  const Outcome outcome = client.send(mail);
  const std::vector<std::pair<std::string, std::uint32_t>> wanted = {{"x-intake-route", 1},  {"x-intake-status", 5},
                                                                     {"x-intake-status", 4}, {"x-intake-status", 3},
                                                                     {"x-intake-status", 2}, {"x-intake-status", 1}};
  EXPECT_EQ(outcome.removed, wanted);
  EXPECT_EQ(outcome.added_value("X-Intake-Status"), "incomplete");
  EXPECT_EQ(std::count_if(outcome.added.begin(), outcome.added.end(),
                          [](const auto& field) { return field.first == "X-Intake-Status"; }),
            1);
}

TEST_F(Daemon, SurvivesAnMtaThatLeavesOrGivesUpAtAnyStage) {
  begin();
  const Mail mail = incomplete_request();
  for (const Stage stage : {Stage::connect, Stage::negotiate, Stage::mail, Stage::recipient, Stage::data, Stage::header,
                            Stage::body, Stage::end}) {
    if (stage > Stage::negotiate) {
      Client giving_up(daemon.socket());
      ASSERT_TRUE(giving_up.open());
      EXPECT_TRUE(giving_up.abort_at(mail, stage));
      EXPECT_EQ(giving_up.send(incomplete_request("<after-abort@example.test>")).reply, Reply::accepted);
    }
    Client leaving(daemon.socket());
    ASSERT_TRUE(leaving.open(stage));
    leaving.vanish_at(mail, stage > Stage::negotiate ? stage : Stage::none);
  }
  expect_alive();
}

TEST_F(Daemon, SurvivesWhatIsNoMilterProtocol) {
  begin();
  using namespace std::string_view_literals;
  for (const std::string_view noise : {""sv, "GET / HTTP/1.0\r\n\r\n"sv, "\xff\xff\xff\xff\xff\xff\xff\xff"sv,
                                       "\0\0\0\1E\0\0\0\1E"sv, "\0\0\0\1Q"sv, "\0\0\0\1Q\0\0\0\1"sv}) {
    Client client(daemon.socket());
    ASSERT_TRUE(client.open(Stage::connect));
    client.raw(noise);
  }
  Client client(daemon.socket());
  ASSERT_TRUE(client.open());
  client.raw(std::string("\0\0\0\1E", 5));  // the end of a message that never began
  expect_alive();
}

TEST_F(Daemon, AMessageOverTheLimitPassesForAPerson) {
  begin("limits.message_bytes = 20000");
  Mail mail = incomplete_request();
  mail.header.emplace_back("X-Intake-Status", "complete");
  mail.body.append(30'000, 'a');
  Client client(daemon.socket());
  ASSERT_TRUE(client.open());
  const Outcome outcome = client.send(mail);
  EXPECT_EQ(outcome.reply, Reply::accepted);
  EXPECT_EQ(outcome.added_value("X-Intake-Status"), "review");
  EXPECT_EQ(outcome.added_value("X-Intake-Review"), "limit");
  EXPECT_EQ(outcome.removed.size(), 1U);
  EXPECT_EQ(client.send(incomplete_request()).added_value("X-Intake-Status"), "incomplete");
}

TEST_F(Daemon, NoSenderIsNeverAnswered) {
  begin();
  Mail mail = incomplete_request();
  mail.sender = "<>";
  Client client(daemon.socket());
  ASSERT_TRUE(client.open());
  EXPECT_EQ(client.send(mail).added_value("X-Intake-Reply"), "none; null_sender");
}

TEST_F(Daemon, OnlyThoseWhoAreMeantMayConnect) {
  begin("milter.socket_mode = \"0600\"");
  struct stat info {};
  ASSERT_EQ(stat((daemon.folder / "intake.sock").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777U, 0600U);
}

// ---- reloading

TEST_F(Daemon, ReloadsOnBothSignalsHoweverManyComeWhileItServes) {
  begin();
  std::atomic<bool> over{false};
  std::atomic<int> lost{0};
  std::thread load([&] {
    Client client(daemon.socket());
    bool open = client.open();
    while (!over) {
      if (!open || client.send(incomplete_request()).added_value("X-Intake-Status") != "incomplete") ++lost;
      if (!open) open = client.open();
    }
  });
  for (int i = 0; i < 100; ++i) {
    daemon.signal(i % 2 == 0 ? SIGHUP : SIGUSR1);
    usleep(i % 10 == 0 ? 20'000 : 500);
  }
  EXPECT_TRUE(daemon.logged("reloaded"));
  over = true;
  load.join();
  EXPECT_EQ(lost, 0) << daemon.log();
  expect_alive();
}

TEST_F(Daemon, KeepsTheOldConfigurationWhenTheNewOneHasMistakes) {
  begin();
  daemon.write_config("milter.timeout = 5\nreply.per_hour = 0");
  daemon.signal(SIGHUP);
  EXPECT_TRUE(daemon.logged("reload refused")) << daemon.log();
  EXPECT_TRUE(daemon.logged("'timeout' is unknown")) << daemon.log();
  EXPECT_TRUE(daemon.logged("reply.per_hour is 0")) << daemon.log();
  expect_alive();
  daemon.write_config("reply.enabled = false\nmilter.timeout_seconds = 100");
  daemon.signal(SIGUSR1);
  EXPECT_TRUE(daemon.logged("info: reloaded"));
  EXPECT_TRUE(daemon.logged("milter.timeout_seconds")) << "a setting that waits for a restart is named\n"
                                                       << daemon.log();
  Client client(daemon.socket());
  ASSERT_TRUE(client.open());
  Mail other = incomplete_request("<disabled@example.test>");
  other.sender = "<matti.mallikas@example.test>";  // the same again from the same sender would be a duplicate
  EXPECT_EQ(client.send(other).added_value("X-Intake-Reply"), "none; disabled");
}

// ---- stopping

TEST_F(Daemon, StopsAtOnceWhenIdleAndRemovesItsSocket) {
  begin();
  const auto begin_stop = std::chrono::steady_clock::now();
  daemon.signal(SIGTERM);
  EXPECT_EQ(daemon.wait(), 0);
  EXPECT_LT(std::chrono::steady_clock::now() - begin_stop, std::chrono::seconds(20));
  EXPECT_FALSE(fs::exists(daemon.folder / "intake.sock"));
}

// The database is held for a while, so that a message is surely in hand when the signal comes.
TEST_F(Daemon, FinishesTheMessageInHandBeforeItStops) {
  begin();
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open((daemon.folder / "ledger.sqlite").c_str(), &database), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(database, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
  Outcome outcome;
  std::thread mta([&] {
    Client client(daemon.socket());
    if (client.open()) outcome = client.send(incomplete_request());
  });
  usleep(500'000);
  daemon.signal(SIGTERM);
  usleep(500'000);
  EXPECT_TRUE(daemon.runs());
  sqlite3_exec(database, "COMMIT", nullptr, nullptr, nullptr);
  sqlite3_close(database);
  mta.join();
  EXPECT_EQ(outcome.reply, Reply::accepted);
  EXPECT_EQ(outcome.added_value("X-Intake-Status"), "incomplete");
  EXPECT_EQ(daemon.wait(), 0);
}

// Another process holds the database for longer than the daemon waits: the MTA keeps the mail and tries again.
TEST_F(Daemon, ADatabaseThatCannotBeUsedMakesTheMtaTryLater) {
  begin();
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open((daemon.folder / "ledger.sqlite").c_str(), &database), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(database, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
  Client client(daemon.socket());
  ASSERT_TRUE(client.open());
  EXPECT_EQ(client.send(incomplete_request()).reply, Reply::tempfail);
  sqlite3_exec(database, "COMMIT", nullptr, nullptr, nullptr);
  sqlite3_close(database);
  EXPECT_EQ(client.send(incomplete_request()).reply, Reply::accepted);
}

}  // namespace
}  // namespace intake::load
