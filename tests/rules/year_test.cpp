// Years of treatment: every way to write them, and the years that are something else.
#include "tests/rules/evidence.h"

namespace intake::testing {
namespace {

struct Row {
  const char* text;
  ItemStatus status;
  std::vector<int> years;
};

constexpr ItemStatus given = ItemStatus::given;
constexpr ItemStatus missing = ItemStatus::missing;
constexpr ItemStatus invalid = ItemStatus::invalid;

void as_vastaamo(const Evidence&, Facts& facts) {
  facts.provider.first_year = 2008;
  facts.provider.last_year = 2021;
}

TEST(TreatmentYears, AreFound) {
  const Row rows[] = {
      {"Kävin siellä vuonna 2012.", given, {2012}},
      {"kävin siel 2019 tammikuusta 2020 elokuuhun", given, {2019, 2020}},
      {"Hoitosuhde alkoi elokuussa 2012 ja päättyi 2013.", given, {2012, 2013}},
      {"olin hoidossa 2012-2014", given, {2012, 2013, 2014}},
      {"olin asiakkaana v. -16 koko sen vuen", given, {2016}},
      {"milloin olin siellä: vuosina 17-18", given, {2017, 2018}},
      {"Milloin\t2018-2019, noin kahden viikon välein", given, {2018, 2019}},
      {"4) Hoitojakso              : 2/2016 - 11/2017", given, {2016, 2017}},
      {"Olin siellä potilaana 12.1.2017-30.5.2017", given, {2017}},
      {"hoitotietoni vuosien 2009 ja 2011 välillä", given, {2009, 2010, 2011}},
      {"terapiassa vuosina 2016 ja 2018", given, {2016, 2018}},
      {"Kävin vastaanotolla syyskuusta 2013 kevätlukukauden loppuun 2015.", given, {2013, 2014, 2015}},
      {"vuoden 2016 alusta vuoden 2018 loppuun kävin terapiassa", given, {2016, 2017, 2018}},
      {"kävin siel syksyllä 15 ja koko 16 kunnes rahat loppu", given, {2015, 2016}},
      {"Ensimmäinen kerta oli maaliskuussa 2015, viimeinen joulun alla 2017.", given, {2015, 2016, 2017}},
      {"Olin asiakkaana vuodesta 2013 alkaen.", given, {2013}},
      {"PERIOD  . . . . . hösten 2011 - våren 2013", given, {2011, 2012, 2013}},
      {"Terapin pågick under 2015", given, {2015}},
      {"Besöken ägde rum i Borgå, från september 2013 till och med maj 2014.", given, {2013, 2014}},
      {"Jag var klient hos dem 2014, 2015 och en kort sväng i början av 2018.", given, {2014, 2015, 2018}},
      {"gick där 2019 å lite in på 2020", given, {2019, 2020}},
      {"journalen från terapin 2016-18", given, {2016, 2017, 2018}},
      {"From 2011-13 I was treated by Dr. Salminen", given, {2011, 2012, 2013}},
      {"Between September 2010 and June 2011 I attended sessions", given, {2010, 2011}},
      {"my sessions (September 2018 until about May 2019, when I was a student)", given, {2018, 2019}},
      {"My first appointment was on 03/14/2016 and the last one on 11/02/2016", given, {2016}},
      {"therapist notes of the 2017-2018 academic year", given, {2017, 2018}},
      {"I was a client in about 2015", given, {2015}},
      {"kävin terapiassa 2005-2006", invalid, {}},
      {"I attended therapy there in 2023", invalid, {}},
      {"olin asiakkaana 2006-2009", given, {2006, 2007, 2008, 2009}},
      {"Olen syntynyt 1969. Tietomurto tapahtui 2018, kiristysviesti tuli 2020.", missing, {}},
      {"Muutin Töölöön 2022.", missing, {}},
      {"Kävin noin kymmenen vuotta sitten terapiassa.", missing, {}},
      {"kävin siellä 2010-luvulla terapiassa", missing, {}},
      {"laki 621/1999 ja asetus 2016/679", missing, {}},
      {"Bolaget vars register stals 2018 och vars kunder utpressades i oktober 2020", missing, {}},
      {"År 2021 flyttade jag in på servicehuset", missing, {}},
      {"I moved to Oulu back in 2011", missing, {}},
      {"notes were stolen in November 2018 and the hacker was sentenced in 2024", missing, {}},
      {"Pentti Rinne, s. 1943", missing, {}},
  };
  for (const Row& row : rows) {
    const Facts facts = facts_of(row.text, {as_vastaamo, find_treatment_years});
    EXPECT_EQ(facts.years.status, row.status) << row.text;
    EXPECT_EQ(facts.years.years, row.years) << row.text;
  }
}

}  // namespace
}  // namespace intake::testing
