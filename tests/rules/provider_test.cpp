// Providers: Vastaamo in every guise, others by company form, and what is no provider at all.
#include "tests/rules/evidence.h"

namespace intake::testing {
namespace {

TEST(Provider, VastaamoInEveryGuise) {
  for (const char* text :
       {"Vastaamo", "Vastaamon", "Vastaamossa", "Vastaamosta", "Vastaamolla", "Vastaamolta", "Vastaamolle", "Vastaamoon", "vastaamoa",
        "vastamossa", "Vaastaamossa", "Vaastamon", "Vastaammossa", "Vastammo", "VASTAAMOSSA", "vastaamos", "vastaamost", "Vastaamo Oy:n",
        "Vastaamo-tietoni", "vastaamojuttu", "Psykoterapiakeskus Vastaamo Oy", "psykoterapia keskus vastaama", "Psykoterapicentret Vastaamo",
        "hos Vastaamos mottagning", "from Vastaamo's clinic", "(Vastaamo)", "\"Vastamo\"", "teillä/Vastaamolla", "#vastaamo", "Vastaamoo", "vastaamoksi"}) {
    const Facts facts = facts_of(text, {find_provider});
    EXPECT_EQ(facts.provider.provider, "Vastaamo") << text;
    EXPECT_EQ(facts.provider.route, "helsinki") << text;
  }
}

TEST(Provider, FormsOfTheVerbAndOtherWordsAreNot) {
  for (const char* text :
       {"pyydän vastaamaan viestiini", "en ehtinyt vastaamaan", "vastaamassa puhelimeen", "vastaamatta jäi", "vastaamalla tähän",
        "vastaamisen aika", "vastaaminen", "vastaava hoitaja", "vastaan", "vastaanotto", "vastaanotolla", "vastaavasti", "ei vastaa",
        "vastasin", "vastamäki", "vasta aamulla", "vastaamme", "vastaamanne kysymys", "my old therapist", "Terveisin Matti Vastamäki",
        "Hei Kela ja Helsingin kaupunki", "Pohjanmaan Peltityö Hietaharju Oy", "legitimerad psykoterapeut vid namn Ulla-Maija Rantala",
        "Dr. Heikki Salminen, psychotherapist, in a practice on Yliopistonkatu"}) {
    EXPECT_FALSE(facts_of(text, {find_provider}).provider.given()) << text << " " << facts_of(text, {find_provider}).provider.provider;
  }
}

TEST(Provider, OthersHaveNoRoute) {
  struct Row {
    const char* text;
    const char* name;
  };
  for (const Row& row : {Row{"potilastietojani Terveystalosta", "Terveystalo"}, Row{"Mine was Aurora Mind Oy in Kallio", "Aurora Mind Oy"},
                         Row{"tietoni Mehiläisestä", "Mehiläinen"},
                         Row{"psykoterapeutti Eila Esimerkki, jolla oli oma vastaanotto Kuopiossa", "Eila Esimerkki"}}) {
    const Facts facts = facts_of(row.text, {find_provider});
    EXPECT_EQ(facts.provider.provider, row.name);
    EXPECT_TRUE(facts.provider.route.empty());
  }
  EXPECT_EQ(facts_of("ensin Terveystalossa, sitten Vastaamossa", {find_provider}).provider.provider, "Vastaamo");
}

TEST(Provider, VouchersGoToAPerson) {
  EXPECT_EQ(facts_of("kävin Vastaamossa palvelusetelillä", {find_provider}).reasons.size(), 1U);
  EXPECT_EQ(facts_of("kävin itse maksaen", {find_provider}).reasons.size(), 0U);
}

}  // namespace
}  // namespace intake::testing
