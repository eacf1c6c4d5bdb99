// Identity codes: the validator over the known vectors with a second computation of the check character, and the
// finder.
#include "rules/identity_code.h"

#include <array>

#include "tests/rules/evidence.h"

namespace intake::testing {
namespace {

const Policy accepting{true, {2026, 1, 1}, {}};

// The check character by long division over the nine digits, independent of the code under test.
char check_by_long_division(const std::string& code) {
  static const char* const alphabet = "0123456789ABCDEFHJKLMNPRSTUVWXY";
  int remainder = 0;
  for (const std::size_t at : {0U, 1U, 2U, 3U, 4U, 5U, 7U, 8U, 9U})
    remainder = (remainder * 10 + (code[at] - '0')) % 31;
  return alphabet[remainder];
}

// Sources: the Digital and Population Data Services Agency's test persons, and computed ones (domain facts,
// section 3.2).
const char* const valid_codes[] = {
    "010594Y9032", "010594Y9021", "020594X903P", "020594X902N", "030594W903B", "030694W9024", "040594V9030",
    "040594V902Y", "050594U903M", "050594U902L", "010516B903X", "010516B902W", "020516C903K", "020516C902J",
    "030516D9037", "030516D9026", "010501E9032", "020502E902X", "020503F9037", "020504A902E", "020504B904H",
    "010180-9015", "150385-912E", "150385-913F", "230692Y934J", "310774X955J", "110266W9070", "050950V9180",
    "241249U929S", "070703A9408", "120111B9512", "300404C962M", "180808D973H", "010306E984B", "220222F995K",
    "290200A9200", "290296-9314", "010199+9034", "120388-946C", "290288-921R", "170979-958H", "061195-967E",
    "061195Y967E", "311299-9894", "010100A990C", "131052-308T"};

TEST(IdentityCode, TheKnownOnesAreValidInBothCases) {
  for (const std::string code : valid_codes) {
    EXPECT_EQ(check_identity_code(code, accepting).flaw, CodeFlaw::none) << code;
    std::string lower = code;
    for (char& c : lower) c = static_cast<char>(std::tolower(c));
    EXPECT_EQ(check_identity_code(lower, accepting).code, code);
    EXPECT_EQ(check_by_long_division(code), code.back()) << code;
  }
}

TEST(IdentityCode, EveryOtherCheckCharacterIsRefused) {
  for (const std::string code : valid_codes) {
    for (const char c : std::string("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")) {
      std::string other = code;
      other.back() = c;
      EXPECT_EQ(check_identity_code(other, accepting).flaw == CodeFlaw::none, c == check_by_long_division(code))
          << other;
    }
  }
}

struct Flawed {
  const char* code;
  CodeFlaw flaw;
};

TEST(IdentityCode, FlawsHaveTheirNames) {
  for (const Flawed& row : std::initializer_list<Flawed>{{"150385-912F", CodeFlaw::check_character},
                                                         {"310485-942J", CodeFlaw::date},
                                                         {"290200-931B", CodeFlaw::date},
                                                         {"290200+911P", CodeFlaw::date},
                                                         {"150385-0001", CodeFlaw::number_range},
                                                         {"150385-0012", CodeFlaw::number_range},
                                                         {"150385/912E", CodeFlaw::shape},
                                                         {"131052/308T", CodeFlaw::shape},
                                                         {"010135A900H", CodeFlaw::future},
                                                         {"001385-912E", CodeFlaw::date},
                                                         {"150085-912E", CodeFlaw::date},
                                                         {"15038a-912E", CodeFlaw::shape},
                                                         {"", CodeFlaw::shape},
                                                         {"150385-912E0", CodeFlaw::shape}}) {
    EXPECT_EQ(check_identity_code(row.code, accepting).flaw, row.flaw) << row.code;
  }
}

TEST(IdentityCode, ArtificialOnesCountOnlyWhereConfigured) {
  const Policy strict{false, {2026, 1, 1}, {}};
  EXPECT_EQ(check_identity_code("150385-912E", strict).flaw, CodeFlaw::number_range);
  EXPECT_TRUE(check_identity_code("150385-912E", accepting).artificial);
  EXPECT_EQ(check_identity_code("131052-308T", strict).flaw, CodeFlaw::none);
}

TEST(IdentityCode, ADateOfTodayIsNotInTheFuture) {
  EXPECT_EQ(check_identity_code("010306E984B", Policy{true, {2006, 3, 1}, {}}).flaw, CodeFlaw::none);
  EXPECT_EQ(check_identity_code("010306E984B", Policy{true, {2006, 2, 28}, {}}).flaw, CodeFlaw::future);
}

struct Found {
  const char* text;
  ItemStatus status;
  const char* code;
};

TEST(FindIdentityCode, InTextAsPeopleWriteIt) {
  const Found rows[] = {
      {"hetu:150385-912E.", ItemStatus::given, "150385-912E"},
      {"Olen Maija (150385-912e), kiitos", ItemStatus::given, "150385-912E"},
      {"tunnus 150385 - 912E", ItemStatus::given, "150385-912E"},
      {"tunnus 150385-\n912E", ItemStatus::given, "150385-912E"},
      {"230692y934j", ItemStatus::given, "230692Y934J"},
      {"Personbeteckning 010180-9015", ItemStatus::given, "010180-9015"},
      {"150385912E", ItemStatus::invalid, ""},
      {"150385 912E", ItemStatus::invalid, ""},
      {"150385/912E", ItemStatus::invalid, ""},
      {"150385-912F", ItemStatus::invalid, ""},
      {"310485-942J", ItemStatus::invalid, ""},
      {"15O385-912E", ItemStatus::invalid, ""},
      {"Hetu 150385-xxxx", ItemStatus::invalid, ""},
      {"Hetu: 150385-****", ItemStatus::invalid, ""},
      {"synt. 15.3.1985, loppuosa 912E", ItemStatus::invalid, ""},
      {"född 15.3.1985, slutet är 912E", ItemStatus::invalid, ""},
      {"Henkilötunnus: 16.9.1950", ItemStatus::invalid, ""},
      {"Personbeteckning: 19.11.1983 (slutet skickar jag inte)", ItemStatus::invalid, ""},
      {"Personal identity code: 120496", ItemStatus::invalid, ""},
      {"mitt svenska personnummer är 850315-9123", ItemStatus::invalid, ""},
      {"My Swedish personal number is 840215-9123", ItemStatus::invalid, ""},
      {"Olen syntynyt 3.7.1965 Haapavedellä", ItemStatus::missing, ""},
      {"Henkilötunnus:\nOsoite: Esimerkkikatu 1", ItemStatus::missing, ""},
      {"Y-tunnus 1234567-1, viite 1016 2233 4455, FI21 1234 5600 0007 85", ItemStatus::missing, ""},
      {"Rikosilmoitus 5680/R/12345/20, asiakasnumero 20184471", ItemStatus::missing, ""},
      {"puh. 040 123 4567, 00100 Helsinki", ItemStatus::missing, ""},
      {"olin siellä 12.1.2017-30.5.2017", ItemStatus::missing, ""},
      {"jono 2024-118-773", ItemStatus::missing, ""},
      {"Rätt är 150385-912E, fel var 150385-912F", ItemStatus::given, "150385-912E"},
      {"Hetu 150385-912E", ItemStatus::given, "150385-912E"},
      {"hetu 150385 -912E", ItemStatus::given, "150385-912E"},
      {"hetu 150385- 912e", ItemStatus::given, "150385-912E"},
      {"HETU150385-912E", ItemStatus::given, "150385-912E"},
      {"henkilötunnus150385-912Epuhelin", ItemStatus::given, "150385-912E"},
      {"https://asiointi.example/haku?hetu=150385-912E&kieli=fi", ItemStatus::given, "150385-912E"},
      {"tiedot_150385-912E_pyynto.pdf", ItemStatus::given, "150385-912E"},
      {"Maija Mallikas/150385-912E/Vastaamo", ItemStatus::given, "150385-912E"},
      {"15 03 85 - 912 E", ItemStatus::given, "150385-912E"},
      {"15.03.85-912E", ItemStatus::given, "150385-912E"},
      {"1 5 0 3 8 5 - 9 1 2 E", ItemStatus::given, "150385-912E"},
      {"070703a9408", ItemStatus::given, "070703A9408"},
      {"hetu: 070703 A 9408", ItemStatus::given, "070703A9408"},
      {"Hetuni (150385-912E) on muuttumaton", ItemStatus::given, "150385-912E"},
      {"Henkilötunnus: 150385-\n912E", ItemStatus::given, "150385-912E"},
      {"Henkilötunnus\n\n150385-912E", ItemStatus::given, "150385-912E"},
      {"PERSONBETECKNING\t120111B9512", ItemStatus::given, "120111B9512"},
      {"hetu [150385-912E]", ItemStatus::given, "150385-912E"},
      {"hetu \"150385-912E\"", ItemStatus::given, "150385-912E"},
      {"150385-912 E", ItemStatus::given, "150385-912E"},
      {"Hetu: 150385-912 E", ItemStatus::given, "150385-912E"},
      {"hetuni on viiva välissä 150385-912E", ItemStatus::given, "150385-912E"},
      {"(s. 150385-912E)", ItemStatus::given, "150385-912E"},
      {"150385-912E/Mallikas", ItemStatus::given, "150385-912E"},
      {"<150385-912E>", ItemStatus::given, "150385-912E"},
      {"Id.nr. 230692Y934J", ItemStatus::given, "230692Y934J"},
      {"synt.aika ja tunnus 150385 -912E", ItemStatus::given, "150385-912E"},
      {"hetu = 070703A9408, puh = 040 123 4567", ItemStatus::given, "070703A9408"},
      {"Henkilötunnuksen alkuosa 150385, loput puhelimessa", ItemStatus::invalid, ""},
      {"henkilötunnukseni alku on 150385", ItemStatus::invalid, ""},
      {"hetu 150385-91", ItemStatus::invalid, ""},
      {"hetu: 150385-912", ItemStatus::invalid, ""},
      {"personbeteckning 150385-912X", ItemStatus::invalid, ""},
      {"ID code: 1503859120", ItemStatus::invalid, ""},
      {"my social security number is 150385912E", ItemStatus::invalid, ""},
      {"hetu: 15.3.85", ItemStatus::invalid, ""},
      {"Hetu 99999-9999", ItemStatus::invalid, ""},
      {"hetu kysykää puhelimitse 040 123 4567", ItemStatus::missing, ""},
      {"Hetu: puuttuu", ItemStatus::missing, ""},
      {"Personbeteckning: ger jag per telefon", ItemStatus::missing, ""},
      {"s. 15.3.1985 Kuopiossa", ItemStatus::missing, ""},
      {"born on 15 March 1985 in Oulu", ItemStatus::missing, ""},
      {"laskun viite 150385 91200", ItemStatus::missing, ""},
      {"tapaaminen 15.03.85-16.03.85", ItemStatus::missing, ""},
      {"Pers.bet. 050839-91", ItemStatus::invalid, ""},
      {"Henkilötunnus: 19820611-9257 (ruotsalainen)", ItemStatus::invalid, ""},
      {"alko jouluna 2017 ja loppu juhannuksena 2019", ItemStatus::missing, ""},
      {"0402989116\nKatu 20\n0451128390", ItemStatus::missing, ""},
      {"hetu 150385_912E", ItemStatus::invalid, ""},
      {"hetu 150385.912E", ItemStatus::invalid, ""},
      {"150385*912E", ItemStatus::invalid, ""},
      {"hetu 1503859120", ItemStatus::invalid, ""},
      {"hetu 150385-912", ItemStatus::invalid, ""},
      {"hetu: 15385-912E", ItemStatus::invalid, ""},
      {"hetu 150385-9l2E", ItemStatus::invalid, ""},
      {"hetu 150385-912EE", ItemStatus::invalid, ""},
      {"hetu 15031985-912E", ItemStatus::invalid, ""},
      {"hetu 150385-XXXX", ItemStatus::invalid, ""},
      {"hetu 150385-9...", ItemStatus::invalid, ""},
      {"hetu xxxxxx-912E", ItemStatus::invalid, ""},
      {"hetu: 150385-", ItemStatus::invalid, ""},
      {"Syntymäaika 15.3.1985 ja loppuosa 912E", ItemStatus::invalid, ""},
      {"personbeteckning 150385-...", ItemStatus::invalid, ""},
      {"hetun loppu: 912E", ItemStatus::invalid, ""},
      {"Henkilötunnus: syntynyt 15.3.1985", ItemStatus::invalid, ""},
      {"Henkilötunnus (tai syntymäaika): 15.3.1985", ItemStatus::invalid, ""},
      {"Personal identity code: born 15 March 1985", ItemStatus::invalid, ""},
      {"Henkilötunnus\n15.03.1985", ItemStatus::invalid, ""},
      {"My Estonian personal code is 38503150216", ItemStatus::invalid, ""},
      {"identity code (Swedish): 19850315-9123", ItemStatus::invalid, ""},
      {"personnummer 850315-9123", ItemStatus::invalid, ""},
      {"SSN 123-45-6789", ItemStatus::invalid, ""},
      {"hetu 010135A900H", ItemStatus::invalid, ""},
      {"Syntymäaika: 15.3.1985", ItemStatus::missing, ""},
      {"Date of birth: 15/03/1985", ItemStatus::missing, ""},
      {"synt. 150385", ItemStatus::missing, ""},
      {"Hetu:\nPuhelin: 0401234567", ItemStatus::missing, ""},
      {"Henkilötunnus: en halua antaa sähköpostissa", ItemStatus::missing, ""},
      {"henkilötunnukseni lähetän erikseen, puh 040 123 4567", ItemStatus::missing, ""},
      {"tilinumero FI49 5000 9420 0287 30", ItemStatus::missing, ""},
      {"asiakasnumero 150385912", ItemStatus::missing, ""},
      {"viite 150385 9128", ItemStatus::missing, ""},
      {"puh 040590-9040123", ItemStatus::missing, ""},
  };
  for (const Found& row : rows) {
    const Facts facts = facts_of(row.text, {find_identity_code});
    EXPECT_EQ(facts.code.status, row.status) << row.text;
    EXPECT_EQ(facts.code.code, row.code) << row.text;
  }
}

TEST(FindIdentityCode, TwoDifferentCodesAreTwoAndOneTwiceIsOne) {
  EXPECT_EQ(facts_of("061195-967E ja 061195Y967E", {find_identity_code}).code.others.size(), 1U);
  EXPECT_EQ(facts_of("061195-967E ja 061195-967e", {find_identity_code}).code.others.size(), 0U);
}

}  // namespace
}  // namespace intake::testing
