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
        Row{"00100 Helsinki", missing, ""}, Row{"asiakasnumero 20184471", missing, ""}));

}  // namespace
}  // namespace intake::testing
