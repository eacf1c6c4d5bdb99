// Sentences with what looks like an item and is not the writer's, each in a request that lacks just that item: exactly
// it is asked for, or a person looks first, for the code of somebody else speaks of another's records.
#include <map>

#include "tests/rules/case_file.h"

namespace intake::testing {
namespace {

struct Letter {
  std::string hello;
  std::map<std::string, std::string> sentences;  // by item
  std::string name;
};

const std::map<std::string, Letter>& letters() {
  static const std::map<std::string, Letter> all = {
      {"fi",
       {"Hei,\n\npyydän kaikki minua koskevat potilastiedot Vastaamosta.\n",
        {{"treatment_year", "Kävin siellä vuosina 2015-2016."},
         {"personal_identity_code", "Henkilötunnukseni on 131190-912W."},
         {"address", "Osoitteeni on Testikatu 1 A 2, 00100 Helsinki."},
         {"phone", "Puhelin 040 123 4567."}},
        "Maija Mallikas"}},
      {"sv",
       {"Hej,\n\njag begär alla mina patientuppgifter från Vastaamo.\n",
        {{"treatment_year", "Jag gick där åren 2015-2016."},
         {"personal_identity_code", "Min personbeteckning är 131190-912W."},
         {"address", "Min adress är Testgatan 1 A 2, 00100 Helsingfors."},
         {"phone", "Telefon 040 123 4567."}},
        "Maija Mallikas"}},
      {"en",
       {"Hello,\n\nI request all my patient records from Vastaamo.\n",
        {{"treatment_year", "I was a client there in 2015-2016."},
         {"personal_identity_code", "My personal identity code is 131190-912W."},
         {"address", "My address is Testikatu 1 A 2, 00100 Helsinki."},
         {"phone", "Phone 040 123 4567."}},
        "Maija Mallikas"}}};
  return all;
}

// The decoy stands where the item would, in the middle of the letter; in place of a name, at its end.
std::string letter_with(const Letter& letter, const std::string& item, const std::string& decoy) {
  std::string body = letter.hello;
  for (const auto& [of, sentence] : letter.sentences) {
    if (of == item) continue;
    body += sentence + "\n";
    if (of == "personal_identity_code" || (item == "personal_identity_code" && of == "address")) {
      if (item != "name") body += decoy + "\n";
    }
  }
  return body + "\n" + (item == "name" ? decoy : letter.name) + "\n";
}

class Decoys : public CaseFile {};

TEST_P(Decoys, AreNotTaken) {
  for (const Case& row : cases_of(GetParam())) {
    const std::string language = row.expected.substr(0, 2);
    const std::string item = row.expected.substr(3);
    Case letter = row;
    letter.body = letter_with(letters().at(language), item, row.body);
    const Verdict verdict = verdict_of(letter);
    const bool of_another = verdict.status == Status::review && verdict.review == std::vector{Reason::on_behalf};
    if (item == "personal_identity_code" && of_another) continue;
    ASSERT_EQ(verdict.status, Status::incomplete) << row.place << ": " << letter.body;
    ASSERT_EQ(verdict.ask.size(), 1U) << row.place << ": " << letter.body;
    EXPECT_EQ(name_of(verdict.ask.front()), item) << row.place << ": " << letter.body;
  }
}
INSTANTIATE_TEST_SUITE_P(Letters, Decoys, ::testing::Values("decoys.txt"));

// Whole, the letters are complete: else nothing above would mean anything.
TEST(Decoys, TheirLettersAreComplete) {
  for (const auto& [language, letter] : letters()) {
    Case whole;
    whole.body = letter_with(letter, "", "");
    EXPECT_EQ(verdict_of(whole).status, Status::complete) << whole.body;
  }
}

}  // namespace
}  // namespace intake::testing
