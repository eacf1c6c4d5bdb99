// Years of treatment: every way to write them, and the years that are something else.
#include "tests/rules/case_file.h"

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

void check(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    const Facts facts = facts_of(
        row.text, {as_vastaamo, find_identity_code, find_phone, find_address, find_provider, find_treatment_years});
    EXPECT_EQ(facts.years.status, row.status) << row.text;
    EXPECT_EQ(facts.years.years, row.years) << row.text;
  }
}

TEST(TreatmentYears, AreFound) {
  check({
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
  });
}

// A sentence that tells nothing but a time is one of care where a provider and no other year of care is named.
TEST(TreatmentYears, OfSentencesThatTellOnlyATime) {
  check({
      {"Pyydän tietoni Vastaamosta. Vuosi taisi olla 2011.", given, {2011}},
      {"Pyydän tietoni Vastaamosta. Kyse on vuosista 2018-2020, Porin yksikkö.", given, {2018, 2019, 2020}},
      {"Pyydän tietoni Vastaamosta. Jaksot olivat 10/2013-5/2014 sekä 1/2017-3/2017.", given, {2013, 2014, 2017}},
      {"Pyydän tietoni Vastaamosta. Rasmus Aho. 2018.", given, {2018}},
      {"Pyydän tietoni Vastaamosta. Ajankohta oli syksy 2016.", given, {2016}},
      {"Pyydän tietoni Vastaamosta. Rakensimme taloa 2012-2014.", missing, {}},
      {"Pyydän tietoni Vastaamosta. Ostin auton 2015.", missing, {}},
      {"Pyydän tietoni Vastaamosta. Minulla on kaksi lasta (2012 ja 2015).", missing, {}},
      {"Pyydän tietoni Vastaamosta. Turku 12.5.2021", missing, {}},
      {"Pyydän tietoni Vastaamosta. Kävin siellä 2013. Maija Aho, Oulu 2015.", given, {2013}},
  });
}

// How people tell that they went there.
TEST(TreatmentYears, OfGoingThere) {
  check({
      {"Masennus vei minut Vastaamon ovelle. Ramppasin siellä 2014-2016.", given, {2014, 2015, 2016}},
      {"Muistelen kävelleeni Vastaamon portaita vuosina 2004 ja 2005.", invalid, {}},
      {"Minut ohjattiin Vastaamoon työterveydestä 2013.", given, {2013}},
      {"Olin asiakkaana siinä hakkeroidussa yrityksessä vuosina 2016-2017.", given, {2016, 2017}},
      {"kävin siel 14-15", given, {2014, 2015}},
      {"Alotin siellä syksyl -16 ja lopetin -17 ku muutin.", given, {2016, 2017}},
      {"kävin siellä 14-15 kertaa", missing, {}},
      {"Tarvitsen eläkehakemustani varten Vastaamossa vuosina 2011-2013 tehdyt lausunnot.", given, {2011, 2012, 2013}},
  });
}

TEST(TreatmentYears, ListsAndRanges) {
  check({
      {"Olin Vastaamossa asiakkaana vuosina 2015 ja 2016.", given, {2015, 2016}},
      {"Kävin Vastaamossa 2015, 16 ja 17.", given, {2015, 2016, 2017}},
      {"Asiakkuus Vastaamolla: 2015-16", given, {2015, 2016}},
      {"terapia oli v. -16 ja -17", given, {2016, 2017}},
      {"Hoitoni kesti vuodesta 2013 vuoteen 2016.", given, {2013, 2014, 2015, 2016}},
      {"Kävin terapiassa 2016:sta 2018:aan.", given, {2016, 2017, 2018}},
      {"Olin potilaana 2016:ssa", given, {2016}},
      {"vuoden 2017 alusta kävin psykoterapiassa", given, {2017}},
      {"Olin asiakas 2015 syksystä 2017 kevääseen.", given, {2015, 2016, 2017}},
      {"Kävin terapiassa syksystä 2014 kevääseen 2016 saakka.", given, {2014, 2015, 2016}},
      {"Asiakkuuteni alkoi 3.2.2015 ja päättyi 17.12.2016.", given, {2015, 2016}},
      {"Ensimmäinen käynti 14.1.2013, viimeinen käynti 9.6.2014.", given, {2013, 2014}},
      {"Eka käynti oli marraskuussa 2018 ja vika huhtikuussa 2020.", given, {2018, 2019, 2020}},
      {"Kävin siellä joulukuusta 2016 helmikuuhun 2017.", given, {2016, 2017}},
      {"marras-joulukuussa 2019 kävin kolme kertaa", given, {2019}},
      {"Terapiasuhde kesti 9/2014-5/2017.", given, {2014, 2015, 2016, 2017}},
      {"käynnit 09/2014 - 05/2015", given, {2014, 2015}},
      {"käyntejä 11.9.14-3.6.15", given, {2014, 2015}},
      {"Hoito alkoi 2012 ja jatkui vuoteen 2014 asti.", given, {2012, 2013, 2014}},
      {"Olin siellä terapiassa kolme vuotta, 2014-2017.", given, {2014, 2015, 2016, 2017}},
      {"Kävin Vastaamossa Tampereella. Se oli vuosina 2012-2013.", given, {2012, 2013}},
      {"Kävin psykoterapeutilla Vastaamossa. Muistaakseni tämä oli vuonna 2017.", given, {2017}},
      {"Hoitovuodet: 2014, 2015, 2016", given, {2014, 2015, 2016}},
      {"Hoitovuosi/hoitovuodet\n2018 ja 2019", given, {2018, 2019}},
      {"Palveluntuottaja ja hoitovuosi: Vastaamo Oy, 2016", given, {2016}},
      {"Palveluntuottaja: Vastaamo, Kuopio 2016-2017", given, {2016, 2017}},
      {"* Hoitoaika: syksy 2015 - kesä 2016", given, {2015, 2016}},
      {"Hoidon ajankohta noin 2013-2014", given, {2013, 2014}},
      {"Tiedot ajalta 1.1.2015-31.12.2018", given, {2015, 2016, 2017, 2018}},
      {"pyydän potilastietoni ajalta tammikuu 2014 - joulukuu 2015", given, {2014, 2015}},
      {"Pyydän Vastaamon hoitotietoni vuosilta 2011, 2012 sekä 2015.", given, {2011, 2012, 2015}},
      {"Asiakkaana olin keväällä 2010 ja uudestaan syksyllä 2014", given, {2010, 2014}},
      {"Kävin siellä joko 2014 tai 2015, en muista tarkkaan.", given, {2014, 2015}},
      {"Käynnit olivat kai joskus vuoden 2015 tienoilla Vastaamossa", given, {2015}},
      {"Terapiani alkoi lokakuussa 2019 ja jatkui konkurssiin asti.", given, {2019}},
      {"Terapia Vastaamossa alkoi tammikuussa 2017. Lopetin käynnit kesäkuussa 2019.", given, {2017, 2018, 2019}},
      {"Olen ollut Vastaamon asiakkaana vuodesta 2018", given, {2018}},
      {"olin siel asiakkaana 2017 kesäst 2018 talveen", given, {2017, 2018}},
      {"mä kävin teillä joskus -15 tai -16 muutaman kerran juttelemassa", given, {2015, 2016}},
      {"Vastaamo 2012-2015", given, {2012, 2013, 2014, 2015}},
      {"Vastaamo/Oulu/2016", given, {2016}},
      {"kävin Vastaamossa vuosien 2014-2016 aikana kahdella eri terapeutilla", given, {2014, 2015, 2016}},
      {"Pyydän tietoni: 1) terapia 2013-2014 2) terapia 2018", given, {2013, 2014, 2018}},
  });
}

TEST(TreatmentYears, InSwedish) {
  check({
      {"Jag gick i terapi hos Vastaamo mellan 2014 och 2016.", given, {2014, 2015, 2016}},
      {"Jag var klient åren 2015 och 2016.", given, {2015, 2016}},
      {"Från 2012 till 2014 gick jag hos en terapeut på Vastaamo.", given, {2012, 2013, 2014}},
      {"vårdåren 2017-2018", given, {2017, 2018}},
      {"Serviceproducent och vårdår: Vastaamo, 2013", given, {2013}},
      {"Jag besökte mottagningen 12.3.2016 och 4.5.2016", given, {2016}},
      {"Terapin började i oktober 2015 och slutade i maj 2017.", given, {2015, 2016, 2017}},
      {"Första besöket var i januari 2018, sista i april 2019.", given, {2018, 2019}},
      {"vårterminen 2014 var jag klient där", given, {2014}},
      {"sommaren -15 gick jag dit några gånger", given, {2015}},
      {"gick i psykoterapi ht 2016 - vt 2018", given, {2016, 2017, 2018}},
      {"Jag var patient hos Vastaamo i Vasa. Det var under åren 2011-2012.", given, {2011, 2012}},
      {"Behandlingen pågick 2016 t.o.m. 2018.", given, {2016, 2017, 2018}},
      {"kring årsskiftet 2016/2017 gick jag hos er i samtalsterapi", given, {2016, 2017}},
      {"Jag är född 1979 och gick hos Vastaamo 2013.", given, {2013}},
      {"Vårdtid: sedan hösten 2018", given, {2018}},
      {"Gick där ca 2012, kanske 2013.", given, {2012, 2013}},
  });
}

TEST(TreatmentYears, InEnglish) {
  check({
      {"I was a client of Vastaamo from 2014 until 2016.", given, {2014, 2015, 2016}},
      {"I had therapy at Vastaamo between March 2015 and December 2016.", given, {2015, 2016}},
      {"I saw a therapist there in 2012 and 2013.", given, {2012, 2013}},
      {"Treatment years: 2016-17", given, {2016, 2017}},
      {"I started therapy in the fall of 2014 and finished in spring 2016.", given, {2014, 2015, 2016}},
      {"My therapy ran from 2013 through 2015.", given, {2013, 2014, 2015}},
      {"I went to Vastaamo in Turku. That was around 2017.", given, {2017}},
      {"Provider: Vastaamo. Year: 2018.", given, {2018}},
      {"sessions in Nov '16 and Jan '17", given, {2016, 2017}},
      {"I was being treated there in late 2019/early 2020", given, {2019, 2020}},
      {"since 2016 I had been a patient of theirs", given, {2016}},
      {"I attended about ten sessions (2013).", given, {2013}},
      {"Vastaamo, Helsinki, Sept 2015 to Feb 2017", given, {2015, 2016, 2017}},
      {"My first visit was on 5 May 2014 and my last on 12 June 2015.", given, {2014, 2015}},
      {"I used their services in 2010, 2011, and 2014", given, {2010, 2011, 2014}},
      {"I was at Vastaamo the whole of 2016.", given, {2016}},
  });
}

TEST(TreatmentYears, OthersAreLeftAside) {
  check({
      {"Vastaamon tietomurto vuonna 2018 koski minuakin.", missing, {}},
      {"Tietomurrossa, joka Vastaamossa 2018 tapahtui, vuosivat tietoni.", missing, {}},
      {"Sain syksyllä 2020 kiristysviestin, koska tietoni oli viety Vastaamosta.", missing, {}},
      {"Lokakuussa 2020 luin uutisista, että Vastaamon tiedot on varastettu.", missing, {}},
      {"Kiristäjä julkaisi 2020 potilastietoja ja pelkään että minunkin.", missing, {}},
      {"Tekijä tuomittiin 2024 vankeuteen Vastaamon tietomurrosta.", missing, {}},
      {"Tein rikosilmoituksen 2020, asianumero 5500/R/12345/20.", missing, {}},
      {"Olen käynyt Vastaamossa. Menin naimisiin 2017.", missing, {}},
      {"Erosin 2016 ja sen jälkeen kävin juttelemassa Vastaamossa, vuotta en nyt saa päähäni.", missing, {}},
      {"Lapseni syntyi 2015, kävin Vastaamossa.", missing, {}},
      {"Opiskelin Turussa 2012-2016.", missing, {}},
      {"Asuin Oulussa vuoteen 2015.", missing, {}},
      {"Helsingissä 12.3.2025", missing, {}},
      {"Kuopiossa 5. toukokuuta 2024\nMatti", missing, {}},
      {"Åbo den 4 mars 2025", missing, {}},
      {"Helsinki, 3 February 2025", missing, {}},
      {"Päiväys: 2.5.2024", missing, {}},
      {"Tietosuoja-asetus (EU) 2016/679, 15 artikla", missing, {}},
      {"henkilötietolaki 523/1999 ja laki 703/2023", missing, {}},
      {"Lain (2019/906) mukaan minulla on oikeus saada tietoni", missing, {}},
      {"Diaarinumero 2020/123, lasku 20201544", missing, {}},
      {"Laskunne nro 2017-445 Vastaamosta", missing, {}},
      {"Jag fick ett utpressningsbrev 2020 och gick hos Vastaamo långt före det.", missing, {}},
      {"Dataintrånget hos Vastaamo 2018 drabbade också mig.", missing, {}},
      {"Jag gifte mig 2015 och har gått hos Vastaamo.", missing, {}},
      {"År 2020 läste jag i tidningen om Vastaamo.", missing, {}},
      {"on 2010-talet gick jag i terapi", missing, {}},
      {"I learned in October 2020 that Vastaamo had been hacked.", missing, {}},
      {"I was blackmailed in 2020 because I used to be a Vastaamo client.", missing, {}},
      {"In 2018 hackers got into Vastaamo's database.", missing, {}},
      {"I got married in 2016, before that my name was Smith. I was a client of Vastaamo.", missing, {}},
      {"I have lived in Finland since 2009 and was a client of Vastaamo.", missing, {}},
      {"I went to therapy there in the 2010s", missing, {}},
      {"about ten years ago, so I was maybe 25", missing, {}},
      {"kävin Vastaamossa noin 8 vuotta sitten", missing, {}},
      {"Vaihdoin työpaikkaa 2019, sen jälkeen en enää käynyt Vastaamossa.", missing, {}},
      {"Sukunimeni oli vuoteen 2018 asti Virtanen.", missing, {}},
      {"Nimi muuttui avioliitossa 2018", missing, {}},
      {"Lähetin teille saman pyynnön jo tammikuussa 2024.", missing, {}},
      {"Jag skickade samma begäran redan i januari 2024.", missing, {}},
      {"I sent you this request in March 2024 already.", missing, {}},
      {"Isäni kuoli 2015, kävin sen takia Vastaamossa.", missing, {}},
      {"Vastaamo meni konkurssiin 2021.", missing, {}},
      {"Vastaamo gick i konkurs 2021 och mina papper finns hos er", missing, {}},
      {"since Vastaamo went bankrupt in 2021", missing, {}},
      {"olen s. 1985", missing, {}},
      {"Syntymäaika 4.5.1979", missing, {}},
      {"kävin siellä vuonna 2004", invalid, {}},
      {"Jag gick hos Vastaamo 2023.", invalid, {}},
      {"hoitovuosi: 2022", invalid, {}},
      {"asiakkaana 2020-2023", given, {2020, 2021, 2022, 2023}},
      {"Tietomurto oli 2018, mutta kävin siellä jo 2014.", given, {2014}},
      {"Muutin Tampereelle 2016 ja kävin Vastaamossa 2017-2018.", given, {2017, 2018}},
      {"Kävin Vastaamossa 2015 sen jälkeen kun erosin.", given, {2015}},
      {"Olin Vastaamon asiakas 2019, ja 2020 sain kiristysviestin.", given, {2019}},
      {"Jag gick där 2013. År 2020 blev jag utpressad.", given, {2013}},
      {"I was a patient in 2016; the breach in 2018 hit me too.", given, {2016}},
      {"Käyntini olivat vuonna 2017, kun olin juuri muuttanut Espooseen.", given, {2017}},
      {"Hei. Lapsen synnyttyä 2014 masennuin ja kävin Vastaamossa 2015.", given, {2015}},
  });
}

TEST(TreatmentYears, AsDifferentPeopleTellThem) {
  check({
      {"Terapeuttini oli Vastaamossa Liisa, tapasimme viikoittain tammikuusta 2015 joulukuuhun 2016.",
       given,
       {2015, 2016}},
      {"Meillä oli aika joka toinen torstai vuoden 2017 alusta vuoden 2018 loppuun.", given, {2017, 2018}},
      {"Olin siellä seuraavina päivinä:\n12.4.2012\n3.5.2012\n6.9.2013 (viimeinen)", given, {2012, 2013}},
      {"Käynnit: 3.1.2018, 10.1.2018, 17.1.2018", given, {2018}},
      {"Vastaamo Turku, kevät 2014", given, {2014}},
      {"Oulun Vastaamo 2013", given, {2013}},
      {"Kelan kuntoutuspsykoterapia Vastaamossa 2016-2019", given, {2016, 2017, 2018, 2019}},
      {"sain kuntoutuspsykoterapiaa v. 2012-2015", given, {2012, 2013, 2014, 2015}},
      {"kuntoutuspäätös 2012, terapia alkoi 2013", given, {2013}},
      {"Psykoterapiani kesti kaksi vuotta (2014-2016)", given, {2014, 2015, 2016}},
      {"vuosi: 2017", given, {2017}},
      {"Hoitovuosi 2016", given, {2016}},
      {"Hoitovuodet 2016 ja 2017", given, {2016, 2017}},
      {"Palveluntuottaja Vastaamo, hoitovuosi 2018", given, {2018}},
      {"4. Palveluntuottaja ja hoitovuosi\nVastaamo 2015-2016", given, {2015, 2016}},
      {"- Vastaamo, Tampere\n- 2015-2016\n- 040 123 4567", given, {2015, 2016}},
      {"Aloitin Vastaamossa 2014 ja lopetin 2016.", given, {2014, 2015, 2016}},
      {"Aloitin 2014, viimeksi kävin 2016", given, {2014, 2016}},
      {"Oon käyny Vastaamos 2018-", given, {2018}},
      {"Kävin Vastaamossa viimeksi 2019", given, {2019}},
      {"Viimeinen istuntoni oli 20.12.2019.", given, {2019}},
      {"kävin teillä siis Vastaamossa vuonna kaksituhattakuusitoista", missing, {}},
      {"Hoitojakso päättyi keväällä 2013.", given, {2013}},
      {"Masennuin 2015 ja silloin aloin käydä Vastaamossa.", given, {2015}},
      {"Burnout tuli 2017 alussa, ja saman vuoden keväällä aloitin Vastaamossa.", given, {2017}},
      {"Pyydän tiedot koko asiakkuuden ajalta (2011-2014)", given, {2011, 2012, 2013, 2014}},
      {"kaikki kirjaukset aikaväliltä 08/2012-06/2013", given, {2012, 2013}},
      {"Minulla oli kolme käyntiä helmikuussa 2020 Kuopion toimipisteessä.", given, {2020}},
      {"Lääkärini lähetti minut Vastaamoon 2016.", given, {2016}},
      {"Vastaamosta 2014 saamani lausunto", given, {2014}},
      {"Haluan B-lausunnon, jonka Vastaamon psykiatri kirjoitti 2017", given, {2017}},
      {"Osallistuin Vastaamon pariterapiaan mieheni kanssa 2015", given, {2015}},
      {"Olin Vastaamossa töissä 2015.", missing, {}},
      {"Syntymävuoteni on 1985, kävin Vastaamossa.", missing, {}},
      {"Ajokorttini on annettu 2016.", missing, {}},
      {"Kotikuntani on ollut Espoo vuodesta 2015.", missing, {}},
      {"Yritykseni perustettiin 2014.", missing, {}},
      {"Sain teiltä kirjeen 2023.", missing, {}},
      {"Krp otti yhteyttä 2021 keväällä", missing, {}},
      {"Hovioikeuden tuomio 2025 ei auta minua.", missing, {}},
      {"Poikani kävi koulua 2015", missing, {}},
      {"Jäin eläkkeelle 2018, olin Vastaamon asiakas", missing, {}},
      {"Tänään 14.5.2025 pyydän tietoni Vastaamosta", missing, {}},
      {"Vuonna 2020 selvisi, että Vastaamon tiedot ovat verkossa.", missing, {}},
      {"Vastaamo perustettiin 2008 ja meni nurin 2021.", missing, {}},
      {"Vastaamo toimi 2008-2021", missing, {}},
      {"Jag gick i KBT hos Vastaamo, det var 2014.", given, {2014}},
      {"Hos Vastaamo i Helsingfors, varannan vecka 2015-2017.", given, {2015, 2016, 2017}},
      {"Besök: 3.2.2016, 10.2.2016", given, {2016}},
      {"Jag var där första gången i mars 2012 och sista gången i juni 2013.", given, {2012, 2013}},
      {"Året var 2016", given, {2016}},
      {"Serviceproducent Vastaamo, vårdår 2014", given, {2014}},
      {"Jag gick i terapi 2013, men minns inte när jag slutade", given, {2013}},
      {"tiden hos Vastaamo (2012-14)", given, {2012, 2013, 2014}},
      {"Jag bor i Vasa sedan 2015 och har varit klient hos Vastaamo.", missing, {}},
      {"Min dotter föddes 2016.", missing, {}},
      {"Jag pensionerades 2019.", missing, {}},
      {"Polisanmälan gjorde jag 2020.", missing, {}},
      {"Brevet från er är daterat 3.2.2025", missing, {}},
      {"Jag arbetade på Nokia 2010-2014.", missing, {}},
      {"I went there for couples therapy in spring '17.", given, {2017}},
      {"Weekly sessions, 2015 to 2016, Vastaamo Helsinki.", given, {2015, 2016}},
      {"It was in 2014 that I first walked into Vastaamo.", given, {2014}},
      {"Years of treatment - 2012, 2013", given, {2012, 2013}},
      {"I had my last appointment on December 3rd, 2018", given, {2018}},
      {"I began in January 2019 and quit when covid hit in March 2020", given, {2019, 2020}},
      {"Treatment at Vastaamo Espoo: autumn 2016 - spring 2017", given, {2016, 2017}},
      {"I saw Dr. Malli in 2013 before moving to Sweden in 2014.", given, {2013}},
      {"I moved to Finland in 2012 and attended Vastaamo from 2013 to 2015", given, {2013, 2014, 2015}},
      {"My passport was issued in 2019.", missing, {}},
      {"I graduated in 2015.", missing, {}},
      {"The hack came out in 2020 and I have been worried since.", missing, {}},
      {"I have been living in Berlin since 2018.", missing, {}},
      {"Dated 4 March 2025", missing, {}},
  });
}

TEST(TreatmentYears, FoundInLetters) {
  check({
      {"kävin Vastaamossa vuosi 2016, vuosi 2018 ja vuosi 2019, ei vuosi 2017", given, {2016, 2018, 2019}},
      {"Ensimmäinen kerta oli marraskuun 4. päivänä 2013, jolloin satoi räntää. Viimeisen kerran kävin vappuviikolla "
       "vuonna "
       "2015.",
       given,
       {2013, 2014, 2015}},
      {"Kävin siellä 2004-2005 avioeron aikaan.", invalid, {}},
      {"olin siellä -13 ja -14 loukkaantumisen jälkeen", given, {2013, 2014}},
      {"anteckningar fr Vastaamo v.-16 och -17.", given, {2016, 2017}},
      {"fick jag sitta och prata från mars -16 till januari -17", given, {2016, 2017}},
      {"Koko potilaskertomus ja kaikki kirjeenvaihto minusta Vastaamossa keväästä 2016 syksyyn 2017.",
       given,
       {2016, 2017}},
      {"medan jag gick hos Vastaamo och terapeuten hette Jessica. Det rör sig om tiden januari 2018 - april 2019.",
       given,
       {2018, 2019}},
      {"three visits at Terveystalo in 2017, then Vastaamo from January 2018 to May 2019", given, {2018, 2019}},
      {"Kävin siellä puhumassa mieheni kuoleman jälkeen vuosina 2014 ja 2015.", given, {2014, 2015}},
      {"Kävin siellä tammikuusta 2012 ylioppilaskevääseen 2013 asti.", given, {2012, 2013}},
      {"kävin siellä, alko jouluna 2017 ja loppu juhannuksena 2019", given, {2017, 2018, 2019}},
      {"I was seeing somebody in Vastaamo, the one over the bank, it'd have been from about October 2015 to June 2016, "
       "right "
       "after we moved over",
       given,
       {2015, 2016}},
      {"my whole vastaamo file pls, '17 & '18", given, {2017, 2018}},
      {"I was at Vastaamo in 2011. In 2020 somebody wrote to me that he would print my secrets.", given, {2011}},
      {"Han dog den 3 mars 2014. Jag satt hos Vastaamo från hösten 2014 fram till midsommaren 2016.",
       given,
       {2014, 2015, 2016}},
  });
}

TEST(TreatmentYears, StoriesAroundThem) {
  check({
      {"Olin Vastaamon asiakas. Tietoni ovat olleet verkossa vuodesta 2020.", missing, {}},
      {"Olen Vastaamon entinen asiakas ja yksi niistä, joilta vaadittiin rahaa 2020.", missing, {}},
      {"Vastaamon asiakkaana jouduin uhriksi lokakuussa 2020.", missing, {}},
      {"Kävin Vastaamossa joitakin vuosia ennen kuin muutin Espooseen 2019.", missing, {}},
      {"Muutin Espooseen 2019, sitä ennen kävin Vastaamossa.", missing, {}},
      {"Asiakkuudestani Vastaamossa on aikaa, olen nyt 2025 eläkkeellä.", missing, {}},
      {"Kävin Vastaamossa nuorena, nyt vuonna 2025 haluaisin lukea tietoni.", missing, {}},
      {"Luin 2023 Aleksanteri Kivimäen oikeudenkäynnistä ja muistin käyneeni Vastaamossa.", missing, {}},
      {"Tapaus alkoi vaivata minua 2022.", missing, {}},
      {"Sain korvauksen Valtiokonttorista 2024.", missing, {}},
      {"Vastaamo-asiakkaana tein rikosilmoituksen marraskuussa 2020", missing, {}},
      {"Voitte lähettää tiedot 15.6.2025 mennessä.", missing, {}},
      {"Lomalla 1.7.-31.7.2025", missing, {}},
      {"Valtakirja on voimassa 31.12.2025 saakka, olin Vastaamon asiakas.", missing, {}},
      {"Nimeni oli 2015-2019 Mallikas, asiakkaana Vastaamossa olin sillä nimellä.", missing, {}},
      {"Kävin Vastaamossa kun olin naimisissa (2010-2015).", missing, {}},
      {"Vastaamossa kävin masennuksen takia, joka todettiin 2012 YTHS:llä.", missing, {}},
      {"Tuloverotus 2018 ja palkkatodistus 2019 liitteenä", missing, {}},
      {"Jag var klient hos Vastaamo, mina uppgifter läckte ut 2020.", missing, {}},
      {"Mina uppgifter har varit ute sedan 2020 och jag var klient hos Vastaamo", missing, {}},
      {"Jag läste 2023 om rättegången mot Kivimäki, som klient hos Vastaamo blev jag orolig.", missing, {}},
      {"Nu 2025 vill jag läsa vad som står om mig hos Vastaamo.", missing, {}},
      {"Fullmakten gäller till 31.12.2025", missing, {}},
      {"I was a Vastaamo patient and my data were put online in October 2020.", missing, {}},
      {"I am a former client of Vastaamo; in 2024 the court in Espoo convicted the hacker.", missing, {}},
      {"Now, in 2025, I would like to read what Vastaamo wrote about me.", missing, {}},
      {"I was a client before I moved to Spain in 2019.", missing, {}},
      {"I have been a Kela customer since 2012.", missing, {}},
      {"My studies ended in 2016 and then I was in therapy at Vastaamo.", missing, {}},
      {"I am writing this on 3 March 2025 regarding Vastaamo", missing, {}},
      {"The authorisation is valid until 31 December 2025", missing, {}},
      {"Terapia kesti neljä vuotta ja loppui 2016, kun muutin.", given, {2016}},
      {"Opiskelin Jyväskylässä ja kävin siellä Vastaamossa 2014-2015.", given, {2014, 2015}},
      {"Lapseni syntyi 2013 ja sen jälkeen, 2014, hakeuduin Vastaamoon.", given, {2014}},
      {"Vastaamossa kävin 2012-2014, ja olen kuullut että tiedot vuosivat 2018.", given, {2012, 2013, 2014}},
      {"Ne käynnit, jotka pyydän, ovat vuodelta 2015; muita en tarvitse.", given, {2015}},
      {"En ole käynyt siellä vuoden 2016 jälkeen, mutta 2014 aloitin.", given, {2014, 2016}},
      {"Efter skilsmässan 2014 gick jag i terapi hos Vastaamo 2015-2016.", given, {2015, 2016}},
      {"Jag studerade i Åbo när jag gick hos Vastaamo 2013.", given, {2013}},
      {"While studying in Turku I went to Vastaamo, 2013 to 2014.", given, {2013, 2014}},
      {"After my divorce I saw a therapist at Vastaamo (2017).", given, {2017}},
  });
}

std::string years_in(const Case& row) {
  const YearFact years = verdict_of(row).facts.years;
  std::string list;
  for (const int year : years.years) list.append(list.empty() ? "" : ",").append(std::to_string(year));
  return list.empty() ? std::string(name_of(years.status)) : list;
}

TEST_P(CaseFile, GivesTheYears) {
  for (const Case& row : cases_of(GetParam())) {
    EXPECT_EQ(years_in(row), row.expected) << row.place << ": " << row.body;
  }
}

INSTANTIATE_TEST_SUITE_P(Years, CaseFile, ::testing::Values("years-fi.txt"));

}  // namespace
}  // namespace intake::testing
