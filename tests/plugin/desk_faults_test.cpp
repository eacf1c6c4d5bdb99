// The desk over a ledger that fails at its n-th call: nothing is half done, and the message can be brought again.
#include "plugin/carry_out.h"
#include "tests/plugin/case_desk_fixture.h"

namespace intake {
namespace {

class FailingLedger : public Ledger {
 public:
  explicit FailingLedger(std::shared_ptr<Ledger> real) : real_(std::move(real)) {}
  Result<std::optional<Case>> find_case(const std::string& token) override {
    if (fails()) return Result<std::optional<Case>>::failure("down");
    return real_->find_case(token);
  }
  Result<std::optional<FiledMessage>> find_message(const std::vector<std::string>& hashes) override {
    if (fails()) return Result<std::optional<FiledMessage>>::failure("down");
    return real_->find_message(hashes);
  }
  Result<std::vector<Case>> cases_of(const std::vector<std::string>& hashes) override {
    if (fails()) return Result<std::vector<Case>>::failure("down");
    return real_->cases_of(hashes);
  }
  Result<std::string> case_with_text(const std::vector<std::string>& senders,
                                     const std::vector<std::string>& texts) override {
    if (fails()) return Result<std::string>::failure("down");
    return real_->case_with_text(senders, texts);
  }
  Result<int> replies_since(const std::vector<std::string>& hashes, std::int64_t since) override {
    if (fails()) return Result<int>::failure("down");
    return real_->replies_since(hashes, since);
  }
  Result<FilingOutcome> file(const Filing& filing) override {
    if (fails()) return Result<FilingOutcome>::failure("down");
    return real_->file(filing);
  }
  Success withdraw(const std::string& hash) override { return real_->withdraw(hash); }
  Success renew(const std::string& hash, std::int64_t at) override {
    if (fails()) return Success::failure("down");
    return real_->renew(hash, at);
  }

  int calls = 0;
  int fail_at = 0;

 private:
  bool fails() { return ++calls == fail_at; }
  std::shared_ptr<Ledger> real_;
};

// Takes `most` edits, then the line is dead.
class ShortMta : public Mta {
 public:
  explicit ShortMta(int most) : left_(most) {}
  bool add_header(const std::string&, const std::string&) override { return left_-- > 0; }
  bool remove_header(const std::string&, int) override { return left_-- > 0; }

 private:
  int left_;
};

class DeskFaults : public Desk {
 protected:
  DeskFaults() { open_desk_again(); }
  std::shared_ptr<Ledger> over(std::shared_ptr<Ledger> ledger) override {
    failing_ = std::make_shared<FailingLedger>(std::move(ledger));
    return failing_;
  }
  static RawMessage request() {
    return raw({maija, "", "x", "Hei, haluan kaikki minua koskevat tiedot Vastaamosta. Nimeni on Maija Mallikas.",
                "<one@example.test>"});
  }
  std::shared_ptr<FailingLedger> failing_;
};

TEST_F(DeskFaults, WhicheverCallFailsNothingIsDoneAndTheNextTimeAllIs) {
  const RawMessage message = request();
  int failed = 0;
  for (int n = 1;; ++n) {
    failing_->calls = 0;
    failing_->fail_at = n;
    const auto work = desk_->prepare(message, judged(message));
    const bool filed = work && desk_->file(*work) == Filed::done;
    if (failing_->calls < n) break;
    EXPECT_FALSE(filed) << n;
    ++failed;
    EXPECT_EQ(queued(), 0U);
    EXPECT_TRUE(ledger_.keeping->cases(true, 10)->empty());
    if (n > 20) break;
  }
  EXPECT_GE(failed, 5);
  EXPECT_EQ(queued(), 1U);
}

TEST_F(DeskFaults, WhereTheMtaGoesAwayTheReplyWaitsUntilTheMessageComesAgain) {
  const RawMessage message = request();
  for (int edits = 0; edits < 3; ++edits) {
    const auto work = desk_->prepare(message, judged(message));
    ASSERT_TRUE(work);
    EXPECT_TRUE(work->reply_queued);
    ShortMta mta(edits);
    EXPECT_EQ(carry_out(make_plan({message, {}, true}, *work, nullptr), desk_.get(), mta), Outcome::mta_lost);
    EXPECT_EQ(ledger_.outbox->entries(true, clock_->now())->at(0).state, "withdrawn") << edits;
    EXPECT_TRUE(sent().empty());
  }
  const auto work = desk_->prepare(message, judged(message));
  ShortMta mta(100);
  EXPECT_EQ(carry_out(make_plan({message, {}, true}, *work, nullptr), desk_.get(), mta), Outcome::done);
  EXPECT_EQ(sent().size(), 1U);
}

TEST_F(DeskFaults, WhereAnotherMessageOfTheCaseCameInBetweenItIsPlannedAgain) {
  const RawMessage first = request();
  const CaseWork asked = arrives(first);
  const RawMessage one = raw({maija, "", "[" + asked.token + "]", "Puhelin: 040 123 4567, kiitos teille.", ""});
  const RawMessage two = raw({maija, "", "[" + asked.token + "]", "Kävin siellä vuonna 2016, terveisin Maija.", ""});
  const auto work_one = desk_->prepare(one, judged(one));
  const auto work_two = desk_->prepare(two, judged(two));
  EXPECT_EQ(desk_->file(*work_one), Filed::done);
  EXPECT_EQ(desk_->file(*work_two), Filed::stale);
  const auto again = desk_->prepare(two, judged(two));
  EXPECT_EQ(desk_->file(*again), Filed::done);
  const Case after = **ledger_.ledger->find_case(asked.token);
  EXPECT_EQ(after.version, 3);
  EXPECT_NE(std::find(after.given.begin(), after.given.end(), Item::phone), after.given.end());
  EXPECT_NE(std::find(after.given.begin(), after.given.end(), Item::treatment_year), after.given.end());
}

TEST_F(DeskFaults, TheLimitsOfReplies) {
  settings_->replies_per_sender_per_day = 2;
  settings_->replies_per_hour = 3;
  const auto ask = [&](const std::string& from, int number) {
    return arrives({from, "", "x",
                    "Hei, haluan kaikki minua koskevat tiedot Vastaamosta, kirje " + std::to_string(number) +
                        ". Nimeni on Maija Mallikas.",
                    ""})
        .withheld;
  };
  EXPECT_EQ(ask(maija, 1), "");
  EXPECT_EQ(ask(maija, 2), "");
  EXPECT_EQ(ask(maija, 3), "rate_limit");
  EXPECT_EQ(ask("b@example.test", 4), "");
  EXPECT_EQ(ask("c@example.test", 5), "rate_limit");
  clock_->advance(3601);
  EXPECT_EQ(ask("c@example.test", 6), "");
  EXPECT_EQ(ask(maija, 7), "rate_limit");
  clock_->advance(day);
  EXPECT_EQ(ask(maija, 8), "");
}

TEST_F(DeskFaults, ReceiptsGoOnlyWhereTheyAreWantedAndHurtNobody) {
  const std::string whole =
      "Haluan kaikki minua koskevat tiedot Vastaamosta. Nimeni on Maija Liisa Mallikas, henkilötunnus 010190-951B, "
      "kävin siellä vuonna "
      "2016. Osoitteeni on Esimerkkikatu 1 A 2, 00100 Helsinki. Puhelin: 040 123 4567. ";
  EXPECT_FALSE(arrives({"a@example.test", "", "x", whole, ""}).reply_queued);
  settings_->reply_acknowledge = true;
  const CaseWork complete = arrives({"b@example.test", "", "x", whole, ""});
  EXPECT_EQ(complete.verdict.status, Status::complete);
  EXPECT_TRUE(complete.receipt);
  const CaseWork child = arrives({"c@example.test", "", "x", whole + "Pyyntö koskee alaikäistä lastani.", ""});
  EXPECT_EQ(child.verdict.status, Status::review);
  EXPECT_TRUE(child.receipt);
  const CaseWork danger = arrives({"d@example.test", "", "x", whole + "En jaksa enää elää, aion tappaa itseni.", ""});
  EXPECT_EQ(danger.verdict.status, Status::review);
  EXPECT_FALSE(danger.reply_queued);
  EXPECT_FALSE(arrives({"e@example.test", "Auto-Submitted: auto-generated\r\n", "x", whole, ""}).reply_queued);
  EXPECT_FALSE(arrives({"f@example.test", "", "[" + complete.token + "]", whole, ""}).reply_queued)
      << "somebody else's case";
  const CaseWork again = arrives({"b@example.test", "", "x", whole, ""});
  EXPECT_EQ(again.withheld, "duplicate");
}

}  // namespace
}  // namespace intake
