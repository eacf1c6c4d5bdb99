// The ledger against each back end: transactions whole or not at all, stale reads found out, leases, limits, deletion.
#include <atomic>
#include <fstream>
#include <iterator>
#include <thread>

#include "plugin/ledger/ledger_schema.h"
#include "plugin/ledger/sql_transaction.h"
#include "tests/plugin/ledger_backends.h"

namespace intake {
namespace {

constexpr std::int64_t now = 1'800'000'000;

Filing filing(const std::string& token, const std::string& message, bool with_mail = true) {
  Filing f;
  f.message.hash = message;
  f.message.text_hash = "text of " + message;
  f.message.token = token;
  f.message.status = "incomplete";
  f.message.ask = "phone,address";
  f.message.reply_queued = with_mail;
  f.the_case.token = token;
  f.the_case.sender_hash = "sender";
  f.the_case.code_hash = "code";
  f.the_case.language = "fi";
  f.the_case.route = "helsinki";
  f.the_case.given = {Item::name, Item::treatment_year};
  f.the_case.first_at = now;
  f.the_case.last_at = now;
  f.limits.sender_hashes = {"sender"};
  f.at = now;
  if (with_mail)
    f.mail = OutgoingMail{MailKind::question, "a@example.test", std::string("x\0\xFFy\r\n", 6), "<id>", now};
  return f;
}

class LedgerTest : public OnEachBackend {
 protected:
  LedgerTest() : opened_(open()) {}
  Ledger& ledger() { return *opened_.ledger; }
  Outbox& outbox() { return *opened_.outbox; }
  CaseKeeping& keeping() { return *opened_.keeping; }
  FilingOutcome file(const Filing& f) {
    const auto filed = ledger().file(f);
    EXPECT_TRUE(filed) << filed.error();
    return filed ? *filed : FilingOutcome::stale;
  }
  Case stored(const std::string& token) { return **ledger().find_case(token); }

  OpenedLedger opened_;
};

TEST_P(LedgerTest, WhatIsFiledIsFound) {
  Filing f = filing("T1", "m1");
  f.the_case.asked = 1;
  f.the_case.last_question = "phone,address";
  f.the_case.last_asked_at = now;
  f.the_case.reasons = "contradiction";
  f.the_case.completed_at = 5;
  f.message.related = "T0";
  f.message.review = "possible_follow_up";
  f.message.withheld = "x";
  EXPECT_EQ(file(f), FilingOutcome::done);
  const Case c = stored("T1");
  EXPECT_EQ(c.sender_hash, "sender");
  EXPECT_EQ(c.code_hash, "code");
  EXPECT_EQ(c.language, "fi");
  EXPECT_EQ(c.route, "helsinki");
  EXPECT_EQ(c.given, (std::vector<Item>{Item::name, Item::treatment_year}));
  EXPECT_EQ(c.reasons, "contradiction");
  EXPECT_EQ(c.first_at, now);
  EXPECT_EQ(c.asked, 1);
  EXPECT_EQ(c.last_question, "phone,address");
  EXPECT_EQ(c.completed_at, 5);
  EXPECT_EQ(c.version, 1);
  const FiledMessage m = **ledger().find_message({"other", "m1"});
  EXPECT_EQ(m.token, "T1");
  EXPECT_EQ(m.related, "T0");
  EXPECT_EQ(m.status, "incomplete");
  EXPECT_EQ(m.ask, "phone,address");
  EXPECT_EQ(m.review, "possible_follow_up");
  EXPECT_EQ(m.withheld, "x");
  EXPECT_TRUE(m.reply_queued);
  EXPECT_FALSE(m.withdrawn);
  EXPECT_FALSE(*ledger().find_case("T2"));
  EXPECT_FALSE(*ledger().find_message({"m2"}));
  EXPECT_EQ(*ledger().case_with_text({"sender"}, {"text of m1"}), "T1");
  EXPECT_EQ(*ledger().case_with_text({"somebody"}, {"text of m1"}), "");
}

TEST_P(LedgerTest, TheSameMessageIsFiledOnce) {
  EXPECT_EQ(file(filing("T1", "m1")), FilingOutcome::done);
  EXPECT_EQ(file(filing("T2", "m1")), FilingOutcome::stale);
  EXPECT_FALSE(*ledger().find_case("T2"));
  EXPECT_EQ(outbox().entries(true, now)->size(), 1U);
}

TEST_P(LedgerTest, ACaseThatChangedMeanwhileIsStaleAndNothingIsWritten) {
  file(filing("T1", "m1"));
  Filing first = filing("T1", "m2");
  first.the_case = stored("T1");
  Filing second = filing("T1", "m3");
  second.the_case = stored("T1");
  first.the_case.given = {Item::phone};
  EXPECT_EQ(file(first), FilingOutcome::done);
  EXPECT_EQ(file(second), FilingOutcome::stale);
  EXPECT_FALSE(*ledger().find_message({"m3"}));
  EXPECT_EQ(outbox().entries(true, now)->size(), 2U);
  EXPECT_EQ(stored("T1").given, std::vector<Item>{Item::phone});
  EXPECT_EQ(stored("T1").version, 2);
}

TEST_P(LedgerTest, LimitsHoldInsideTheTransaction) {
  Filing f = filing("T1", "m1");
  f.limits.sender_most = 1;
  EXPECT_EQ(file(f), FilingOutcome::done);
  Filing g = filing("T2", "m2");
  g.limits.sender_most = 1;
  EXPECT_EQ(file(g), FilingOutcome::stale);
  EXPECT_FALSE(*ledger().find_message({"m2"}));
  g.limits.sender_most = 10;
  g.limits.all_most = 1;
  EXPECT_EQ(file(g), FilingOutcome::stale);
  g.limits.sender_since = g.limits.all_since = now;  // what was queued before does not count
  EXPECT_EQ(file(g), FilingOutcome::done);
  EXPECT_EQ(*ledger().replies_since({"sender"}, now - 1), 2);
  EXPECT_EQ(*ledger().replies_since({}, now - 1), 2);
  EXPECT_EQ(*ledger().replies_since({"somebody"}, now - 1), 0);
}

TEST_P(LedgerTest, ManyAtOnceAndTheLimitStillHolds) {
  const OpenedLedger other = open();
  std::atomic<int> done{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 10; ++i) {
        const std::string id = std::to_string(t) + "-" + std::to_string(i);
        Filing f = filing("T" + id, "m" + id);
        f.limits.sender_most = 7;
        const auto filed = (t % 2 == 0 ? ledger() : *other.ledger).file(f);
        if (filed && *filed == FilingOutcome::done) ++done;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(done, 7);
  EXPECT_EQ(outbox().entries(true, now)->size(), 7U);
  EXPECT_EQ(keeping().cases(true, 100)->size(), 7U);
}

TEST_P(LedgerTest, OneMessageAtSeveralGatewaysIsFiledOnce) {
  const OpenedLedger other = open();
  std::atomic<int> done{0};
  for (int round = 0; round < 20; ++round) {
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
      threads.emplace_back([&, t] {
        const std::string id = std::to_string(round);
        const auto filed =
            (t % 2 == 0 ? ledger() : *other.ledger).file(filing("T" + id + "-" + std::to_string(t), "m" + id));
        EXPECT_TRUE(filed) << filed.error();
        if (filed && *filed == FilingOutcome::done) ++done;
      });
    }
    for (std::thread& thread : threads) thread.join();
  }
  EXPECT_EQ(done, 20);
  EXPECT_EQ(outbox().entries(true, now)->size(), 20U);
}

TEST_P(LedgerTest, ALeaseKeepsOthersAwayUntilItEnds) {
  file(filing("T1", "m1"));
  const OpenedLedger other = open();
  const auto mine = outbox().lease("me", now, now + 90, 5);
  ASSERT_EQ(mine->size(), 1U);
  EXPECT_EQ(mine->front().recipient, "a@example.test");
  EXPECT_EQ(mine->front().bytes, std::string("x\0\xFFy\r\n", 6));
  EXPECT_EQ(mine->front().due_since, now);
  EXPECT_TRUE(other.outbox->lease("you", now + 89, now + 200, 5)->empty());
  ASSERT_EQ(other.outbox->lease("you", now + 90, now + 200, 5)->size(), 1U);
  // Mine ended: what I say about it does not count any more.
  EXPECT_FALSE(*outbox().settle("me", mine->front().id, {MailState::sent, now, 250}));
  EXPECT_TRUE(*other.outbox->settle("you", mine->front().id, {MailState::sent, now, 250}));
  EXPECT_TRUE(outbox().lease("me", now + 1000, now + 2000, 5)->empty());
}

TEST_P(LedgerTest, NoMailIsLeasedTwiceBySeveralGateways) {
  for (int i = 0; i < 40; ++i) file(filing("T" + std::to_string(i), "m" + std::to_string(i)));
  std::atomic<int> leased{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      const OpenedLedger own = open();
      while (true) {
        const auto mails = own.outbox->lease("gateway" + std::to_string(t), now, now + 90, 3);
        ASSERT_TRUE(mails) << mails.error();
        if (mails->empty()) break;
        leased += static_cast<int>(mails->size());
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(leased, 40);
}

TEST_P(LedgerTest, NothingIsDueBeforeItsTime) {
  Filing f = filing("T1", "m1");
  f.mail->not_before = now + 30;
  file(f);
  EXPECT_TRUE(outbox().lease("me", now + 29, now + 90, 5)->empty());
  EXPECT_EQ(outbox().lease("me", now + 30, now + 90, 5)->size(), 1U);
}

TEST_P(LedgerTest, WhatWasSentIsErasedAndStillCounts) {
  file(filing("T1", "m1"));
  const auto leased = outbox().lease("me", now, now + 90, 5);
  EXPECT_TRUE(*outbox().settle("me", leased->front().id, {MailState::sent, now + 1, 250}));
  const auto entries = outbox().entries(true, now);
  ASSERT_EQ(entries->size(), 1U);
  EXPECT_EQ(entries->front().state, "sent");
  EXPECT_EQ(entries->front().attempts, 1);
  EXPECT_EQ(entries->front().last_code, 250);
  EXPECT_EQ(entries->front().token, "T1");
  EXPECT_TRUE(outbox().entries(false, now)->empty());
  EXPECT_EQ(*ledger().replies_since({"sender"}, now - 1), 1);
  const auto left = run_alone(*open_database(), "SELECT recipient, bytes FROM outbox", {});
  EXPECT_EQ(left->rows, (std::vector<std::vector<std::string>>{{"", ""}}));
}

TEST_P(LedgerTest, RetriesFailuresAndHandingBack) {
  file(filing("T1", "m1"));
  const std::int64_t id = outbox().lease("me", now, now + 90, 5)->front().id;
  EXPECT_TRUE(*outbox().settle("me", id, {MailState::pending, now + 60, 451}));
  EXPECT_TRUE(outbox().lease("me", now + 59, now + 90, 5)->empty());
  EXPECT_EQ(outbox().lease("me", now + 60, now + 150, 5)->front().attempts, 1);
  EXPECT_TRUE(*outbox().settle("me", id, {MailState::pending, now + 60, 0, false}));
  EXPECT_EQ(outbox().lease("me", now + 60, now + 150, 5)->front().attempts, 1);
  EXPECT_TRUE(*outbox().settle("me", id, {MailState::failed, now + 61, 550}));
  EXPECT_TRUE(outbox().lease("me", now + 9999, now + 10000, 5)->empty());
  EXPECT_EQ(outbox().entries(false, now)->front().state, "failed");
  EXPECT_EQ(outbox().entries(false, now)->front().last_code, 550);
  EXPECT_EQ(*outbox().retry({id}, now + 500), 1);
  EXPECT_EQ(outbox().lease("me", now + 500, now + 600, 5)->front().due_since, now + 500);
}

TEST_P(LedgerTest, HeldMailWaits) {
  file(filing("T1", "m1"));
  file(filing("T2", "m2"));
  const auto entries = outbox().entries(false, now);
  EXPECT_EQ(*outbox().hold({entries->at(0).id}), 1);
  ASSERT_EQ(outbox().lease("me", now, now + 90, 5)->size(), 1U);
  EXPECT_EQ(*outbox().hold({}), 0);  // the other is being sent
  EXPECT_EQ(*outbox().retry({}, now), 1);
  EXPECT_EQ(outbox().lease("me", now, now + 90, 5)->size(), 1U);
  EXPECT_EQ(*outbox().hold({999}), 0);
}

TEST_P(LedgerTest, AWithdrawnReplyWaitsUntilTheMessageComesAgain) {
  file(filing("T1", "m1"));
  EXPECT_TRUE(ledger().withdraw("m1"));
  EXPECT_TRUE((*ledger().find_message({"m1"}))->withdrawn);
  EXPECT_TRUE(outbox().lease("me", now + 9999, now + 10'000, 5)->empty());
  EXPECT_TRUE(ledger().renew("m1", now + 5));
  EXPECT_FALSE((*ledger().find_message({"m1"}))->withdrawn);
  EXPECT_EQ(outbox().lease("me", now + 5, now + 90, 5)->size(), 1U);
  EXPECT_TRUE(ledger().withdraw("m1"));  // too late: it is on its way
  EXPECT_FALSE((*ledger().find_message({"m1"}))->withdrawn);
}

TEST_P(LedgerTest, CasesOfASenderNewestFirst) {
  for (int i = 0; i < Ledger::most_cases + 5; ++i) {
    Filing f = filing("T" + std::to_string(i), "m" + std::to_string(i), false);
    f.the_case.last_at = now + i;
    file(f);
  }
  const auto cases = ledger().cases_of({"unknown", "sender"});
  ASSERT_EQ(cases->size(), static_cast<std::size_t>(Ledger::most_cases));
  EXPECT_EQ(cases->front().last_at, now + Ledger::most_cases + 4);
  EXPECT_TRUE(ledger().cases_of({"unknown"})->empty());
}

TEST_P(LedgerTest, ClosedAndSilentCasesGoWithAllThatIsTheirs) {
  for (const char* token : {"T1", "T2", "T3", "T4"}) file(filing(token, std::string("m") + token));
  const auto leased = outbox().lease("me", now, now + 90, 3);
  for (const LeasedMail& mail : *leased) EXPECT_TRUE(*outbox().settle("me", mail.id, {MailState::sent, now, 250}));
  Filing later = filing("T2", "m2 again", false);
  later.the_case = stored("T2");
  later.the_case.last_at = now + 1000;
  file(later);
  EXPECT_TRUE(*keeping().close("T1", now + 10));
  EXPECT_FALSE(*keeping().close("T1", now + 10));
  EXPECT_FALSE(*keeping().close("nothing", now + 10));
  EXPECT_EQ(keeping().cases(false, 10)->size(), 3U);
  EXPECT_EQ(*keeping().purge({now + 10, now}), 0);
  EXPECT_EQ(*keeping().purge({now + 11, now}), 1);  // T1, closed
  EXPECT_EQ(*keeping().purge({0, now + 1}), 1);     // T3, silent; T4 still has mail to send, T2 was heard again
  EXPECT_FALSE(*ledger().find_case("T1"));
  EXPECT_FALSE(*ledger().find_message({"mT1"}));
  EXPECT_FALSE(*ledger().find_case("T3"));
  EXPECT_TRUE(*ledger().find_case("T2"));
  EXPECT_TRUE(*ledger().find_case("T4"));
  EXPECT_EQ(outbox().entries(true, now)->size(), 2U);
}

TEST_P(LedgerTest, ErasingByAddressAndByCase) {
  file(filing("T1", "m1"));
  file(filing("T2", "m2"));
  Filing other = filing("T3", "m3");
  other.the_case.sender_hash = "somebody";
  file(other);
  EXPECT_EQ(keeping().messages_of("T3")->size(), 1U);
  EXPECT_EQ(*keeping().erase_cases_of({"old hash", "sender"}), 2);
  EXPECT_EQ(keeping().cases(true, 10)->size(), 1U);
  EXPECT_EQ(outbox().entries(true, now)->size(), 1U);
  EXPECT_FALSE(*ledger().find_message({"m1"}));
  EXPECT_EQ(*keeping().erase_case("T3"), 1);
  EXPECT_EQ(*keeping().erase_case("T3"), 0);
  EXPECT_TRUE(outbox().entries(true, now)->empty());
}

TEST_P(LedgerTest, WhatWasFiledIsThereAfterAnotherStart) {
  file(filing("T1", "m1"));
  opened_ = {};
  opened_ = open();
  EXPECT_TRUE(*ledger().find_case("T1"));
  EXPECT_EQ(outbox().lease("me", now, now + 90, 5)->size(), 1U);
}

TEST_P(LedgerTest, AStepOfTheSchemaKeepsWhatIsThereAndANewerDatabaseIsRefused) {
  file(filing("T1", "m1"));
  const auto database = open_database();
  const auto connection = *database->connection();
  std::vector<SchemaStep> steps = ledger_schema();
  steps.push_back({"ALTER TABLE cases ADD COLUMN more TEXT NOT NULL DEFAULT 'new'"});
  EXPECT_TRUE(update_schema(*connection, database->dialect(), steps));
  EXPECT_EQ(run_alone(*database, "SELECT token, more FROM cases", {})->rows,
            (std::vector<std::vector<std::string>>{{"T1", "new"}}));
  EXPECT_TRUE(update_schema(*connection, database->dialect(), steps));
  EXPECT_NE(update_schema(*connection, database->dialect(), ledger_schema()).error().find("newer"), std::string::npos);
}

TEST_P(LedgerTest, AStepThatFailsLeavesNothing) {
  const auto database = open_database();
  const auto connection = *database->connection();
  std::vector<SchemaStep> steps = ledger_schema();
  steps.push_back({"CREATE TABLE extra (a BIGINT)", "CREATE TABLE cases (a BIGINT)"});
  EXPECT_FALSE(update_schema(*connection, database->dialect(), steps));
  EXPECT_FALSE(run_alone(*database, "SELECT a FROM extra", {}));
  EXPECT_TRUE(update_schema(*connection, database->dialect(), ledger_schema()));
}

TEST_P(LedgerTest, ErrorsHoldNoValue) {
  const auto done =
      run_alone(*open_database(), "INSERT INTO cases (token, version) VALUES ($1, 1)", {std::string("secret-value")});
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().find("secret-value"), std::string::npos) << done.error();
  EXPECT_FALSE(done.error().empty());
}

INSTANTIATE_TEST_SUITE_P(Each, LedgerTest, ::testing::Values(Backend::sqlite, Backend::postgresql), name_of_backend);

TEST(SqliteLedger, WhatWasErasedIsNotInTheFiles) {
  const TestFolder folder("erased");
  const std::filesystem::path file = folder.path() / "ledger.sqlite";
  const auto found = [&](const std::string& word) {
    for (const char* more : {"", "-wal"}) {
      std::ifstream in(file.string() + more, std::ios::binary);
      if (std::string(std::istreambuf_iterator<char>(in), {}).find(word) != std::string::npos) return true;
    }
    return false;
  };
  const OpenedLedger opened = make_sql_ledger(*open_sqlite(file));
  ASSERT_TRUE(opened.ledger->file(filing("T1", "m1")));
  EXPECT_TRUE(found("a@example.test"));
  EXPECT_EQ(*opened.keeping->erase_case("T1"), 1);
  EXPECT_FALSE(found("a@example.test"));
  EXPECT_EQ(std::filesystem::status(file).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST(SqliteLedger, AFolderThatIsNotThereIsNamed) {
  const auto opened = open_sqlite("/nowhere/at/all/ledger.sqlite");
  ASSERT_FALSE(opened);
  EXPECT_NE(opened.error().find("/nowhere/at/all"), std::string::npos);
}

TEST(SqliteLedger, AFileThatIsNoDatabaseIsLeftAlone) {
  const TestFolder folder("nodb");
  std::ofstream(folder.path() / "ledger.sqlite") << std::string(5000, 'x');
  EXPECT_FALSE(open_sqlite(folder.path() / "ledger.sqlite"));
  EXPECT_EQ(std::filesystem::file_size(folder.path() / "ledger.sqlite"), 5000U);
}

TEST(PostgresqlLedger, AServerThatIsNotThereIsNamed) {
  const auto opened = open_postgresql("host=/nowhere dbname=x");
  ASSERT_FALSE(opened);
  EXPECT_NE(opened.error().find("ledger.postgresql"), std::string::npos);
}

TEST(PostgresqlLedger, AConnectionThatWasCutIsOpenedAgain) {
  const std::string connection = PrivatePostgresql::instance().new_database();
  const OpenedLedger opened = make_sql_ledger(*open_postgresql(connection));
  ASSERT_TRUE(opened.ledger->file(filing("T1", "m1")));
  const std::string cut =
      "psql -q '" + connection +
      "' -c 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> "
      "pg_backend_pid()' >/dev/null";
  ASSERT_EQ(std::system(cut.c_str()), 0);
  EXPECT_TRUE(opened.ledger->find_case("T1"));
  ASSERT_EQ(std::system(cut.c_str()), 0);
  EXPECT_TRUE(opened.ledger->file(filing("T2", "m2")));
}

}  // namespace
}  // namespace intake
