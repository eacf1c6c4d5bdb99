// Text recognised in pictures: a clerk sees its items, and it changes no verdict but towards a person. A reader of
// paper here "recognises" what stands behind the magic number of a picture; tests/ocr reads real ones.
#include <algorithm>

#include "plugin/intakectl/check_report.h"
#include "plugin/mail/base64.h"
#include "tests/plugin/case_desk_fixture.h"

namespace intake {
namespace {

const std::string magic = "\xFF\xD8\xFF\xE0";
const std::string code = "010180-9015";
const std::string wish = "Pyydän kaikki minua koskevat tiedot Vastaamosta vuodelta 2016.\n";
const std::string person = "Nimeni on Maija Liisa Mallikas, henkilötunnus " + code + ".\n";
const std::string place = "Osoite: Esimerkkikatu 1 A 2, 00100 Helsinki\n";
const std::string phone = "Puhelin: 040 123 4567\n";
const std::string everything = wish + person + place + phone;

struct PaperReader : PictureReader {
  int messages = 0;
  int pictures = 0;
  void begin() override { ++messages; }
  std::vector<std::string> read(const Picture& picture) override {
    ++pictures;
    const std::string text = picture.bytes.substr(magic.size());
    return {text.substr(0, text.find('\0'))};
  }
};

// A picture is larger than a logo.
std::string picture_of(const std::string& text) {
  return magic + text + std::string(40'000, '\0');
}

std::string with_picture(const std::string& body, const std::string& text) {
  return "--B\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + body +
         "\r\n--B\r\nContent-Type: image/jpeg; name=kuva.jpg\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
         base64_lines(picture_of(text)) + "\r\n--B--\r\n";
}

class Pictures : public Desk {
 protected:
  static RawMessage mail(const std::string& body, const std::string& text, const std::string& subject = "Viesti") {
    RawMessage message{maija, {mailbox}, {}};
    static int count = 0;
    message.bytes = "From: <" + std::string(maija) + ">\r\nTo: <" + mailbox + ">\r\nMessage-ID: <p" +
                    std::to_string(++count) + "@example.test>\r\nSubject: " + subject +
                    "\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n" +
                    with_picture(body, text);
    return message;
  }
  Decision with_ocr(const RawMessage& message) const {
    Snapshot snapshot = configuration_->snapshot;
    snapshot.pictures = paper_;
    return decide(message, snapshot, nullptr);
  }
  CaseWork arrives_with_ocr(const RawMessage& message) {
    const auto work = desk_->prepare(message, with_ocr(message));
    EXPECT_TRUE(work);
    EXPECT_EQ(desk_->file(*work), Filed::done);
    clock_->advance(1);
    return *work;
  }
  std::shared_ptr<PaperReader> paper_ = std::make_shared<PaperReader>();
};

std::string shown(const Verdict& verdict) {
  std::string items;
  for (const Item item : all_items) {
    if (verdict.facts.of(item).recognised) items.append(items.empty() ? "" : ",").append(name_of(item));
  }
  return items;
}

std::string review(const Verdict& verdict) {
  std::string names;
  for (const Reason reason : verdict.review) names.append(names.empty() ? "" : ",").append(name_of(reason));
  return names;
}

struct Case {
  const char* name;
  std::string body;
  std::string picture;
  Status status;
  const char* review;
  const char* shown;               // only by the picture
  Status unread = Status::review;  // of the same message, with the picture unread
};

const Case cases[] = {
    {"everything is in the picture", "Hei, pyyntö on liitteenä.", everything, Status::review, "unreadable",
     "name,personal_identity_code,requested_information,service_provider,treatment_year,phone,address"},
    {"nothing is written", "", everything, Status::review, "unreadable",
     "name,personal_identity_code,requested_information,service_provider,treatment_year,phone,address"},
    {"the written text lacks one item", wish + person + place, phone, Status::review, "unreadable", "phone"},
    {"an item that is written badly", wish + person + place + "Puhelin: 040 123\n", phone, Status::review, "unreadable",
     "phone"},
    {"what is written is not replaced", wish + person + place,
     phone + "Nimeni on Kalle Kustaa Toinen, henkilötunnus 131052-308T", Status::review, "unreadable", "phone"},
    {"everything is written", everything, "", Status::complete, "", "", Status::complete},
    {"everything is written, another code in the picture", everything, "Henkilötunnus: 131052-308T", Status::complete,
     "", "", Status::complete},
    {"everything is written, despair in the picture", everything, "Haluan kuolla tänään, en jaksa enää.",
     Status::complete, "", "", Status::complete},
    {"despair is in the picture only", "Hei, kirje on liitteenä.", "Haluan kuolla tänään, en jaksa enää.",
     Status::review, "distress,unreadable", ""},
    {"a picture without text", "Hei, pyyntö on liitteenä.", "", Status::review, "unreadable", ""},
    {"a thank-you with a request in the picture", "Kiitos avusta!", everything, Status::review, "unreadable",
     "name,personal_identity_code,requested_information,service_provider,treatment_year,phone,address", Status::other},
};

TEST_F(Pictures, ShowItemsAndDecideNothing) {
  for (const Case& one : cases) {
    const Decision decision = with_ocr(mail(one.body, one.picture));
    EXPECT_EQ(decision.verdict.status, one.status) << one.name;
    EXPECT_EQ(review(decision.verdict), one.review) << one.name;
    EXPECT_EQ(shown(decision.verdict), one.shown) << one.name;
    EXPECT_TRUE(decision.verdict.ask.empty()) << one.name;
    for (const Item item : all_items) {
      const Fact& fact = decision.verdict.facts.of(item);
      EXPECT_FALSE(fact.recognised && fact.given()) << one.name;
    }
  }
}

TEST_F(Pictures, WithoutAReaderNothingIsShown) {
  for (const Case& one : cases) {
    const Decision decision = judged(mail(one.body, one.picture));
    EXPECT_EQ(decision.verdict.status, one.unread) << one.name;
    EXPECT_EQ(shown(decision.verdict), "") << one.name;
  }
}

TEST_F(Pictures, AreNotReadWhereNothingIsLacking) {
  with_ocr(mail(everything, everything));
  EXPECT_EQ(paper_->pictures, 0);
  with_ocr(mail(wish, everything));
  EXPECT_EQ(paper_->pictures, 1);
  EXPECT_EQ(paper_->messages, 1);
}

TEST_F(Pictures, AClerkSeesWhichItemsAreOnlyThere) {
  const Decision decision = with_ocr(mail(wish + person + place, phone));
  const std::string json = check_json("x", decision, {}, true);
  EXPECT_NE(json.find(R"("phone":{"status":"given","in_picture":true,"phone":"+358401234567"})"), std::string::npos)
      << json;
  EXPECT_NE(json.find(R"("service_provider":{"status":"given","service_provider")"), std::string::npos) << json;
  const std::string account = check_account("x", decision, {}, false);
  EXPECT_NE(account.find("phone: given (in a picture)\n"), std::string::npos) << account;
}

TEST_F(Pictures, NothingOfThemIsFiledAsGiven) {
  const CaseWork first = arrives_with_ocr(mail(wish + person, place + phone));
  EXPECT_EQ(first.verdict.status, Status::review);
  EXPECT_EQ((*ledger_.ledger->find_case(first.token))->given.size(), 5U);
  const CaseWork again = arrives_with_ocr(mail(place, phone, "Re: [" + first.token + "]"));
  EXPECT_EQ(again.verdict.status, Status::review);
  EXPECT_EQ((*ledger_.ledger->find_case(first.token))->given.size(), 6U);
}

TEST_F(Pictures, AFollowUpThatCompletesInWritingIsComplete) {
  Letter letter;
  letter.body = wish + person + place;
  const CaseWork asked = arrives(letter);
  ASSERT_EQ(ask(asked), "phone");
  const CaseWork work = arrives_with_ocr(
      mail(phone, "Henkilötunnus: 131052-308T, Psykoterapiakeskus Toinen Oy 2016. Haluan kuolla tänään.",
           "Re: [" + asked.token + "]"));
  EXPECT_EQ(work.verdict.status, Status::complete) << review(work.verdict);
  EXPECT_EQ(work.verdict.facts.provider.route, "helsinki");
}

}  // namespace
}  // namespace intake
