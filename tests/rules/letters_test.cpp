// Years, addresses and names as letters in Swedish and English tell them, each in a letter that gives the other items:
// stories, addresses abroad, names of many languages.
#include "tests/rules/case_file.h"

namespace intake::testing {
namespace {

std::string status_or(const Fact& fact, const std::string& value) {
  if (fact.status == ItemStatus::given) return value;
  return fact.status == ItemStatus::missing ? "-" : "invalid";
}

std::string years_in(const Case& row) {
  const YearFact years = verdict_of(row).facts.years;
  std::string text;
  for (const int year : years.years) text += (text.empty() ? "" : ",") + std::to_string(year);
  return status_or(years, text);
}

std::string address_in(const Case& row) {
  const AddressFact address = verdict_of(row).facts.address;
  return status_or(address, address.street + "; " + address.postal_code + "; " + address.locality);
}

std::string name_in(const Case& row) {
  const NameFact name = verdict_of(row).facts.name;
  return status_or(name, name.surname + "; " + name.first_names);
}

class YearFile : public CaseFile {};
TEST_P(YearFile, GivesTheYearsOfCare) {
  for (const Case& row : cases_of(GetParam())) EXPECT_EQ(years_in(row), row.expected) << row.place << ": " << row.body;
}
INSTANTIATE_TEST_SUITE_P(Letters, YearFile, ::testing::Values("years-sv.txt", "years-en.txt"));

class AddressFile : public CaseFile {};
TEST_P(AddressFile, GivesTheAddress) {
  for (const Case& row : cases_of(GetParam())) {
    EXPECT_EQ(address_in(row), row.expected) << row.place << ": " << row.body;
  }
}
INSTANTIATE_TEST_SUITE_P(Letters, AddressFile, ::testing::Values("addresses-abroad.txt"));

class NameFile : public CaseFile {};
TEST_P(NameFile, GivesTheName) {
  for (const Case& row : cases_of(GetParam())) EXPECT_EQ(name_in(row), row.expected) << row.place << ": " << row.body;
}
INSTANTIATE_TEST_SUITE_P(Letters, NameFile, ::testing::Values("names-of-many.txt"));

}  // namespace
}  // namespace intake::testing
