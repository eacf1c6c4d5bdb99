// Former names beside the name.
#include "tests/rules/name_in.h"

namespace intake::testing {
namespace {

TEST(Name, FormerNames) {
  struct FormerRow {
    const char* text;
    const char* surname;
    std::vector<std::string> former;
  };
  const FormerRow rows[] = {
      {"Nimeni on Helvi Rautavaara, omaa sukua Suopursu.", "Rautavaara", {"Suopursu"}},
      {"Korhonen-Mäki Maija Liisa (o.s. Virtanen, ent. Salo)", "Korhonen-Mäki", {"Virtanen", "Salo"}},
      {"Aino Pitkänen (os. Suomi)\nos. Keskustie 1 B, 99600 Sodankylä", "Pitkänen", {"Suomi"}},
      {"Olen Tuula Hietikko, entinen Savolainen, ja tunnukseni", "Hietikko", {"Savolainen"}},
      {"Nimi: Tuula Hietikko\nEntiset nimet: Mäkelä ja Laakso", "Hietikko", {"Mäkelä", "Laakso"}},
      {"Etunimet .... Helga Maria\nSukunimi .... Sundström\nEntiset nimet .... Mäntynen, Alho",
       "Sundström",
       {"Mäntynen", "Alho"}},
      {"Nimi: Tuula Hietikko\nEntiset nimet: -\nOsoite: Torikatu", "Hietikko", {}},
      {"Nimi: Tuula Hietikko\nEntinen nimi: ei ole", "Hietikko", {}},
      {"Nimeni on Lumi Karhula, aiemmin Leo Karhula.", "Karhula", {"Leo Karhula"}},
      {"Päivi Hirvelä (os. Laamanen, ensimmäisessä avioliitossa Rahikainen)", "Hirvelä", {"Laamanen", "Rahikainen"}},
      {"Olen Sari Tiilikka, syntynyt Niemi, asun Mikkelissä", "Tiilikka", {"Niemi"}},
      {"Olen Sari Tiilikka. Tyttönimeni on Niemi.", "Tiilikka", {"Niemi"}},
      {"Olen Sari Tiilikka. Sukunimeni oli silloin Niemi.", "Tiilikka", {"Niemi"}},
      {"Nimi: Katariina Bø (avioliittoon 2023 saakka Kivelä)", "Bø", {"Kivelä"}},
      {"Sari Tiilikka (vuoteen 2016 asti Niemi), 230363-909U", "Tiilikka", {"Niemi"}},
      {"Kävin siellä nimellä Sari Niemi, nykyään nimeni on Sari Tiilikka.", "Tiilikka", {"Niemi"}},
      {"Sari Niemi, nyk. Tiilikka, 230363-909U", "Tiilikka", {"Niemi"}},
      {"Nimi: Sari Niemi (nykyään Tiilikka)", "Tiilikka", {"Niemi"}},
      {"Maire Toivakka, o.s. Niskala, pyydän saada", "Toivakka", {"Niskala"}},
      {"Muttilainen (ent. Laine) Sari Anneli 230363-909U", "Muttilainen", {"Laine"}},
      {"Muttilainen o.s. Laine, Sari Anneli\n230363-909U", "Muttilainen", {"Laine"}},
      {"sari korhonen os laine 230363-909u", "korhonen", {"laine"}},
      {"SARI KORHONEN O.S. LAINE 230363-909U", "KORHONEN", {"LAINE"}},
      {"Vaihdoin sukunimen Virtasesta Korhoseksi 2018. T. Sari Korhonen", "Korhonen", {"Virtanen"}},
      {"T. Sari Korhonen, ex-Virtanen", "Korhonen", {"Virtanen"}},
      {"Sirola Nina Johanna (ent. Kääriä, Wallin) // 210579-9066", "Sirola", {"Kääriä", "Wallin"}},
      {"Nimeni on Karri Aho. Äitini tyttönimi on Laine.", "Aho", {}},
      {"Ennen Hanna-Mari Sundqvist, nyt jälleen Hanna-Mari Kivelä. Hetu", "Kivelä", {"Sundqvist"}},
      {"Jag bytte efternamn från Berg till Strand. Mvh Lena Strand", "Strand", {"Berg"}},
      {"Hej! Jag är född Berg men heter nu Lena Strand.", "Strand", {"Berg"}},
      {"My records may be under Jane Smith, my maiden name. Jane Doe, 230363-909U", "Doe", {"Smith"}},
      {"Jane Doe (previously Smith, and before that Jones), 230363-909U", "Doe", {"Smith", "Jones"}},
      {"I changed my name from Smith to Doe in 2018. Regards, Jane Doe", "Doe", {"Smith"}},
      {"Jane Doe, formerly of Leeds, 230363-909U", "Doe", {}},
      {"Eeva Mattila\nent. Laine\n230363-909U", "Mattila", {"Laine"}},
      {"Eeva Mattila (aikaisemmin Laine, sitä ennen Nurmi)", "Mattila", {"Laine", "Nurmi"}},
      {"Silloin olin vielä Eeva Laine, nykyään Eeva Mattila.", "Mattila", {"Laine"}},
      {"Sukunimeni vaihtui 2018, ennen se oli Laine. Nykyinen nimi: Eeva Mattila", "Mattila", {"Laine"}},
      {"Olen siellä kai entisellä nimelläni Laine. T. Eeva Mattila", "Mattila", {"Laine"}},
      {"Nimi (myös entiset): Eeva Mattila (Laine)", "Mattila", {"Laine"}},
      {"Asiakkaan sukunimi ja etunimet (myös entiset nimet)\tMattila Eeva Anneli (ent. Laine)", "Mattila", {"Laine"}},
      {"Namn (även tidigare namn): Lena Wik (Sund)", "Wik", {"Sund"}},
      {"Full name, including former names: Jane Doe (Smith)", "Doe", {"Smith"}},
      {"Puolisoni Aune, o.s. Pulli, kuoli 2013.\n\nKunnioittaen\nLauri Hietanen", "Hietanen", {}},
      {"Passissa lukee Eila Ruotsalainen, ja ennen Ollia olin Hyvärinen.", "Ruotsalainen", {"Hyvärinen"}},
      {"Nimeni on Anja Sisko Räihä, entinen\nSuomalainen, ja tunnukseni", "Räihä", {"Suomalainen"}},
      {"Namn i dag: Katarina Lindgård\nTidigare namn: Katarina Holmström, därefter Holmström-Bergh",
       "Lindgård",
       {"Holmström", "Holmström-Bergh"}},
      {"Jag, Petra Sandell f.d. Hellman, vill ha min journal.", "Sandell", {"Hellman"}},
      {"Namnet är Gunvor Malmström, född Sjöblom, och", "Malmström", {"Sjöblom"}},
      {"Jag heter Rasmus Söderlund (Öhman innan jag gifte mig)", "Söderlund", {"Öhman"}},
      {"Namn: Rasmus Söderlund\nTidigare namn: född Åkerblom, senare Dahl", "Söderlund", {"Åkerblom", "Dahl"}},
      {"Mitt namn är Gun-Britt Österberg, som ogift Nylund, och", "Österberg", {"Nylund"}},
      {"I kyrkboken står jag som Hjördis Norrgård, före 1981 Backman.", "Norrgård", {"Backman"}},
      {"Jag heter Tove Berglund. Då hette jag Tove Granskog.", "Berglund", {"Granskog"}},
      {"Tove Granskog, numera Berglund, 230363-909U", "Berglund", {"Granskog"}},
      {"Jag skriver mig Gundborg Klockars (jag är född Lillhannus)", "Klockars", {"Lillhannus"}},
      {"Jag heter Tove Berglund och är född i Vasa 1985.", "Berglund", {}},
      {"Susan Clarke (previously Nieminen), 230363-909U", "Clarke", {"Nieminen"}},
      {"My name is Helen Marsh, née Ashdown.", "Marsh", {"Ashdown"}},
      {"On paper I'm Siobhán Mary Keane, maiden name O'Driscoll without the Keane.", "Keane", {"O'Driscoll"}},
      {"I was then called Jane Ashdown, now Jane Marsh.", "Marsh", {"Ashdown"}},
      {"Name: Jane Marsh\nFormer names: Pritchard", "Marsh", {"Pritchard"}},
      {"Name: Jane Marsh\nFormer names: none", "Marsh", {}},
      {"My name is Jane Marsh. At the time my surname was Pritchard.", "Marsh", {"Pritchard"}},
      {"Jane Marsh (formerly known as Jane Pritchard)", "Marsh", {"Pritchard"}},
      {"it's Orlaith Maeve Kinsella Obi on the passport, Kinsella Doyle being my maiden name",
       "Kinsella Obi",
       {"Kinsella Doyle"}},
      {"My name is Jane Marsh, born in 1985, formerly treated there.", "Marsh", {}},
      {"Olen Sari Tiilikka, entinen Vastaamon asiakas.", "Tiilikka", {}},
      {"Olen Sari Tiilikka, aiemmin Kuopiossa asunut.", "Tiilikka", {}},
  };
  for (const FormerRow& row : rows) {
    const NameFact name = name_in(row.text);
    EXPECT_EQ(name.status, given) << row.text;
    EXPECT_EQ(name.surname, row.surname) << row.text;
    EXPECT_EQ(name.former_names, row.former) << row.text;
  }
}

}  // namespace
}  // namespace intake::testing
