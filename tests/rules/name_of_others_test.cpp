// Names of others, and the name of the person whose records are asked for by another.
#include "tests/rules/name_in.h"

namespace intake::testing {
namespace {

TEST(Name, NamesOfOthersAreNot) {
  for (const char* text : {"Psykoterapeutti Marketta Juvonen hoiti minua Vastaamossa.",
                           "Terapeuttini oli Liisa Korpi.",
                           "Kävin Liisa Korven luona vuonna 2015.",
                           "Marketta Juvonen, psykoterapeutti, kirjoitti lausunnon.",
                           "Mieheni Timo Virtanen neuvoi kirjoittamaan.",
                           "Hyvä Anna Virtanen,\n\nhaluan tietoni.",
                           "Asun c/o Matti Virtanen, Koivukuja 3, 00100 Helsinki.",
                           "Minulla oli sama terapeutti kuin Jari Aholla. 300888-957C",
                           "Lapseni nimi on ollut esillä.",
                           "Min terapeut hette Anna Berg.",
                           "jag gick hos terapeuten Camilla Fagerlund på Vastaamo",
                           "Min man Karl-Johan sa att jag ska skriva.",
                           "I saw Dr. Helen Marsh at Vastaamo.",
                           "My therapist was Helen Marsh.",
                           "My husband Paul Marsh told me to write.",
                           "Hei,\nVastaamo Oy\nMannerheimintie 15\n00260 Helsinki",
                           "Hyvä Kela,\nHelsingin Kaupunki",
                           "Haluan tietoni Vastaamosta.",
                           "Kiitos Avusta\nKela",
                           "Nimi:\nHenkilötunnus:\nOsoite:",
                           "Namn:\nPersonbeteckning:",
                           "Name: \nAddress: ",
                           "Lähetetty iPhonesta",
                           "Sent from my iPhone",
                           "Hanki Outlook for Android",
                           "Olen Kelan asiakas ja haluan tietoni.",
                           "olen kotona ja haluan tietoni",
                           "I'm Finnish and I want my records.",
                           "Jag är pensionär och vill ha mina uppgifter.",
                           "Undertecknad, pensionerad modersmålslärare, anhåller om uppgifter.",
                           "Terapeutin nimi: Liisa Korpi",
                           "Nimi unohtui ilmoittaa.",
                           "Name: prefer not to say",
                           "Nimi: en halua kertoa",
                           "Hei! Namn: vill inte uppge",
                           "Haluan Aleksis Kiven kadun toimipisteen tiedot.",
                           "Pyydän Tammikuun Alussa vastausta.",
                           "Bästa Handläggare,",
                           "Dear Sir or Madam,",
                           "Hei Liisa Mäkinen, kiitos viestistänne. Haluan tietoni.",
                           "Bästa Anna Berg! Tack för svaret.",
                           "Terapeutit: Sari Kukkonen ja Petra Lehto",
                           "Terapeutti: Sari Kukkonen\nVuodet: 2015",
                           "Therapist: Camilla Fagerlund\nYears: 2015",
                           "Kävin ensin Sari Kukkosen luona, sitten Petra Lehdon vastaanotolla."}) {
    EXPECT_EQ(name_in(text).status, missing)
        << text << ": " << name_in(text).first_names << " / " << name_in(text).surname;
  }
}

TEST(Name, OfThePersonAskedAbout) {
  const Row rows[] = {
      {"Teen tämän huoltajana poikani puolesta. Eemil Oskari Saarela (120910A928H) kävi siellä.\n\nTerveisin "
       "äiti\nOuti Saarela",
       "Saarela", "Eemil Oskari"},
      {"Hi, I'm writing on behalf of my 12-year-old daughter Emma Sofia Virtanen (010113A954K), who saw a therapist. "
       "Paul Virtanen",
       "Virtanen", "Emma Sofia"},
      {"min dotter Ella Viola Lillkull fick krisstöd. Jag är hennes vårdnadshavare.\nEllas personbeteckning: "
       "140909A921A\nSofia Lillkull",
       "Lillkull", "Ella Viola"},
      {"Päämieheni Niilo Aukusti Hakala, 240495-907F, oli asiakas. Pyydän hänen puolestaan tiedot.\n\nAsianajaja "
       "Riikka Tamminen",
       "Hakala", "Niilo Aukusti"},
      {"tarvitsen lapseni Ella Maria Sinervon (300810A968L) tiedot. 040 663 7718 (Jaana Sinervo, äiti ja huoltaja)",
       "Sinervo", "Ella Maria"},
      {"Isäni Matti Muttilainen kuoli 2019. Pyydän hänen potilastietonsa. Tytär Sari Muttilainen", "Muttilainen",
       "Matti"},
      {"Pyydän edesmenneen äitini Aino Mallin (120388-946C) tietoja. T. Matti Malli (170979-958H)", "Malli", "Aino"},
      {"Jag skriver för min mans räkning. Han heter Karl Gustav Berg, 170979-958H. Hans hustru Lena Berg", "Berg",
       "Karl Gustav"},
      {"I am the guardian of Liam Doe (010113A954K). Please send his records. Jane Doe", "Doe", "Liam"},
      {"Kirjoitan mieheni Pekka Salmen puolesta. Hetu 230363-909U. Kaisa Salmi", "Salmi", "Pekka"},
      {"Valtuutettuna pyydän Pekka Salmen (230363-909U) tiedot. Liisa Korpi, varatuomari", "Salmi", "Pekka"},
      {"Poikani neuvoi kirjoittamaan itse. Anne Maarit Salonen, hetu: 050668-908W.", "Salonen", "Anne Maarit"},
  };
  for (const Row& row : rows) expect_given(row);
}

}  // namespace
}  // namespace intake::testing
