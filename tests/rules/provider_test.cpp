// Providers: Vastaamo in every guise, others by company form, and what is no provider at all.
#include "tests/rules/evidence.h"

namespace intake::testing {
namespace {

TEST(Provider, VastaamoInEveryGuise) {
  for (const char* text : {"Vastaamo",
                           "Vastaamon",
                           "Vastaamossa",
                           "Vastaamosta",
                           "Vastaamolla",
                           "Vastaamolta",
                           "Vastaamolle",
                           "Vastaamoon",
                           "vastaamoa",
                           "vastamossa",
                           "Vaastaamossa",
                           "Vaastamon",
                           "Vastaammossa",
                           "Vastammo",
                           "VASTAAMOSSA",
                           "vastaamos",
                           "vastaamost",
                           "Vastaamo Oy:n",
                           "Vastaamo-tietoni",
                           "vastaamojuttu",
                           "Psykoterapiakeskus Vastaamo Oy",
                           "psykoterapia keskus vastaama",
                           "Psykoterapicentret Vastaamo",
                           "hos Vastaamos mottagning",
                           "from Vastaamo's clinic",
                           "(Vastaamo)",
                           "\"Vastamo\"",
                           "teillä/Vastaamolla",
                           "#vastaamo",
                           "Vastaamoo",
                           "vastaamoksi",
                           "Vastaamo oy",
                           "VASTAAMO OY",
                           "Vastaamo-yhtiö",
                           "Vastaamohon",
                           "vastaamosta sain apua",
                           "Vastaamoni",
                           "Vastaamonne",
                           "vasta-amo",
                           "Vasta amossa",
                           "Vastaarno",
                           "vastaomo",
                           "Vastaamo/Turku",
                           "Vastaamo,",
                           "Vastaamo.fi",
                           "www.vastaamo.fi",
                           "Vasaamossa",
                           "Vastamoo",
                           "vastaamoss",
                           "Vastaamosssa",
                           "Vastaanmo",
                           "V a s t a a m o",
                           "vastaamo´ssa",
                           "Vastaamo's",
                           "Vastaamo´s",
                           "PSYKOTERAPIAKESKUS VASTAAMO",
                           "psykoterapiakeskuksessa Vastaamossa",
                           "Vastaamoissa",
                           "Vaastamolla",
                           "Wastaamo",
                           "Vastaamå",
                           "vaastaamossa",
                           "Vastaamo-yhtiössä",
                           "Vastaamo Oy Ab"}) {
    const Facts facts = facts_of(text, {find_provider});
    EXPECT_EQ(facts.provider.provider, "Vastaamo") << text;
    EXPECT_EQ(facts.provider.route, "helsinki") << text;
  }
}

TEST(Provider, FormsOfTheVerbAndOtherWordsAreNot) {
  for (const char* text : {"pyydän vastaamaan viestiini",
                           "en ehtinyt vastaamaan",
                           "vastaamassa puhelimeen",
                           "vastaamatta jäi",
                           "vastaamalla tähän",
                           "vastaamisen aika",
                           "vastaaminen",
                           "vastaava hoitaja",
                           "vastaan",
                           "vastaanotto",
                           "vastaanotolla",
                           "vastaavasti",
                           "ei vastaa",
                           "vastasin",
                           "vastamäki",
                           "vasta aamulla",
                           "vastaamme",
                           "vastaamanne kysymys",
                           "my old therapist",
                           "Terveisin Matti Vastamäki",
                           "Hei Kela ja Helsingin kaupunki",
                           "Pohjanmaan Peltityö Hietaharju Oy",
                           "legitimerad psykoterapeut vid namn Ulla-Maija Rantala",
                           "Dr. Heikki Salminen, psychotherapist, in a practice on Yliopistonkatu",
                           "Voitteko vastata",
                           "vastaamaankin",
                           "vastaamattomuus",
                           "vastaamanne",
                           "teidän vastaamana",
                           "vastaamiseen",
                           "vastaajaan",
                           "vastaajaksi",
                           "vastaan ottaa",
                           "vastuu",
                           "vastaamani kirje",
                           "joihin ette ole vastaamassa",
                           "vastaamien",
                           "vastaamaani",
                           "Olen vastaamaton",
                           "vasta aamulla kuulin",
                           "vasta aamuyöllä",
                           "vastaavat tiedot",
                           "hän on vastaamaisillaan",
                           "ansvarig",
                           "svar",
                           "jag väntar på svar",
                           "vastaamme yhdessä",
                           "Pyydän vastausta",
                           "vastamainos",
                           "vastaama-aika"}) {
    EXPECT_FALSE(facts_of(text, {find_provider}).provider.given())
        << text << " " << facts_of(text, {find_provider}).provider.provider;
  }
}

TEST(Provider, OthersHaveNoRoute) {
  struct Row {
    const char* text;
    const char* name;
  };
  for (const Row& row : {Row{"potilastietojani Terveystalosta", "Terveystalo"},
                         Row{"Mine was Aurora Mind Oy in Kallio", "Aurora Mind Oy"},
                         Row{"tietoni Mehiläisestä", "Mehiläinen"},
                         Row{"psykoterapeutti Eila Esimerkki, jolla oli oma vastaanotto Kuopiossa", "Eila Esimerkki"},
                         Row{"kävin aikanaan: Terapiakeskus Silta, Lahti", "Terapiakeskus Silta"},
                         Row{"Psykologipalvelu Mielenpiha Oy:ssä kävin", "Psykologipalvelu Mielenpiha Oy"},
                         Row{"jag gick hos Mindcare Ab i Vasa", "Mindcare Ab"},
                         Row{"I was treated at Lyhytterapiainstituutti Oy", "Lyhytterapiainstituutti"},
                         Row{"kävin Mielipalvelut Oy:n terapeutilla", "Mielipalvelut"},
                         Row{"Olin hammaslääkärillä Hammashoito Hymy Oy:ssä", "Hammashoito Hymy Oy"},
                         Row{"Kävin psykoterapeutti Anna Mallin yksityisvastaanotolla", "Anna Malli"},
                         Row{"Terapeuttini Anna Malli toimi itsenäisenä ammatinharjoittajana", "Anna Malli"},
                         Row{"psykoterapeut Anna Modell, egen mottagning i Borgå", "Anna Modell"},
                         Row{"psychotherapist Anna Model, own practice in Espoo", "Anna Model"},
                         Row{"yksityinen palveluntuottaja: Psykoterapeutti Anna Malli (toiminimi)", "Anna Malli"},
                         Row{"Palveluntuottaja: Mielen Tuki Oy", "Mielen Tuki Oy"},
                         Row{"Palveluntuottaja: Lapin Terapiapalvelut", "Lapin Terapiapalvelut"},
                         Row{"Serviceproducent: Sinnesro", "Sinnesro"},
                         Row{"Service provider: Mindhelp Clinic", "Mindhelp Clinic"},
                         Row{"Tmi Anna Mallin asiakkaana", "Tmi Anna Malli"}}) {
    const Facts facts = facts_of(row.text, {find_provider});
    EXPECT_EQ(facts.provider.provider, row.name) << row.text;
    EXPECT_TRUE(facts.provider.route.empty());
  }
  EXPECT_EQ(facts_of("ensin Terveystalossa, sitten Vastaamossa", {find_provider}).provider.provider, "Vastaamo");
}

TEST(Provider, VouchersGoToAPerson) {
  EXPECT_EQ(facts_of("kävin Vastaamossa palvelusetelillä", {find_provider, find_reasons}).reasons.size(), 1U);
  EXPECT_EQ(facts_of("kävin itse maksaen", {find_provider, find_reasons}).reasons.size(), 0U);
}

TEST(Provider, WhatNamesNone) {
  for (const char* text : {"kävin psykoterapeutti Liisa Hakalan luona",
                           "min terapeut hette Eva Exempel",
                           "my therapist was Dr. John Smith",
                           "terapeuttini Anna Laine teki työtä isossa talossa",
                           "Palveluntuottaja: en muista nimeä",
                           "Palveluntuottaja: ei tiedossa",
                           "Serviceproducent: vet inte",
                           "Service provider: I don't remember",
                           "Palveluntuottaja:\nHoitovuosi: 2015",
                           "kävin terapiassa Turussa",
                           "Kelan kuntoutus",
                           "pyydän vastaamaan",
                           "voisitteko vastata minulle pian",
                           "työskentelen yrityksessä Konepaja Rauta Oy",
                           "Tilitoimisto Luku Oy, toimitusjohtaja",
                           "I work at Nokia Oyj",
                           "terveyskeskuksessa kävin",
                           "kunnan mielenterveystoimisto",
                           "vastaamme kyselyihin",
                           "Olen ollut terapiassa vuosia"}) {
    EXPECT_FALSE(facts_of(text, {find_provider}).provider.given())
        << text << " " << facts_of(text, {find_provider}).provider.provider;
  }
}

TEST(Provider, WhatNamesOne) {
  for (const char* text :
       {"kävin Psykoterapiapalvelu Tyyni Oy:ssä Oulussa", "Palveluntuottajani oli Mieli Tasapainoon Ky",
        "olin asiakkaana Tmi Sanna Sisulla", "Palveluntuottaja: Psykologipalvelut Harju",
        "hos Psykoterapi Lyktan Ab i Ekenäs", "Vårdgivare: Tandläkarstation Leendet", "at Northern Light Therapy Oy",
        "Provider: Helsinki Counselling Centre", "hammaslääkäriasema Hymy Oy",
        "psykiatri Matti Mallin yksityisvastaanotto", "fysioterapeutti Liisa Lahden oma yritys (Tmi Liisa Lahti)",
        "psykologi Eeva Esimerkki, itsenäinen ammatinharjoittaja", "Mehiläisen Töölön asema",
        "Terveystalon työterveyspsykologi", "Lääkärikeskus Aavan psykiatri", "HUSin psykiatrian poliklinikka",
        "YTHS:n psykologi", "Ab Hälsocentralen Oy"}) {
    EXPECT_TRUE(facts_of(text, {find_provider}).provider.given()) << text;
  }
}

}  // namespace
}  // namespace intake::testing
