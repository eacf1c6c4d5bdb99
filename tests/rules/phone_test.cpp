// Phone numbers: what counts as the sender's, in the spellings people use.
#include "tests/rules/evidence.h"

namespace intake::testing {
namespace {

struct Row {
  const char* text;
  ItemStatus status;
  const char* e164;
};

constexpr ItemStatus given = ItemStatus::given;
constexpr ItemStatus invalid = ItemStatus::invalid;
constexpr ItemStatus missing = ItemStatus::missing;

class Phones : public ::testing::TestWithParam<Row> {};

TEST_P(Phones, AreFound) {
  const Facts facts = facts_of(GetParam().text, {find_identity_code, find_phone});
  EXPECT_EQ(facts.phone.status, GetParam().status) << GetParam().text;
  EXPECT_EQ(facts.phone.e164, GetParam().e164) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    All, Phones,
    ::testing::Values(
        Row{"puh. 040 123 4567", given, "+358401234567"}, Row{"040-1234567", given, "+358401234567"},
        Row{"Puhelin: 040/1234567", given, "+358401234567"}, Row{"0400-123456", given, "+358400123456"},
        Row{"0457 345 6721", given, "+3584573456721"}, Row{"+358 (0)40 508 3391", given, "+358405083391"},
        Row{"+358 (0)6 318 4420", given, "+35863184420"}, Row{"00358 40 1234567", given, "+358401234567"},
        Row{"358401234567", given, "+358401234567"}, Row{"numero on 041 799 20 45.", given, "+358417992045"},
        Row{"(03) 566 1204", given, "+35835661204"}, Row{"Lankapuhelin 06 533 1827", given, "+35865331827"},
        Row{"019-534 2178", given, "+358195342178"}, Row{"+46 70 174 06 18", given, "+46701740618"},
        Row{"+44 (0)20 7946 0317", given, "+442079460317"}, Row{"+372 5123 4567", given, "+37251234567"},
        Row{"Soittaa voi numeroon 050\n917 8836.", given, "+358509178836"},
        Row{"040 123 4567 050 765 4321", given, "+358401234567"}, Row{"2015-2018 040 123 4567", given, "+358401234567"},
        Row{"Maija, 040590-9040, 0405126633, Rantakatu 21", given, "+358405126633"},
        Row{"isokatu 9 b 3 90100 oulu\n0405550128", given, "+358405550128"}, Row{"Hetu 040590-9040", missing, ""},
        Row{"Hetu 040590-9040 puh 040 123 4567", given, "+358401234567"},
        Row{"044 208 (eiku tuo jäi vajaaksi, siis 044 208 5517)", given, "+358442085517"},
        Row{"puh. 0400 71", invalid, ""}, Row{"Telephone: 041 77.", invalid, ""},
        Row{"tel: 0449 12, resten hittar ni", invalid, ""}, Row{"my phone is 04x xxx xx90", invalid, ""},
        Row{"Puhelin:", missing, ""}, Row{"Telefon: -", missing, ""},
        Row{"Kelan linjalla 020 634 0200 en päässyt jonossa", missing, ""},
        Row{"Ringde till 020 634 0200 i måndags. Mobilen är 0457 345 6721.", given, "+3584573456721"},
        Row{"Rikosuhripäivystys 116 006", missing, ""}, Row{"0800 161 177", missing, ""},
        Row{"kuten puhelimessa (020 692 204) neuvottiin. GSM 0400 565 219", given, "+358400565219"},
        Row{"Y-tunnus 1234567-1, FI21 1234 5600 0007 85, viite 1016 2233 4455", missing, ""},
        Row{"KELA 1234/05.01/2024, laki 621/1999", missing, ""}, Row{"15.3.2016 ja 08.05.1985", missing, ""},
        Row{"kävin 12.1.2017-30.5.2017", missing, ""}, Row{"02150 Espoo", missing, ""},
        Row{"00100 Helsinki", missing, ""}, Row{"asiakasnumero 20184471", missing, ""},
        Row{"Tavoitat minut numerosta 041 317 6650 arkisin", given, "+358413176650"},
        Row{"puh.nro 050-4113322", given, "+358504113322"}, Row{"P: 0443216549", given, "+358443216549"},
        Row{"+358 40-123 45 67", given, "+358401234567"}, Row{"[040 1234567]", given, "+358401234567"},
        Row{"tel:+358401234567", given, "+358401234567"}, Row{"0401234567.", given, "+358401234567"},
        Row{"numero 040 12 34 567", given, "+358401234567"}, Row{"puh 0400 12 34 56", given, "+358400123456"},
        Row{"Soita vaikka iltaisin 0 4 5-1234567", given, "+358451234567"},
        Row{"mobil +46(0)70-174 06 33", given, "+46701740633"}, Row{"phone: +49 30 901820", given, "+4930901820"},
        Row{"tel. 00372 5123 4567", given, "+37251234567"}, Row{"+1 (218) 728-4417", given, "+12187284417"},
        Row{"my Finnish number is 0449876543 and UK one +44 7911 123456", given, "+358449876543"},
        Row{"Nummer: 018-12345 (Åland)", given, "+3581812345"}, Row{"lankanumero 017 2612345", given, "+358172612345"},
        Row{"äidin puh. 040 765 4321", missing, ""}, Row{"lähiomainen: Matti Malli, puh. 040 765 4321", missing, ""},
        Row{"Vastaamon numero oli 09 4242 1234", missing, ""},
        Row{"Vastaamon asiakaspalvelu 010 123 4567", missing, ""},
        Row{"Jag ringde er på 020 634 0500 men kom inte fram", missing, ""},
        Row{"I tried calling 020 692 204 but nobody answered", missing, ""}, Row{"kutsun numero 12345678", missing, ""},
        Row{"Y-tunnus: 2212204-1", missing, ""}, Row{"ISBN 951-98548-9-4", missing, ""},
        Row{"passi nro 123456789", missing, ""}, Row{"potilasnumero 0401234", missing, ""},
        Row{"työnantajan vaihde 09 4321 0000", missing, ""}, Row{"GSM 040 551 233 679 0", invalid, ""},
        Row{"puh. 044 61 22", invalid, ""}, Row{"+46 70 123", invalid, ""},
        Row{"Tytär Liisa (puh. 050 388 1190). Oma numeroni 0400 155 382", given, "+358400155382"},
        Row{"05 4761 229 ja kännykkä 0400 155 382, käyttäkää jälkimmäistä", given, "+358400155382"},
        Row{"tel. 029 566 6700. Mobile (+358) 45 118 4093", given, "+358451184093"},
        Row{"Telefon\nAdress: Backasgatan 44 A 6, 00510 Helsingfors", missing, ""},
        Row{"Puhelinnumero: +358-40-1234567", given, "+358401234567"}, Row{"p. 0401234567", given, "+358401234567"},
        Row{"040.123.4567", given, "+358401234567"}, Row{"gsm:0401234567", given, "+358401234567"},
        Row{"(040) 123 4567", given, "+358401234567"}, Row{"+358 (40) 123 4567", given, "+358401234567"},
        Row{"0 4 0 1 2 3 4 5 6 7", given, "+358401234567"}, Row{"puh 04 01 23 45 67", given, "+358401234567"},
        Row{"Tel. 050-123 45 67", given, "+358501234567"}, Row{"nås bäst på 0500 123 456", given, "+358500123456"},
        Row{"mitt nr är 040-5551234, hemnummer 019-123456", given, "+358405551234"},
        Row{"numeroni on 040 1234567 tai työnumero 09 123 4567", given, "+358401234567"},
        Row{"whatsapp +44 7911 123456", given, "+447911123456"},
        Row{"my mobile: 0046 70 123 45 67", given, "+46701234567"},
        Row{"Jag bor i Sverige, mobil 070-123 45 67", given, "+46701234567"},
        Row{"I live in the UK, phone 020 7946 0317", given, "+442079460317"},
        Row{"Asun Saksassa, puhelin 030 901820", given, "+4930901820"},
        Row{"call +1 202 555 0123", given, "+12025550123"}, Row{"+1-202-555-0123", given, "+12025550123"},
        Row{"Puhelin\n040 123 4567", given, "+358401234567"},
        Row{"Phone number:\n\n+358 50 123 4567", given, "+358501234567"},
        Row{"Matkapuhelin (myös iltaisin) 044-9876543", given, "+358449876543"},
        Row{"tel 358 40 1234567", given, "+358401234567"}, Row{"040 - 123 4567", given, "+358401234567"},
        Row{"Soitin Kelaan numeroon 020 634 0200. Oma numeroni on 041 234 5678.", given, "+358412345678"},
        Row{"Työnantajani vaihde 09 4321 0000, suora 040 123 4567", given, "+358401234567"},
        Row{"puh: 40 123 4567", given, "+358401234567"}, Row{"puh. tulossa", missing, ""},
        Row{"Puhelin: ei vielä, saan uuden liittymän", missing, ""}, Row{"puhelin 12345", invalid, ""},
        Row{"Puhelinnumero: 049 12", invalid, ""}, Row{"tfn: 04O-I23 456", invalid, ""},
        Row{"Telefonnummer: 0401234567890123", invalid, ""}, Row{"my number is +358 40 12", invalid, ""},
        Row{"Puhelin: ________", missing, ""}, Row{"Puhelinnumero\nOsoite\n", missing, ""},
        Row{"Phone: n/a", missing, ""}, Row{"Puhelin:\nOsoite: Torikatu 2, 70100 Kuopio", missing, ""},
        Row{"Terapeuttini puhelin oli 040 765 4321", missing, ""}, Row{"Kriisipuhelin 09 2525 0111", missing, ""},
        Row{"poikani numero on 040 765 4321", missing, ""}, Row{"IBAN FI49 5000 9420 0287 30", missing, ""},
        Row{"viitenumero 0401 2345 67", missing, ""}, Row{"lasku 0405551234567", missing, ""},
        Row{"Sinun numerosi 020 692 219 soitti minulle", missing, ""}, Row{"tilausnumero 0501234567", missing, ""},
        Row{"klo 9.00-16.00", missing, ""}, Row{"Hetu on 010180-9015 ja puhelin 0451234567", given, "+358451234567"},
        Row{"010180-9015 045-1234567", given, "+358451234567"},
        Row{"Ring inte, men numret är 045 123 4567", given, "+358451234567"},
        Row{"Hoitovuodet 2014-2016, puhelin 0407654321", given, "+358407654321"}));

}  // namespace
}  // namespace intake::testing
