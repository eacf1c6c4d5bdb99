// Follow-ups: which case a message belongs to, what it changes there, and what a stranger cannot do with a token.
#include "tests/plugin/case_desk_fixture.h"

namespace intake {
namespace {

const std::string only_the_wish =
    "Hei, haluan kaikki minua koskevat tiedot Vastaamosta. Nimeni on Maija Liisa Mallikas.";
const std::string phone = "Hei, tässä puuttuva tieto. Puhelin: 040 123 4567.";

class FollowUp : public Desk {
 protected:
  static std::string code(int number) {
    static const char* const signs = "0123456789ABCDEFHJKLMNPRSTUVWXY";
    const std::string digits = "010190" + std::to_string(number);
    return "010190-" + std::to_string(number) + signs[std::stoi(digits) % 31];
  }
  static std::string without_phone() {
    return "Hei, haluan kaikki minua koskevat tiedot Vastaamosta. Nimeni on Maija Liisa Mallikas, henkilötunnus " +
           code(951) + ", kävin siellä vuonna 2016. Osoitteeni on Esimerkkikatu 1 A 2, 00100 Helsinki.";
  }
  CaseWork first(const std::string& from = maija) {
    Letter letter;
    letter.from = from;
    letter.body = without_phone();
    return arrives(letter);
  }
};

TEST_F(FollowUp, TheFirstRequestOpensACaseAndIsAsked) {
  const CaseWork work = first();
  EXPECT_EQ(work.verdict.status, Status::incomplete);
  EXPECT_EQ(ask(work), "phone");
  EXPECT_TRUE(work.reply_queued);
  EXPECT_FALSE(work.token.empty());
  const auto mails = sent();
  ASSERT_EQ(mails.size(), 1U);
  EXPECT_EQ(mails[0].recipient, maija);
  EXPECT_NE(mails[0].bytes.find(work.token), std::string::npos);
}

struct Way {
  const char* name;
  std::string headers;
  std::string subject;
  std::string body;
};

// TOKEN stands for the case's token, REPLY for the Message-ID of our reply.
const std::vector<Way> ways = {
    {"In-Reply-To", "In-Reply-To: REPLY\r\n", "Re: x", phone},
    {"References, somewhere in a long thread", "References: <a@b.test>\r\n <c@d.test>\r\n REPLY\r\n <e@f.test>\r\n",
     "x", phone},
    {"Subject", "", "VS: Automaattinen vastaus viestiisi [TOKEN]", phone},
    {"Subject, Swedish prefix", "", "Sv: SV: Automatiskt svar [TOKEN]", phone},
    {"Subject, forwarded", "", "VL: Automaattinen vastaus viestiisi [TOKEN]", phone},
    {"Subject, forwarded in Swedish", "", "VB: Automatiskt svar [TOKEN]", phone},
    {"Subject, forwarded in English", "", "Fwd: Re: Automatic reply [TOKEN]", phone},
    {"encoded Subject", "", "=?utf-8?Q?VS=3A_T=C3=A4ydennys_[TOKEN]?=", phone},
    {"token in the text, as the reply asks", "", "Täydennys", phone + "\r\nViite TOKEN"},
    {"token in the quoted reply", "", "Täydennys",
     phone + "\r\n\r\n> Kirjoita viestiin viite TOKEN, niin osaamme\r\n> yhdistää viestisi.\r\n"},
};

std::string filled(std::string text, const std::string& token) {
  for (const auto& [hole, word] :
       {std::pair<std::string, std::string>{"TOKEN", token}, {"REPLY", "<case." + token + ".00ff@kela.example>"}}) {
    for (std::size_t at = text.find(hole); at != std::string::npos; at = text.find(hole, at + word.size()))
      text.replace(at, hole.size(), word);
  }
  return text;
}

TEST_F(FollowUp, FindsItsCaseAndCompletesIt) {
  int number = 0;
  for (const Way& way : ways) {
    const std::string from = "maija" + std::to_string(++number) + "@example.test";
    const CaseWork asked = first(from);
    clock_->advance(day);
    const CaseWork work = arrives(Letter{from, filled(way.headers, asked.token), filled(way.subject, asked.token),
                                         filled(way.body, asked.token), ""});
    EXPECT_EQ(work.verdict.status, Status::complete) << way.name << " asks for " << ask(work);
    EXPECT_EQ(work.verdict.facts.provider.route, "helsinki") << way.name;
    EXPECT_EQ(work.token, asked.token) << way.name;
    EXPECT_EQ(work.received, asked.received) << way.name;
    EXPECT_FALSE(work.reply_queued) << way.name;
    EXPECT_TRUE(reasons(work).empty()) << way.name;
  }
}

TEST_F(FollowUp, FromAnotherAddressNothingIsMerged) {
  int number = 0;
  for (const Way& way : ways) {
    const CaseWork asked = first("maija" + std::to_string(++number) + "@example.test");
    const std::size_t before = queued();
    const CaseWork work =
        arrives(Letter{"stranger@example.test", filled(way.headers, asked.token), filled(way.subject, asked.token),
                       filled(way.body, asked.token) + "\r\n" + std::to_string(number), ""});
    EXPECT_EQ(work.verdict.status, Status::review) << way.name;
    EXPECT_EQ(reasons(work), std::vector<std::string>{"possible_follow_up"}) << way.name;
    EXPECT_NE(work.token, asked.token) << way.name;
    EXPECT_EQ(work.related, asked.token) << way.name;
    EXPECT_EQ(queued(), before) << way.name;
    EXPECT_EQ((*ledger_.ledger->find_case(asked.token))->given.size(), 6U) << way.name;
  }
}

TEST_F(FollowUp, AnUnknownTokenIsNothing) {
  const CaseWork work = arrives(Letter{maija, "", "Re: [K2M4-T9XQ-H7VB-C4NR]", only_the_wish, ""});
  EXPECT_EQ(work.verdict.status, Status::incomplete);
  EXPECT_TRUE(work.related.empty());
  EXPECT_NE(work.token, "K2M4-T9XQ-H7VB-C4NR");
}

TEST_F(FollowUp, AStrangersCompleteRequestThatBearsATokenIsForAPerson) {
  const CaseWork asked = first();
  const CaseWork work =
      arrives(Letter{"stranger@example.test", "", "x [" + asked.token + "]", without_phone() + " " + phone, ""});
  EXPECT_EQ(work.verdict.status, Status::review);
  EXPECT_FALSE(work.reply_queued);
}

TEST_F(FollowUp, TheLanguageOfTheCaseStays) {
  const CaseWork asked = arrives(Letter{maija, "", "x", only_the_wish, ""});
  const CaseWork work = arrives(Letter{maija, "", "[" + asked.token + "]", "0401234567", ""});
  EXPECT_EQ(work.verdict.status, Status::incomplete);
  EXPECT_EQ(work.verdict.facts.language, Language::fi);
  EXPECT_EQ(ask(work), "personal_identity_code,treatment_year,address");
  EXPECT_TRUE(work.reply_queued);
}

TEST_F(FollowUp, AnAbsenceNoticeChangesNothing) {
  const CaseWork asked = first();
  const std::vector<Way> notices = {
      {"RFC 3834", "In-Reply-To: REPLY\r\nAuto-Submitted: auto-replied\r\n", "Re: x", phone},
      {"by its subject", "References: REPLY\r\n", "Automaattinen vastaus: Automaattinen vastaus viestiisi [TOKEN]",
       phone},
      {"Exchange", "In-Reply-To: REPLY\r\nX-Auto-Response-Suppress: All\r\nAuto-Submitted: auto-generated\r\n",
       "Autosvar: x", phone},
  };
  for (const Way& notice : notices) {
    const CaseWork work = arrives(
        Letter{maija, filled(notice.headers, asked.token), filled(notice.subject, asked.token), notice.body, ""});
    EXPECT_NE(work.verdict.status, Status::complete) << notice.name;
    EXPECT_EQ(work.record, nullptr) << notice.name;
    EXPECT_EQ(work.token, asked.token) << notice.name;
  }
  const Case after = **ledger_.ledger->find_case(asked.token);
  EXPECT_EQ(after.version, 1);
  EXPECT_EQ(queued(), 1U);
}

TEST_F(FollowUp, ABounceOfOurReplyChangesNothing) {
  const CaseWork asked = first();
  const CaseWork work =
      arrives(Letter{"", filled("In-Reply-To: REPLY\r\n", asked.token), "Undelivered Mail", "Phone: 040 123 4567", ""});
  EXPECT_EQ(work.record, nullptr);
  EXPECT_EQ((*ledger_.ledger->find_case(asked.token))->version, 1);
}

TEST_F(FollowUp, AnotherIdentityCodeIsAContradictionAndStaysOne) {
  const CaseWork asked = first();
  const CaseWork other = arrives(Letter{maija, "", "[" + asked.token + "]", phone + " Henkilötunnus " + code(952), ""});
  EXPECT_EQ(other.verdict.status, Status::review);
  EXPECT_EQ(reasons(other), std::vector<std::string>{"contradiction"});
  EXPECT_TRUE(ask(other).empty());
  const CaseWork again =
      arrives(Letter{maija, "", "[" + asked.token + "]", "Puhelinnumeroni on siis 040 123 4567, kiitos.", ""});
  EXPECT_EQ(again.verdict.status, Status::review);
  EXPECT_EQ(reasons(again), std::vector<std::string>{"contradiction"});
}

TEST_F(FollowUp, TheSameIdentityCodeIsNone) {
  const CaseWork asked = first();
  const CaseWork same = arrives(Letter{maija, "", "[" + asked.token + "]", phone + " Henkilötunnus " + code(951), ""});
  EXPECT_EQ(same.verdict.status, Status::complete);
}

TEST_F(FollowUp, WhatMadeAPersonLookStaysWithTheCase) {
  const CaseWork asked = first();
  const CaseWork child = arrives(
      Letter{maija, "", "[" + asked.token + "]", "Pyyntö koskee alaikäistä lastani, olen hänen huoltajansa.", ""});
  EXPECT_EQ(reasons(child), std::vector<std::string>{"on_behalf"});
  const CaseWork later = arrives(Letter{maija, "", "[" + asked.token + "]", phone, ""});
  EXPECT_EQ(later.verdict.status, Status::review);
  EXPECT_EQ(reasons(later), std::vector<std::string>{"on_behalf"});
}

TEST_F(FollowUp, TheThirdQuestionIsAPersons) {
  const CaseWork one = arrives(Letter{maija, "", "x", only_the_wish, ""});
  EXPECT_TRUE(one.reply_queued);
  const CaseWork two = arrives(Letter{maija, "", "[" + one.token + "]", phone, ""});
  EXPECT_TRUE(two.reply_queued);
  const CaseWork three = arrives(
      Letter{maija, "", "[" + one.token + "]", "Kävin siellä vuonna 2016, katuosoitettani en muista juuri nyt.", ""});
  EXPECT_EQ(three.verdict.status, Status::review);
  EXPECT_EQ(reasons(three), std::vector<std::string>{"asked_too_often"});
  EXPECT_EQ(three.withheld, "asked_too_often");
  EXPECT_FALSE(three.reply_queued);
  // A person looks; but when everything is there, it is complete.
  const CaseWork four =
      arrives(Letter{maija, "", "[" + one.token + "]",
                     "Henkilötunnus " + code(951) + ", osoite Esimerkkikatu 1 A 2, 00100 Helsinki", ""});
  EXPECT_EQ(four.verdict.status, Status::complete) << ask(four);
}

TEST_F(FollowUp, TheSameQuestionIsNotAskedAgainWithinAWeek) {
  const CaseWork asked = first();
  clock_->advance(2 * day);
  const CaseWork soon =
      arrives(Letter{maija, "", "[" + asked.token + "]", "Hei, kiitos viestistä, palaan asiaan myöhemmin.", ""});
  EXPECT_EQ(soon.verdict.status, Status::incomplete);
  EXPECT_EQ(soon.withheld, "same_question");
  EXPECT_FALSE(soon.reply_queued);
  const CaseWork third =
      arrives(Letter{maija, "", "[" + asked.token + "]", "Hei taas, mitä teidän pitikään vielä saada minulta?", ""});
  EXPECT_EQ(reasons(third), std::vector<std::string>{"asked_too_often"});
}

TEST_F(FollowUp, AfterAWeekItIsAskedAgain) {
  const CaseWork asked = first();
  clock_->advance(8 * day);
  const CaseWork later =
      arrives(Letter{maija, "", "[" + asked.token + "]", "Hei, kiitos viestistä, palaan asiaan myöhemmin.", ""});
  EXPECT_TRUE(later.reply_queued) << later.withheld;
}

TEST_F(FollowUp, ThanksToACompleteCaseAreThanks) {
  const CaseWork asked = first();
  arrives(Letter{maija, "", "[" + asked.token + "]", phone, ""});
  const CaseWork thanks =
      arrives(Letter{maija, "", "[" + asked.token + "]", "Kiitos avusta ja hyvää viikonloppua!", ""});
  EXPECT_EQ(thanks.verdict.status, Status::other);
  EXPECT_EQ(thanks.token, asked.token);
  const CaseWork change = arrives(
      Letter{maija, "", "[" + asked.token + "]", "Hei, numeroni vaihtui. Uusi puhelinnumero on 050 765 4321.", ""});
  EXPECT_EQ(change.verdict.status, Status::review);
  EXPECT_EQ(reasons(change), std::vector<std::string>{"possible_follow_up"});
  EXPECT_EQ(change.token, asked.token);
}

TEST_F(FollowUp, AClosedCaseThatIsWrittenToIsOpenedForAPerson) {
  const CaseWork asked = first();
  ASSERT_TRUE(*ledger_.keeping->close(asked.token, clock_->now()));
  const CaseWork work = arrives(Letter{maija, "", "[" + asked.token + "]", phone, ""});
  EXPECT_EQ(reasons(work), std::vector<std::string>{"possible_follow_up"});
  EXPECT_EQ((*ledger_.ledger->find_case(asked.token))->closed_at, 0);
}

TEST_F(FollowUp, TheSameRequestAgainIsADuplicate) {
  const CaseWork asked = first();
  clock_->advance(day);
  const CaseWork again = first();  // another Message-ID, the same text
  EXPECT_TRUE(again.duplicate);
  EXPECT_EQ(again.token, asked.token);
  EXPECT_EQ(again.withheld, "duplicate");
  EXPECT_EQ(again.received, asked.received);
  EXPECT_EQ(queued(), 1U);
  EXPECT_FALSE(first("somebody@example.test").duplicate);
}

TEST_F(FollowUp, TheSameWishInOtherWordsWithTheSameCodeIsADuplicate) {
  const CaseWork asked = first();
  const CaseWork again =
      arrives(Letter{maija, "", "Tietopyyntö",
                     "Lähetin teille eilen pyynnön. Haluan kaikki tietoni. Maija Liisa Mallikas, " + code(951), ""});
  EXPECT_TRUE(again.duplicate);
  EXPECT_EQ(again.token, asked.token);
  EXPECT_EQ(queued(), 1U);
}

TEST_F(FollowUp, WhatBringsTheMissingItemWithoutTheTokenIsForAPerson) {
  const CaseWork asked = first();
  const CaseWork bare = arrives(Letter{maija, "", "Täydennys", phone, ""});
  EXPECT_EQ(bare.verdict.status, Status::review);
  EXPECT_EQ(reasons(bare), std::vector<std::string>{"possible_follow_up"});
  EXPECT_EQ(bare.related, asked.token);
  EXPECT_EQ(queued(), 1U);
  const CaseWork thanks = arrives(Letter{maija, "", "Kiitos", "Kiitos viestistä, palaan asiaan.", ""});
  EXPECT_EQ(thanks.verdict.status, Status::other);
}

TEST_F(FollowUp, ACompleteRequestIsCompleteWithoutAToken) {
  first();
  const CaseWork whole = arrives(Letter{maija, "", "Tietopyyntö", without_phone() + " " + phone, ""});
  EXPECT_EQ(whole.verdict.status, Status::complete) << ask(whole) << ::testing::PrintToString(reasons(whole));
  EXPECT_FALSE(whole.duplicate);
}

TEST_F(FollowUp, TheSameMessageBroughtAgainIsTaggedTheSameAndAnsweredOnce) {
  Letter letter;
  letter.body = only_the_wish;
  letter.id = "<once@example.test>";
  const CaseWork one = arrives(letter);
  arrives(Letter{maija, "", "[" + one.token + "]", phone, ""});  // the case went on meanwhile
  letter.headers = "X-Spam-Level: *\r\nReceived: by another way\r\n";
  const CaseWork two = arrives(letter);
  EXPECT_EQ(two.token, one.token);
  EXPECT_EQ(two.verdict.status, one.verdict.status);
  EXPECT_EQ(ask(two), ask(one));
  EXPECT_TRUE(two.reply_queued);
  EXPECT_EQ(two.received, one.received);
  EXPECT_EQ(queued(), 2U);
}

TEST_F(FollowUp, TheSameMessageIdWithAnotherBodyIsAnotherMessage) {
  Letter letter;
  letter.body = only_the_wish;
  letter.id = "<same@example.test>";
  arrives(letter);
  letter.from = "somebody@example.test";
  const CaseWork two = arrives(letter);
  EXPECT_TRUE(two.reply_queued);
  EXPECT_EQ(queued(), 2U);
}

TEST_F(FollowUp, TheReplyToAMessageHasOneMessageId) {
  const RawMessage message = raw(Letter{maija, "", "x", only_the_wish, "<a@example.test>"});
  const Decision decision = judged(message);
  const auto one = desk_->prepare(message, decision);
  ASSERT_EQ(desk_->file(*one), Filed::done);
  const auto entries = sent();
  const std::string id = entries.at(0).bytes.substr(entries.at(0).bytes.find("Message-ID: "), 60);
  EXPECT_NE(id.find("<case." + one->token + "."), std::string::npos);
}

TEST_F(FollowUp, AfterARotationOfTheKeysCasesAreStillFound) {
  const CaseWork asked = first();
  ASSERT_TRUE(LedgerKey::rotate(settings_->key_file, ids_));
  open_desk_again();
  const CaseWork again = first();
  EXPECT_TRUE(again.duplicate);
  const CaseWork other = arrives(Letter{maija, "", "[" + asked.token + "]", "Henkilötunnus " + code(952), ""});
  EXPECT_EQ(reasons(other), std::vector<std::string>{"contradiction"});
}

}  // namespace
}  // namespace intake
