// Addresses: how people write theirs, parts of one, and addresses that are not the sender's.
#include "tests/rules/evidence.h"

namespace intake::testing {
namespace {

struct Row {
  const char* text;
  ItemStatus status;
  const char* street;
  const char* code;
  const char* locality;
};

constexpr ItemStatus given = ItemStatus::given;
constexpr ItemStatus invalid = ItemStatus::invalid;
constexpr ItemStatus missing = ItemStatus::missing;

void check(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    const AddressFact address = facts_of(row.text, {find_identity_code, find_phone, find_address}).address;
    EXPECT_EQ(address.status, row.status) << row.text;
    if (row.status == missing) continue;
    if (*row.street != 0) {
      EXPECT_EQ(address.street, row.street) << row.text;
    }
    if (*row.code != 0) {
      EXPECT_EQ(address.postal_code, row.code) << row.text;
    }
    if (*row.locality != 0) {
      EXPECT_EQ(address.locality, row.locality) << row.text;
    }
  }
}

TEST(Address, Whole) {
  check({
      {"Torikatu 15 A 8, 67100 Kokkola", given, "Torikatu 15 A 8", "67100", "Kokkola"},
      {"Hallituskatu 33 C 57\n40100 Jyväskylä", given, "Hallituskatu 33 C 57", "40100", "Jyväskylä"},
      {"Esimerkkikatu 2a B 12, 00530 Helsinki", given, "Esimerkkikatu 2a B 12", "00530", "Helsinki"},
      {"Ounaskoskenkatu 4 as 9, 96200 Rovaniemi", given, "Ounaskoskenkatu 4 as 9", "96200", "Rovaniemi"},
      {"Kuivastenkatu 11 as. 3\n96100 Rovaniemi", given, "Kuivastenkatu 11 as. 3", "96100", "Rovaniemi"},
      {"Exempelgatan 5 bst 3, 20100 Åbo", given, "Exempelgatan 5 bst 3", "20100", "Åbo"},
      {"Karl Johansgatan 23 lgh 1102\n414 59 Göteborg", given, "Karl Johansgatan 23 lgh 1102", "414 59", "Göteborg"},
      {"bor på tallbackavägen 8 c 31 01300 vanda\nring", given, "tallbackavägen 8 c 31", "01300", "vanda"},
      {"ASUN SAKSALANKATU 27 AS 40 15100 LAHTI\nPUHELIN", given, "SAKSALANKATU 27 AS 40", "15100", "LAHTI"},
      {"Säyneensalo 112, 70100 Kuopio", given, "Säyneensalo 112", "70100", "Kuopio"},
      {"Ekallén 6, 02700 Grankulla", given, "Ekallén 6", "02700", "Grankulla"},
      {"Lilltået 4, AX-22150 Jomala", given, "Lilltået 4", "22150", "Jomala"},
      {"Isokatu 4 C 9, FI-96200 Rovaniemi", given, "Isokatu 4 C 9", "96200", "Rovaniemi"},
      {"PL 45, 63701 Ähtäri", given, "PL 45", "63701", "Ähtäri"},
      {"PB 74, 06151 Borgå", given, "PB 74", "06151", "Borgå"},
      {"Poste restante, 00100 Helsinki", given, "Poste restante", "00100", "Helsinki"},
      {"Nykyisin asun täällä Kemissä, Valtakatu 30 A 11, postinumero on 94100.", given, "Valtakatu 30 A 11", "94100",
       "Kemi"},
      {"it's Satakunnankatu 30 B 14, and the postcode is 33210 Tampere; please", given, "Satakunnankatu 30 B 14",
       "33210", "Tampere"},
      {"man längs Nämpnäsvägen 642, det är 64200 Närpes som gäller", given, "Nämpnäsvägen 642", "64200", "Närpes"},
      {"Bor på Kungsgatan 12 A 3 i 10600 Ekenäs.", given, "Kungsgatan 12 A 3", "10600", "Ekenäs"},
      {"Porrassalmenkatu\n30 B 12, 50100 Mikkeli. Soittaa", given, "Porrassalmenkatu 30 B 12", "50100", "Mikkeli"},
      {"Kotiosoite\tKanavaranta 12 B\n\t53100 Lappeenranta", given, "Kanavaranta 12 B", "53100", "Lappeenranta"},
      {"Osoite *\tMäntytie 6\nPostinumero ja postitoimipaikka *\t51200 Kangasniemi", given, "Mäntytie 6", "51200",
       "Kangasniemi"},
      {"reply by post to 14 Priory Lane, Lewes BN7 2QZ, United Kingdom", given, "14 Priory Lane", "BN7 2QZ", "Lewes"},
      {"I'm at Flat 3, 27 Marlowe Road, Leeds LS6 2QT, and on", given, "Flat 3, 27 Marlowe Road", "LS6 2QT", "Leeds"},
      {"living now at: Kotzebue tn 7-12, 10412 Tallinn, Estonia", given, "Kotzebue tn 7-12", "10412", "Tallinn"},
      {"Calle Mayor 12, 28013 Madrid", given, "Calle Mayor 12", "28013", "Madrid"},
      {"os. Kirkkokatu 1, 80110 Joensuu", given, "Kirkkokatu 1", "80110", "Joensuu"},
      {"Kävin Vastaamossa Kuopiossa. Asun Torikatu 2, 70100 Kuopio.", given, "Torikatu 2", "70100", "Kuopio"},
      {"040 123 4567, Rantakatu 21 B 5, 80100 Joensuu.", given, "Rantakatu 21 B 5", "80100", "Joensuu"},
  });
}

TEST(Address, PartsAndOthers) {
  struct Part {
    const char* text;
    ItemStatus status;
  };
  for (const Part& row :
       {Part{"Itsenäisyydenkatu 9 B 44, Tampere", invalid}, Part{"Jag bor i Jakobstad", invalid},
        Part{"Osoite: Lapua\nPyydetyt tiedot:", invalid}, Part{"15110 Lahti\n050 513 8864", invalid},
        Part{"Munkshöjdsvägen 3 B, Hesa", invalid}, Part{"asun 70100 Kuopiossa", invalid},
        Part{"Kävin Vastaamossa, Mannerheimintie 15, 00260 Helsinki.", missing},
        Part{"Helsingin-vastaanotolla osoitteessa Porraskatu 2 D, 00510 Helsinki", missing},
        Part{"Kela, PL 450, 00056 KELA", missing},
        Part{"Hennes mottagning låg på Georgsgatan 25 i Helsingfors", missing}, Part{"Olen Olli Varkaudesta", missing},
        Part{"kävin siellä vuonna 2016 Helsingissä 10 kertaa", missing}, Part{"maksoin 12000 euroa", missing},
        Part{"Osoite:\nPuhelin:", missing}}) {
    EXPECT_EQ(facts_of(row.text, {find_identity_code, find_phone, find_address}).address.status, row.status)
        << row.text;
  }
}

TEST(Address, InFinnishLetters) {
  check({
      {"Osoite: Keskuskatu 5 as 3, 62100 Lapua", given, "Keskuskatu 5 as 3", "62100", "Lapua"},
      {"Asun Porissa, Kirkkokatu 3, postinumero 28100.", given, "Kirkkokatu 3", "28100", "Pori"},
      {"asun turussa osoitteessa linnankatu 12 b 7, 20100", given, "linnankatu 12 b 7", "20100", "Turku"},
      {"Osote on Männikkötie 14, 40630 Jyväskylä", given, "Männikkötie 14", "40630", "Jyväskylä"},
      {"Osote: Koivurinne 8 A, 01400 Vantaa", given, "Koivurinne 8 A", "01400", "Vantaa"},
      {"Lähiosoite: Tuulimyllyntie 5 C 44\nPostinumero: 00920\nPostitoimipaikka: Helsinki", given,
       "Tuulimyllyntie 5 C 44", "00920", "Helsinki"},
      {"Katuosoite\nPohjoinen Rautatiekatu 25 A 12\nPostinumero\n00100\nKunta\nHelsinki", given,
       "Pohjoinen Rautatiekatu 25 A 12", "00100", "Helsinki"},
      {"c/o Virtanen, Mäkelänkatu 30 B 15, 00510 Helsinki", given, "Mäkelänkatu 30 B 15", "00510", "Helsinki"},
      {"Aleksis Kiven katu 20 C 33, 33210 Tampere", given, "Aleksis Kiven katu 20 C 33", "33210", "Tampere"},
      {"Vanha Porvoontie 231 G, 01380 Vantaa", given, "Vanha Porvoontie 231 G", "01380", "Vantaa"},
      {"Posti tulee osoitteeseen Haapalahdentie 88, 77700 Rautalampi.", given, "Haapalahdentie 88", "77700",
       "Rautalampi"},
      {"Kylänraitti 12\n69600 KAUSTINEN", given, "Kylänraitti 12", "69600", "KAUSTINEN"},
      {"Lehtola 45, 58700 Sulkava", given, "Lehtola 45", "58700", "Sulkava"},
      {"Asun maalla: Ylä-Kuona 112 B, 58900 Rantasalmi", given, "Ylä-Kuona 112 B", "58900", "Rantasalmi"},
      {"Matti Meikäläinen\nIsokatu 32 lh 4\n90100 OULU", given, "Isokatu 32 lh 4", "90100", "OULU"},
      {"Hämeentie 15 b 28 00500 Helsinki puh 0401234567", given, "Hämeentie 15 b 28", "00500", "Helsinki"},
      {"olen maija meikäläinen, asun mannerheimintie 100 a 5 00250 helsinki, puhelin 0401234567", given,
       "mannerheimintie 100 a 5", "00250", "helsinki"},
      {"Kirkkopuistikko 12 A 4, 65100 Vaasa", given, "Kirkkopuistikko 12 A 4", "65100", "Vaasa"},
      {"Postilokero 12, 96101 Rovaniemi", given, "Postilokero 12", "96101", "Rovaniemi"},
      {"osoitteeni on PL 5, 99981 Utsjoki", given, "PL 5", "99981", "Utsjoki"},
      {"poste restante\n33100 Tampere", given, "poste restante", "33100", "Tampere"},
      {"Olarinluoma 14 F 88\n02200 Espoo", given, "Olarinluoma 14 F 88", "02200", "Espoo"},
      {"Kotiosoitteeni on nykyään Ratakatu 5 A 11 ja postinumero 11100 Riihimäki.", given, "Ratakatu 5 A 11", "11100",
       "Riihimäki"},
      {"Voitte postittaa paperit: Sammonkatu 3 C 19, FIN-33540 Tampere.", given, "Sammonkatu 3 C 19", "33540",
       "Tampere"},
      {"Osoitteeni: Kauppakatu 12 A 3\nJoensuu 80100", given, "Kauppakatu 12 A 3", "80100", "Joensuu"},
      {"Kaarikatu 7, Kotka, 48100", given, "Kaarikatu 7", "48100", "Kotka"},
      {"Asun Kotkassa. Katuosoite on Kaarikatu 7 ja postinumero 48100.", given, "Kaarikatu 7", "48100", "Kotka"},
      {"Liisankatu 4.A 11, 00170 Helsinki", given, "Liisankatu 4.A 11", "00170", "Helsinki"},
      {"Ranta-Nikkilänkatu 4 B, 11910 Riihimäki", given, "Ranta-Nikkilänkatu 4 B", "11910", "Riihimäki"},
      {"os: Kalevankatu 3a, 00100 Hki", given, "Kalevankatu 3a", "00100", "Hki"},
      {"Hallituskatu 17, 4. krs, 33200 Tampere", given, "Hallituskatu 17, 4. krs", "33200", "Tampere"},
      {"Itäinen Pitkäkatu 30 A 45 20810 TURKU", given, "Itäinen Pitkäkatu 30 A 45", "20810", "TURKU"},
      {"Yrjö-Koskisen katu 4 B 8, 00170 Helsinki", given, "Yrjö-Koskisen katu 4 B 8", "00170", "Helsinki"},
      {"Muutin pois osoitteesta Vanhatie 1, 00700 Helsinki. Nykyinen osoite Uusikatu 2 A 3, 00750 Helsinki.", given,
       "Uusikatu 2 A 3", "00750", "Helsinki"},
      {"Vanha osoitteeni: Laaksotie 4, 40100 Jyväskylä. Nyt asun: Mäkitie 8, 40200 Jyväskylä", given, "Mäkitie 8",
       "40200", "Jyväskylä"},
      {"Kävin Vastaamon toimipisteessä Asemakatu 10, 40100 Jyväskylä. Osoitteeni on Mäkitie 8, 40200 Jyväskylä", given,
       "Mäkitie 8", "40200", "Jyväskylä"},
      {"Tietoni saa lähettää kotiin: Tulliportinkatu 22 C 31, 70100 Kuopio.", given, "Tulliportinkatu 22 C 31", "70100",
       "Kuopio"},
      {"Kelan osoite PL 450, 00056 KELA. Oma osoitteeni Torikatu 2, 70100 Kuopio", given, "Torikatu 2", "70100",
       "Kuopio"},
      {"Osoite (katu, postinumero, paikkakunta): Tornitie 5, 15200 Lahti", given, "Tornitie 5", "15200", "Lahti"},
      {"Helsingin kaupunki, PL 10, 00099 Helsingin kaupunki", missing, "", "", ""},
      {"Asun Turussa.", invalid, "", "", ""},
      {"asun Kirkkokatu 3 A 5", invalid, "", "", ""},
      {"Osoitteeni on Hämeenkatu 3, Tampere", invalid, "", "", ""},
      {"osoite 33100 Tampere", invalid, "", "", ""},
      {"Postinumeroni on 20100", invalid, "", "", ""},
      {"Osoite:\n\nPuhelin: 040 123 4567", missing, "", "", ""},
      {"Osoite: -", missing, "", "", ""},
      {"Asuin silloin Torikatu 5, 70100 Kuopio.", missing, "", "", ""},
      {"Terapeutti oli Anna Laine, Kauppakatu 3, 33200 Tampere", missing, "", "", ""},
      {"Äitini asuu osoitteessa Torikatu 5, 70100 Kuopio", missing, "", "", ""},
      {"Kävin Vastaamon Kuopion toimipisteessä Puijonkatu 20:ssä", missing, "", "", ""},
      {"Vastaamo, Mannerheimintie 15 A, Helsinki", missing, "", "", ""},
      {"Kirjaamo, Työpajankatu 8, 00099 Helsingin kaupunki", missing, "", "", ""},
  });
}

TEST(Address, InSwedishLetters) {
  check({
      {"Min adress är Storgatan 5 B 12, 65100 Vasa.", given, "Storgatan 5 B 12", "65100", "Vasa"},
      {"Jag bor i Åbo på Slottsgatan 8 A 4, postnummer 20100.", given, "Slottsgatan 8 A 4", "20100", "Åbo"},
      {"Adress: Skepparegatan 3, AX-22100 Mariehamn", given, "Skepparegatan 3", "22100", "Mariehamn"},
      {"Gatuadress: Brändövägen 12\nPostnummer: 65200\nOrt: Vasa", given, "Brändövägen 12", "65200", "Vasa"},
      {"Postadress\nStrandvägen 4\nAX-22240 HAMMARLAND", given, "Strandvägen 4", "22240", "HAMMARLAND"},
      {"Västra Köpmansgatan 3 lgh 4, 67100 Karleby", given, "Västra Köpmansgatan 3 lgh 4", "67100", "Karleby"},
      {"bor på storgatan 3 i 64100 kristinestad", given, "storgatan 3", "64100", "kristinestad"},
      {"PB 12, 10601 Ekenäs", given, "PB 12", "10601", "Ekenäs"},
      {"Jag bor på landet: Dalsbruksvägen 1011, 25900 Dalsbruk.", given, "Dalsbruksvägen 1011", "25900", "Dalsbruk"},
      {"Lillbyntie 4, 66100 Malax, Finland", given, "Lillbyntie 4", "66100", "Malax"},
      {"Nuförtiden bor jag i Sverige: Drottninggatan 12 B, 753 10 Uppsala", given, "Drottninggatan 12 B", "753 10",
       "Uppsala"},
      {"Östra Långgatan 2 trappa B 14, 22100 Mariehamn", given, "Östra Långgatan 2 trappa B 14", "22100", "Mariehamn"},
      {"Sandbacka 22, 66800 Oravais", given, "Sandbacka 22", "66800", "Oravais"},
      {"Jag bor i Ekenäs.", invalid, "", "", "Ekenäs"},
      {"adress: Kyrkogatan 4 B", invalid, "", "", ""},
      {"Adress: hittar ni i registret", invalid, "", "", ""},
      {"Min gamla adress var Parkgatan 3, 65100 Vasa.", missing, "", "", ""},
      {"Mottagningen fanns på Handelsesplanaden 20, 65100 Vasa", missing, "", "", ""},
      {"FPA, PB 450, 00056 FPA", missing, "", "", ""},
      {"Mamma bor på Skolgatan 2, 65100 Vasa", missing, "", "", ""},
  });
}

TEST(Address, InEnglishLettersAndAbroad) {
  check({
      {"My address is Lönnrotinkatu 12 A 5, 00120 Helsinki.", given, "Lönnrotinkatu 12 A 5", "00120", "Helsinki"},
      {"I live in Tampere at Hämeenkatu 12 B 4, 33100.", given, "Hämeenkatu 12 B 4", "33100", "Tampere"},
      {"Street address: Otaniementie 9 C 3\nPostal code: 02150\nCity: Espoo", given, "Otaniementie 9 C 3", "02150",
       "Espoo"},
      {"45 Elm Street, Apt 3, Boston, MA 02118, USA", given, "45 Elm Street, Apt 3", "02118", "Boston"},
      {"Hauptstraße 12, 10827 Berlin, Germany", given, "Hauptstraße 12", "10827", "Berlin"},
      {"Address: 8 Abbey Road, London NW8 9AY", given, "8 Abbey Road", "NW8 9AY", "London"},
      {"12 High Street\nOxford\nOX1 4AB\nUnited Kingdom", given, "12 High Street", "OX1 4AB", "Oxford"},
      {"Sveavägen 44, 111 34 Stockholm, Sweden", given, "Sveavägen 44", "111 34", "Stockholm"},
      {"Sveavägen 44, SE-111 34 Stockholm", given, "Sveavägen 44", "111 34", "Stockholm"},
      {"Narva mnt 5-12, 10117 Tallinn, Estonia", given, "Narva mnt 5-12", "10117", "Tallinn"},
      {"Storgata 12, 0184 Oslo, Norway", given, "Storgata 12", "0184", "Oslo"},
      {"Prinsengracht 263, 1016 GV Amsterdam, Netherlands", given, "Prinsengracht 263", "1016 GV", "Amsterdam"},
      {"Vesterbrogade 10, 1620 Copenhagen, Denmark", given, "Vesterbrogade 10", "1620", "Copenhagen"},
      {"20 rue de Rivoli, 75004 Paris, France", given, "20 rue de Rivoli", "75004", "Paris"},
      {"Via Roma 12, 20121 Milano, Italy", given, "Via Roma 12", "20121", "Milano"},
      {"5 Eccles Street, Dublin 7, D07 XY22, Ireland", given, "5 Eccles Street", "D07 XY22", "Dublin"},
      {"Post can be sent to P.O. Box 12, 20101 Turku.", given, "P.O. Box 12", "20101", "Turku"},
      {"I live in Vantaa", invalid, "", "", "Vantaa"},
      {"address: Kauppakatu 4, Kuopio", invalid, "", "", ""},
      {"My old address was Torikatu 1, 70100 Kuopio.", missing, "", "", ""},
      {"The clinic was at Mannerheimintie 15, 00260 Helsinki", missing, "", "", ""},
      {"I used to live at Torikatu 1, 70100 Kuopio", missing, "", "", ""},
      {"my therapist moved to Vuorikatu 4, 00100 Helsinki", missing, "", "", ""},
  });
}

TEST(Address, AsDifferentPeopleWriteIt) {
  check({
      {"Nimi: Maija Mallikas\nOsoite: Rantatie 5 as. 2\n          00980 Helsinki\nPuh: 0401234567", given,
       "Rantatie 5 as. 2", "00980", "Helsinki"},
      {"Mallikas Maija, Keskustie 4, 41160 Tikkakoski, 0401234567", given, "Keskustie 4", "41160", "Tikkakoski"},
      {"Kirjeet osoitteeseen Kulmakuja 2-4 C 18, 33720 Tampere kiitos", given, "Kulmakuja 2-4 C 18", "33720",
       "Tampere"},
      {"asun Kangasalla osoitteessa Mäyräntie 7, 36220", given, "Mäyräntie 7", "36220", "Kangasala"},
      {"Vastaamo 2016\nMetsäpolku 3\n04400 Järvenpää", given, "Metsäpolku 3", "04400", "Järvenpää"},
      {"Osoite: Ida Aalbergin tie 1 A 47, 00400 Helsinki", given, "Ida Aalbergin tie 1 A 47", "00400", "Helsinki"},
      {"osoite on eerikinkatu 12 c 60 00100 helsinki", given, "eerikinkatu 12 c 60", "00100", "helsinki"},
      {"Osoitteeni on Hämeenpuisto 14 B, 3. kerros, 33210 Tampere", given, "Hämeenpuisto 14 B, 3. kerros", "33210",
       "Tampere"},
      {"Kauppiaskatu 9 B (käynti pihalta), 20100 Turku", given, "Kauppiaskatu 9 B", "20100", "Turku"},
      {"posti tulee c/o Lahtinen, Opistotie 1, 50100 Mikkeli", given, "Opistotie 1", "50100", "Mikkeli"},
      {"Joukahaisenkatu 8, Turku 20520", given, "Joukahaisenkatu 8", "20520", "Turku"},
      {"Uusi osoite 1.3. alkaen: Villenkatu 6, 20610 Turku", given, "Villenkatu 6", "20610", "Turku"},
      {"Asun Ahvenanmaalla, Norragatan 12, AX 22100 Maarianhamina", given, "Norragatan 12", "22100", "Maarianhamina"},
      {"Heikkiläntie 45 C\n95420 TORNIO\nFINLAND", given, "Heikkiläntie 45 C", "95420", "TORNIO"},
      {"Peltola, Kylätie 340, 63100 Kuortane", given, "Kylätie 340", "63100", "Kuortane"},
      {"Rajakallio 3, 90580 Oulu", given, "Rajakallio 3", "90580", "Oulu"},
      {"Suvantola 17\n52550 Hirvensalmi", given, "Suvantola 17", "52550", "Hirvensalmi"},
      {"ONNENTIE 31 B 7 00600 HELSINKI", given, "ONNENTIE 31 B 7", "00600", "HELSINKI"},
      {"Kotiosoitteeni on Poutapolku 3 F 51, 02120 ESPOO.", given, "Poutapolku 3 F 51", "02120", "ESPOO"},
      {"Postiosoitteeni: Luotsikatu 11 A 2, Helsinki, postinumero 00160", given, "Luotsikatu 11 A 2", "00160",
       "Helsinki"},
      {"Lähettäkää Kaivokselantie 5 B 22:een, 01610 Vantaa", given, "Kaivokselantie 5 B 22", "01610", "Vantaa"},
      {"Ruukinkatu 4 bost. 12, 20540 Turku", given, "", "20540", "Turku"},
      {"puh 050 1234567 os Satamakatu 4 48100 Kotka", given, "Satamakatu 4", "48100", "Kotka"},
      {"Bor numera på Solgatan 4 A 11, 65200 Vasa", given, "Solgatan 4 A 11", "65200", "Vasa"},
      {"Posten till: Åsvägen 3, 10900 Hangö", given, "Åsvägen 3", "10900", "Hangö"},
      {"Jag bor på Åland, Godbyvägen 112, 22410 Godby", given, "Godbyvägen 112", "22410", "Godby"},
      {"hemadress Vikinggränd 5 C 12, 00200 Helsingfors", given, "Vikinggränd 5 C 12", "00200", "Helsingfors"},
      {"Skicka till Bäcksby 14, 68570 Larsmo", given, "Bäcksby 14", "68570", "Larsmo"},
      {"Adress Norrmalmstorg 1, 111 46 Stockholm", given, "Norrmalmstorg 1", "111 46", "Stockholm"},
      {"I now live in Sweden: Vasagatan 12, 411 24 Gothenburg", given, "Vasagatan 12", "411 24", "Gothenburg"},
      {"221B Baker Street, London, NW1 6XE", given, "221B Baker Street", "NW1 6XE", "London"},
      {"Flat 2/1, 15 Byres Road, Glasgow G11 5RD", given, "Flat 2/1, 15 Byres Road", "G11 5RD", "Glasgow"},
      {"1600 Amphitheatre Parkway, Mountain View, CA 94043", given, "1600 Amphitheatre Parkway", "94043",
       "Mountain View"},
      {"24 Sussex Drive, Ottawa, ON K1M 1M4, Canada", given, "24 Sussex Drive", "K1M 1M4", "Ottawa"},
      {"Musterweg 7, 80331 München", given, "Musterweg 7", "80331", "München"},
      {"Carrer de Balmes 21, 08007 Barcelona, Spain", given, "Carrer de Balmes 21", "08007", "Barcelona"},
      {"Bahnhofstrasse 3, 8001 Zürich, Switzerland", given, "Bahnhofstrasse 3", "8001", "Zürich"},
      {"Tänavamäe 4-2, 51003 Tartu, Viro", given, "Tänavamäe 4-2", "51003", "Tartu"},
      {"My mailing address: Rautatienkatu 10 A 5, FI-33100 Tampere, Finland", given, "Rautatienkatu 10 A 5", "33100",
       "Tampere"},
      {"my home's on Tehtaankatu 21 B 9 in 00150 Helsinki", given, "Tehtaankatu 21 B 9", "00150", "Helsinki"},
      {"Osoite: Tampere", invalid, "", "", ""},
      {"Asun Espoossa, Kilonpuistonkatu 8", invalid, "", "", ""},
      {"02600 Espoo", invalid, "", "", ""},
      {"osoitteeni on PL 112", invalid, "", "", ""},
      {"adress: 65100 Vasa", invalid, "", "", ""},
      {"I live at Hämeenkatu 4, Tampere", invalid, "", "", ""},
      {"Kävin siellä 2015 Turussa 20 kertaa", missing, "", "", ""},
      {"Terapiahuone oli Aleksanterinkatu 21:ssä", missing, "", "", ""},
      {"Vastaamon Oulun yksikkö, Kirkkokatu 9", missing, "", "", ""},
      {"Vastaamo sijaitsi Yliopistonkadulla Turussa", missing, "", "", ""},
      {"Kela, Kirjaamo, PL 450, 00056 KELA", missing, "", "", ""},
      {"Muutin Torikadulta Helsingistä vuonna 2015", missing, "", "", ""},
      {"Työpaikkani on Ruoholahdenkatu 21, 00180 Helsinki", missing, "", "", ""},
      {"jag jobbar på Alexandersgatan 10, 00100 Helsingfors", missing, "", "", ""},
      {"My therapist's office was at Bulevardi 5, 00120 Helsinki", missing, "", "", ""},
  });
}

TEST(Address, AroundOddMarks) {
  check({
      {"addr=Vaahterakuja 9, FI-02130 Espoo", given, "Vaahterakuja 9", "02130", "Espoo"},
      {"Osoite: Varvintie 3 bostad 2, 67200 Kokkola", given, "Varvintie 3 bostad 2", "67200", "Kokkola"},
      {"posti tulee luukusta osoitteeseen Yrjönkatu 9 as\n17, 50100 Mikkeli", given, "Yrjönkatu 9 as 17", "50100",
       "Mikkeli"},
      {"Postia saan Vaasaan, 65100, Kirkkopuistikko 20 A.", given, "Kirkkopuistikko 20 A", "65100", "Vaasa"},
      {"Talosta numero kolme (Koivukuja 3), Helsingistä, postinro 00100", given, "Koivukuja 3", "00100", "Helsinki"},
      {"Talon möin pojalleni (Rantatie 8, 29700 Noormarkku, mutta sinne ei pidä kirjoittaa). Itse asun nyt "
       "palvelutalossa, Kotipolku 3 A 11, 28500 Pori.",
       given, "Kotipolku 3 A 11", "28500", "Pori"},
      {"Vanha osoitteeni oli Koivukuja 3, 00100 Helsinki, nykyinen Mäntytie 5, 33100 Tampere.", given, "Mäntytie 5",
       "33100", "Tampere"},
      {"Kävin Aleksanterinkatu 21:ssä, 00100 Helsinki, Vastaamon vastaanotolla.", missing, "", "", ""},
  });
}

TEST(Address, FoundInLetters) {
  check({
      {"Kelan numerosta 020 634 11 neuvottiin kirjoittamaan.\n\nKotikuja 8, 62100 Lapua", given, "Kotikuja 8", "62100",
       "Lapua"},
      {"Data Protection Ombudsman, P.O. Box 800, 00531 Helsinki.\n\nResidence: Jalavakuja 6 D 18, FIN-02320 Espoo",
       given, "Jalavakuja 6 D 18", "02320", "Espoo"},
      {"12 Brunswick Terrace, Wynnum QLD 4178, Australia", given, "12 Brunswick Terrace", "4178", "Wynnum"},
      {"Adress: Skånegatan 74, 2 tr, 116 37 Stockholm, Sverige", given, "Skånegatan 74, 2 tr", "116 37", "Stockholm"},
      {"9 Plymouth Court, Weston Lane, Totnes, Devon TQ9 5XW", given, "9 Plymouth Court, Weston Lane", "TQ9 5XW",
       "Totnes"},
      {"218 Maple Hill Dr, Apt 4B, Duluth, MN 55811, USA", given, "218 Maple Hill Dr, Apt 4B", "55811", "Duluth"},
      {"c/o Pettersen, Storgata 88, 9008 Tromsø, Norja", given, "Storgata 88", "9008", "Tromsø"},
      {"Asun Palvelutalossa, Koivistontie 12 huone 208, 61800 Kauhajoki", given, "Koivistontie 12 huone 208", "61800",
       "Kauhajoki"},
      {"Ratakatu 3 a B 9, 00120 Helsinki", given, "Ratakatu 3 a B 9", "00120", "Helsinki"},
      {"0405718830\npispalan valtatie 60, 33270 tampere", given, "pispalan valtatie 60", "33270", "tampere"},
      {"journal från Vastaamo från år 2017 skickad till PB 12, 65101 Vasa", given, "PB 12", "65101", "Vasa"},
      {"Mitään ei saa lähettää vanhaan osoitteeseeni, vain postilokeroon PL 318, 00101 Helsinki.", given, "PL 318",
       "00101", "Helsinki"},
      {"Vastaamosta, kävin siellä 2019\np. 041 772 0385\nKirkkopuistikko 11 C 20, 65100 Vaasa", given,
       "Kirkkopuistikko 11 C 20", "65100", "Vaasa"},
      {"alkoi elokuussa 2012 ja päättyi 2013", missing, "", "", ""},
      {"terapiakertomukseni vuosilta 2015 ja 2016", missing, "", "", ""},
  });
}

TEST(Address, OfOthersOrNone) {
  check({
      {"Olen muuttanut, vanhassa osoitteessa Laaksotie 4, 40100 Jyväskylä en enää asu.", missing, "", "", ""},
      {"Aiemmin asuin osoitteessa Laaksotie 4, 40100 Jyväskylä.", missing, "", "", ""},
      {"Laaksotie 4, 40100 Jyväskylä on vanha osoitteeni.", missing, "", "", ""},
      {"Äitini osoite: Laaksotie 4, 40100 Jyväskylä", missing, "", "", ""},
      {"Edunvalvojani toimisto: Laaksotie 4, 40100 Jyväskylä", missing, "", "", ""},
      {"Terapeutin vastaanotto oli osoitteessa Laaksotie 4, 40100 Jyväskylä.", missing, "", "", ""},
      {"Vastaamon toimipiste (Laaksotie 4, 40100 Jyväskylä)", missing, "", "", ""},
      {"Terapia oli Koivukujalla, Koivukuja 3, 00100 Helsinki.", missing, "", "", ""},
      {"Kävin Vastaamossa osoitteessa Laaksotie 4, 40100 Jyväskylä vuosina 2015-2016.", missing, "", "", ""},
      {"jag bodde då på Parkgatan 3, 65100 Vasa", missing, "", "", ""},
      {"Vastaamo låg på Parkgatan 3, 65100 Vasa", missing, "", "", ""},
      {"min mors adress är Parkgatan 3, 65100 Vasa", missing, "", "", ""},
      {"Parkgatan 3, 65100 Vasa, där Vastaamo hade sin mottagning", missing, "", "", ""},
      {"I was living at Torikatu 1, 70100 Kuopio back then", missing, "", "", ""},
      {"My mother's address is Torikatu 1, 70100 Kuopio", missing, "", "", ""},
      {"Vastaamo's office at Torikatu 1, 70100 Kuopio", missing, "", "", ""},
      {"Torikatu 1, 70100 Kuopio was the clinic's address", missing, "", "", ""},
      {"Kirjoitan teille, Kela, PL 450, 00056 Kela", missing, "", "", ""},
      {"Helsingin kaupungin kirjaamo, PL 10, 00099 HELSINGIN KAUPUNKI", missing, "", "", ""},
      {"Asun Kuopiossa, kävin Vastaamossa Torikatu 1, 70100 Kuopio", invalid, "", "", ""},
      {"Muutin Laaksotieltä. Osoitteeni on nyt Mäkitie 8, 40200 Jyväskylä", given, "Mäkitie 8", "40200", "Jyväskylä"},
      {"Vaimoni ja minä asumme Mäkitie 8, 40200 Jyväskylä", given, "Mäkitie 8", "40200", "Jyväskylä"},
      {"Asun äitini luona, Mäkitie 8, 40200 Jyväskylä", given, "Mäkitie 8", "40200", "Jyväskylä"},
      {"Jag bor hos min mamma, Parkgatan 3, 65100 Vasa", given, "Parkgatan 3", "65100", "Vasa"},
      {"I live with my parents at Torikatu 1, 70100 Kuopio", given, "Torikatu 1", "70100", "Kuopio"},
  });
}

}  // namespace
}  // namespace intake::testing
