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

TEST(Address, Whole) {
  const Row rows[] = {
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
      {"Nykyisin asun täällä Kemissä, Valtakatu 30 A 11, postinumero on 94100.", given, "Valtakatu 30 A 11", "94100", "Kemi"},
      {"it's Satakunnankatu 30 B 14, and the postcode is 33210 Tampere; please", given, "Satakunnankatu 30 B 14", "33210", "Tampere"},
      {"man längs Nämpnäsvägen 642, det är 64200 Närpes som gäller", given, "Nämpnäsvägen 642", "64200", "Närpes"},
      {"Bor på Kungsgatan 12 A 3 i 10600 Ekenäs.", given, "Kungsgatan 12 A 3", "10600", "Ekenäs"},
      {"Porrassalmenkatu\n30 B 12, 50100 Mikkeli. Soittaa", given, "Porrassalmenkatu 30 B 12", "50100", "Mikkeli"},
      {"Kotiosoite\tKanavaranta 12 B\n\t53100 Lappeenranta", given, "Kanavaranta 12 B", "53100", "Lappeenranta"},
      {"Osoite *\tMäntytie 6\nPostinumero ja postitoimipaikka *\t51200 Kangasniemi", given, "Mäntytie 6", "51200", "Kangasniemi"},
      {"reply by post to 14 Priory Lane, Lewes BN7 2QZ, United Kingdom", given, "14 Priory Lane", "BN7 2QZ", "Lewes"},
      {"I'm at Flat 3, 27 Marlowe Road, Leeds LS6 2QT, and on", given, "Flat 3, 27 Marlowe Road", "LS6 2QT", "Leeds"},
      {"living now at: Kotzebue tn 7-12, 10412 Tallinn, Estonia", given, "Kotzebue tn 7-12", "10412", "Tallinn"},
      {"Calle Mayor 12, 28013 Madrid", given, "Calle Mayor 12", "28013", "Madrid"},
      {"os. Kirkkokatu 1, 80110 Joensuu", given, "Kirkkokatu 1", "80110", "Joensuu"},
      {"Kävin Vastaamossa Kuopiossa. Asun Torikatu 2, 70100 Kuopio.", given, "Torikatu 2", "70100", "Kuopio"},
      {"040 123 4567, Rantakatu 21 B 5, 80100 Joensuu.", given, "Rantakatu 21 B 5", "80100", "Joensuu"},
  };
  for (const Row& row : rows) {
    const AddressFact address = facts_of(row.text, {find_identity_code, find_phone, find_address}).address;
    EXPECT_EQ(address.status, row.status) << row.text;
    EXPECT_EQ(address.street, row.street) << row.text;
    EXPECT_EQ(address.postal_code, row.code) << row.text;
    EXPECT_EQ(address.locality, row.locality) << row.text;
  }
}

TEST(Address, PartsAndOthers) {
  struct Part {
    const char* text;
    ItemStatus status;
  };
  for (const Part& row : {Part{"Itsenäisyydenkatu 9 B 44, Tampere", invalid}, Part{"Jag bor i Jakobstad", invalid}, Part{"Osoite: Lapua\nPyydetyt tiedot:", invalid},
                          Part{"15110 Lahti\n050 513 8864", invalid}, Part{"Munkshöjdsvägen 3 B, Hesa", invalid}, Part{"asun 70100 Kuopiossa", invalid},
                          Part{"Kävin Vastaamossa, Mannerheimintie 15, 00260 Helsinki.", missing},
                          Part{"Helsingin-vastaanotolla osoitteessa Porraskatu 2 D, 00510 Helsinki", missing},
                          Part{"Kela, PL 450, 00056 KELA", missing}, Part{"Hennes mottagning låg på Georgsgatan 25 i Helsingfors", missing},
                          Part{"Olen Olli Varkaudesta", missing}, Part{"kävin siellä vuonna 2016 Helsingissä 10 kertaa", missing},
                          Part{"maksoin 12000 euroa", missing}, Part{"Osoite:\nPuhelin:", missing}}) {
    EXPECT_EQ(facts_of(row.text, {find_identity_code, find_phone, find_address}).address.status, row.status) << row.text;
  }
}

}  // namespace
}  // namespace intake::testing
