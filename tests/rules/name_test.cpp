// Names: labels, introductions, signatures and lines in every layout; the order of their words; halves of names.
#include "tests/rules/name_in.h"

namespace intake::testing {
namespace {

TEST(Name, AfterLabels) {
  const Row rows[] = {
      {"Nimi: Matti Korhonen\nHetu: -", "Korhonen", "Matti"},
      {"Koko nimi: Liisa Annikki Kuusela", "Kuusela", "Liisa Annikki"},
      {"Nimi\nPirkko Lahtela\nOsoite\nTorikatu 1", "Lahtela", "Pirkko"},
      {"Nimi:\n\nPirkko Lahtela\n\nPuhelin:", "Lahtela", "Pirkko"},
      {"NIMI.........: Kalevi Juhani Tolvanen", "Tolvanen", "Kalevi Juhani"},
      {"Nimi ____ Kalevi Tolvanen ____", "Tolvanen", "Kalevi"},
      {"* Nimi = Kalevi Tolvanen", "Tolvanen", "Kalevi"},
      {"1. Nimi - Tolvanen Kalevi", "Tolvanen", "Kalevi"},
      {"a) nimi: kalevi tolvanen\nb) hetu", "tolvanen", "kalevi"},
      {"Sukunimi: Grönlund\nEtunimet: Ulla Maija", "Grönlund", "Ulla Maija"},
      {"Etunimet: Ulla Maija\nSukunimi: Grönlund", "Grönlund", "Ulla Maija"},
      {"Sukunimi\tGrönlund\tEtunimet\tUlla Maija", "Grönlund", "Ulla Maija"},
      {"Sukunimi\tEtunimet\tHenkilötunnus\nGrönlund\tUlla Maija\t", "Grönlund", "Ulla Maija"},
      {"Nimi\tOsoite\nUlla Grönlund\tRantatie", "Grönlund", "Ulla"},
      {"Suku- ja etunimet: Grönlund Ulla Maija", "Grönlund", "Ulla Maija"},
      {"Etu- ja sukunimi: Ulla Maija Grönlund", "Grönlund", "Ulla Maija"},
      {"Etu- ja sukunimi: Korhonen Matti", "Korhonen", "Matti"},
      {"Sukunimi, etunimi: Baka Ebo", "Baka", "Ebo"},
      {"Sukunimi / Etunimet: Virtanen / Maija Liisa", "Virtanen", "Maija Liisa"},
      {"Nimi (suku- ja etunimet): Hakala Jarmo Tapio", "Hakala", "Jarmo Tapio"},
      {"Nimi ja henkilötunnus: Jarmo Hakala", "Hakala", "Jarmo"},
      {"Pyytäjä: Jarmo Hakala", "Hakala", "Jarmo"},
      {"Asiakkaan nimi: Jarmo Hakala\nPyytäjän nimi: Anna Hakala", "Hakala", "Jarmo"},
      {"nimi jarmo hakala, hetu", "hakala", "jarmo"},
      {"Haluan tietoni. Nimi: Jarmo Hakala, osoite: -", "Hakala", "Jarmo"},
      {"Sukunimeni on Hakala ja etunimeni Jarmo Tapio.", "Hakala", "Jarmo Tapio"},
      {"Namn: Gunilla Östman", "Östman", "Gunilla"},
      {"Namn och personbeteckning: Gunilla Östman", "Östman", "Gunilla"},
      {"För- och efternamn: Gunilla Östman", "Östman", "Gunilla"},
      {"Efternamn, förnamn: Östman, Gunilla Maria", "Östman", "Gunilla Maria"},
      {"Efternamn: Östman\nFörnamn: Gunilla Maria", "Östman", "Gunilla Maria"},
      {"Efternamn\nÖstman\nSamtliga förnamn\nGunilla", "Östman", "Gunilla"},
      {"Mitt fullständiga namn: Gunilla Östman", "Östman", "Gunilla"},
      {"Fullständigt namn . . . . Gunilla Östman", "Östman", "Gunilla"},
      {"namn gunilla östman", "östman", "gunilla"},
      {"Sökande: Gunilla Östman", "Östman", "Gunilla"},
      {"Name: Rachel Thornbury", "Thornbury", "Rachel"},
      {"Full legal name: Rachel Ann Thornbury", "Thornbury", "Rachel Ann"},
      {"Name in full: Rachel Thornbury", "Thornbury", "Rachel"},
      {"First name: Rachel\nLast name: Thornbury", "Thornbury", "Rachel"},
      {"First name(s): Rachel Ann\nFamily name: Thornbury", "Thornbury", "Rachel Ann"},
      {"Surname, first name: Thornbury, Rachel", "Thornbury", "Rachel"},
      {"First and last name: Rachel Thornbury", "Thornbury", "Rachel"},
      {"Name and surname: Rachel Thornbury", "Thornbury", "Rachel"},
      {"My full name Rachel Thornbury.", "Thornbury", "Rachel"},
      {"Signed: Rachel Thornbury", "Thornbury", "Rachel"},
      {"Nimi/Namn/Name: Rachel Thornbury", "Thornbury", "Rachel"},
      {"Last name / first name / patronymic: Belyakov / Gennady / Olegovich", "Belyakov", "Gennady Olegovich"},
      {"surname's nurmela-diaz, first name: ana", "nurmela-diaz", "ana"},
      {"Nimi : Sari   Anneli  Muttilainen", "Muttilainen", "Sari Anneli"},
      {"Virallinen nimi Sari Muttilainen, mutta kutsun itseäni Saraksi.", "Muttilainen", "Sari"},
      {"Olen Sari. Sukunimeni on Muttilainen.", "Muttilainen", "Sari"},
      {"Asiakas: Kaarlo Hirvonen\nEdunvalvoja: Sari Muttilainen", "Hirvonen", "Kaarlo"},
      {"Name - Jane Doe\nDOB - 1.2.1980", "Doe", "Jane"},
      {"My surname is de la Cruz Herrera, my first names are María Isabel.", "de la Cruz Herrera", "María Isabel"},
  };
  for (const Row& row : rows) expect_given(row);
}

TEST(Name, Introduced) {
  const Row rows[] = {
      {"Hei, nimeni on Tarja Rautio ja kävin Vastaamossa.", "Rautio", "Tarja"},
      {"nimeni on siis Tarja Rautio", "Rautio", "Tarja"},
      {"Minun nimeni on Tarja Helena Rautio.", "Rautio", "Tarja Helena"},
      {"mun nimi on tarja rautio ja haluun mun tiedot", "rautio", "tarja"},
      {"moi oon tarja rautio ja kävin vastaamossa", "rautio", "tarja"},
      {"Hei! Oon Tarja Rautio Seinäjoelta.", "Rautio", "Tarja"},
      {"Olen Olli Antero Pesonen Varkaudesta.", "Pesonen", "Olli Antero"},
      {"Olen siis Tarja Rautio, 54-vuotias", "Rautio", "Tarja"},
      {"Tässä kirjottelee Kirsi-Marja Lahdenperä Lappeenrannasta.", "Lahdenperä", "Kirsi-Marja"},
      {"Meikäläinen on Sakke eli virallisesti Sakari Juhani Immonen.", "Immonen", "Sakari Juhani"},
      {"Olen 45-vuotias nainen Porista, Eeva Mattila nimeltäni.", "Mattila", "Eeva"},
      {"Sari Muttilainen pyytää saada tietonsa.", "Muttilainen", "Sari"},
      {"Olen entinen Vastaamon asiakas Sari Muttilainen.", "Muttilainen", "Sari"},
      {"Hei, nimeni on \"Sari Muttilainen\" ja", "Muttilainen", "Sari"},
      {"Begäran gäller mig, Lena Wik, och min tid där", "Wik", "Lena"},
      {"hello my names jane doe and i went there", "doe", "jane"},
      {"Hi there, Jane Doe writing from Turku.", "Doe", "Jane"},
      {"My passport says Nguyen Thi Minh.", "Nguyen", "Thi Minh"},
      {"Moon Jorma Matias Yli-Kokko Ilmajoelta, enkä oo", "Yli-Kokko", "Jorma Matias"},
      {"Täällä kirjoittaa Tarja Rautio Lapualta", "Rautio", "Tarja"},
      {"Täällä Tarja Rautio, hei.", "Rautio", "Tarja"},
      {"Allekirjoittanut Tarja Rautio pyytää tietonsa.", "Rautio", "Tarja"},
      {"Minä, Tarja Rautio, pyydän tietoni.", "Rautio", "Tarja"},
      {"Tarja Rautio on nimeni ja kävin siellä.", "Rautio", "Tarja"},
      {"Tietoja minusta (Tarja Rautio) pyydän.", "Rautio", "Tarja"},
      {"OLEN TARJA RAUTIO JA HALUAN TIETONI", "RAUTIO", "TARJA"},
      {"NIMENI ON TARJA RAUTIO TUNNUS ON", "RAUTIO", "TARJA"},
      {"Jag heter Bengt Sjöholm och bor i Vasa.", "Sjöholm", "Bengt"},
      {"hej ja heter bengt sjöholm å vill ha mina papper", "sjöholm", "bengt"},
      {"heter nelly ekholm å bor i vanda", "ekholm", "nelly"},
      {"Mitt namn är Bengt Olof Sjöholm.", "Sjöholm", "Bengt Olof"},
      {"Undertecknad, Bengt Sjöholm, anhåller om", "Sjöholm", "Bengt"},
      {"Det är Bengt Sjöholm som skriver.", "Sjöholm", "Bengt"},
      {"Det här är Bengt Sjöholm från Malax.", "Sjöholm", "Bengt"},
      {"Bengt Sjöholm här, hej!", "Sjöholm", "Bengt"},
      {"Bengt Sjöholm heter jag.", "Sjöholm", "Bengt"},
      {"Bengt Olof Sjöholm är mitt namn.", "Sjöholm", "Bengt Olof"},
      {"Jag, Bengt Sjöholm, vill ha allt om mig.", "Sjöholm", "Bengt"},
      {"Jag skriver mig Bengt Sjöholm", "Sjöholm", "Bengt"},
      {"My name is Gregory Hale and I was a client.", "Hale", "Gregory"},
      {"My name's Gregory Hale.", "Hale", "Gregory"},
      {"I'm Thomas Edward Bell and I live in Espoo.", "Bell", "Thomas Edward"},
      {"hi i'm emmi salo and i want my records", "salo", "emmi"},
      {"I am Dr Gregory Hale, number", "Hale", "Gregory"},
      {"This is Gregory Hale writing.", "Hale", "Gregory"},
      {"Gregory Hale here.", "Hale", "Gregory"},
      {"The undersigned, Gregory Hale, requests", "Hale", "Gregory"},
      {"the records held about me (Gregory Hale)", "Hale", "Gregory"},
      {"it's Orlaith Maeve Brennan on the passport", "Brennan", "Orlaith Maeve"},
      {"I am Xi Jinghua.", "Jinghua", "Xi"},
      {"mun nimi on xhevat krasniqi ja haluun tiedot", "krasniqi", "xhevat"},
      {"I, Gregory Hale, request a copy.", "Hale", "Gregory"},
  };
  for (const Row& row : rows) expect_given(row);
}

TEST(Name, BehindACallingOrALetter) {
  for (const Row& row : std::initializer_list<Row>{
           {"Olen eläkkeellä oleva merikapteeni Lauri Aukusti Ranta. Kävin Vastaamossa.", "Ranta", "Lauri Aukusti"},
           {"Pyydän\na) Antti Eemeli Hakkarainen\nb) 300888-957C", "Hakkarainen", "Antti Eemeli"},
           {"Mun tunnus on 300888-957C ja nimi Elli Karoliina Nygren.", "Nygren", "Elli Karoliina"}}) {
    expect_given(row);
  }
  for (const char* text : {"300888-957C. Vaimo Raili (Raili Anneli Kurtti) sano että panis vuojetki.",
                           "300888-957C. Kelasta neuvoi Tiina Laakso."}) {
    EXPECT_EQ(name_in(text).status, missing) << text;
  }
}

TEST(Name, BesideOtherFacts) {
  const Row rows[] = {
      {"Reijo Sakari Tervo 260460-9770", "Tervo", "Reijo Sakari"},
      {"Lähettäkää Vastaamon minusta tekemät merkinnät vuodelta 2016: Lauri\nSipponen, 030479-9229, kiitos", "Sipponen",
       "Lauri"},
      {"Minulla (041252-938X, Eero Johannes Syrjälä) on asia.", "Syrjälä", "Eero Johannes"},
      {"Kirsi Haapoja, hetu 230363-909U", "Haapoja", "Kirsi"},
      {"Kirsi Haapoja (henkilötunnus: 230363-909U)", "Haapoja", "Kirsi"},
      {"230363-909U Kirsi Haapoja", "Haapoja", "Kirsi"},
      {"tja, ja sku vilja ha ut allt om mej. jesper holm 030398-9432. bor i karleby.", "holm", "jesper"},
      {"penttilä reino armas 191147-903C kaikki paperit minusta", "penttilä", "reino armas"},
      {"pystyttekö laittaa mun tiedot. Aaltonen Jesse, puh 0442219087", "Aaltonen", "Jesse"},
      {"I never had a Finnish code. Anja Schmidt, Lindenstraße 8, 10969 Berlin, Germany, +49 30 901820", "Schmidt",
       "Anja"},
      {"singh, harpreet kaur\n091186-9384\nkerava", "singh", "harpreet kaur"},
      {"Moi! Saisko tiedot.\n\nnea alina jokela\n0408989543", "jokela", "nea alina"},
      {"hiya, kate brennan here, 120493-9321. want everything you hold on me", "brennan", "kate"},
      {"Ana-Lucía Fuentes Ortega\nID 090480-9765", "Fuentes Ortega", "Ana-Lucía"},
      {"Khalid Nasser bin Saleh\nID: 010170-9217", "bin Saleh", "Khalid Nasser"},
      {"- Riekki Ville-Pekka\n- 150592-972T", "Riekki", "Ville-Pekka"},
      {"VIRTANEN Maija Liisa\n040123456", "VIRTANEN", "Maija Liisa"},
      {"Maija Liisa VIRTANEN, 230363-909U", "VIRTANEN", "Maija Liisa"},
      {"Hautaviita Mauno Ensio, 230363-909U", "Hautaviita", "Mauno Ensio"},
      {"My data: Kaarel Rebane, Finnish identity code 080576-933W, Tallinn", "Rebane", "Kaarel"},
      {"Tässä tietoni: Arto Veli Kuusisto, 120963-9275, puh.", "Kuusisto", "Arto Veli"},
      {"Tytär Liisa (puh. 050 388 1190) kertoi.\n\nKunnioittaen\nLauri Johannes Hietanen", "Hietanen",
       "Lauri Johannes"},
  };
  for (const Row& row : rows) expect_given(row);
}

TEST(Name, Signed) {
  const Row rows[] = {
      {"Pyydän tietoni.\n\nTerveisin\nSari Muttilainen", "Muttilainen", "Sari"},
      {"Pyydän tietoni.\n\nYstävällisin terveisin,\n\n\nSari Muttilainen\nToimistosihteeri", "Muttilainen", "Sari"},
      {"Pyydän tietoni. T. Sari Muttilainen", "Muttilainen", "Sari"},
      {"pyydän tietoni. t. sari muttilainen", "muttilainen", "sari"},
      {"Pyydän tietoni.\nTerkuin Sari Muttilainen", "Muttilainen", "Sari"},
      {"Pyydän tietoni.\nKevätterveisin Porista Sari Muttilainen", "Muttilainen", "Sari"},
      {"Pyydän tietoni.\nKiitos jo etukäteen!\nSari Muttilainen", "Muttilainen", "Sari"},
      {"Pyydän tietoni.\nKunnioittavasti\nrouva Sari Muttilainen", "Muttilainen", "Sari"},
      {"Pyydän tietoni.\n\n-- \nSari Muttilainen\nMyyntipäällikkö\nOy Yritys Ab", "Muttilainen", "Sari"},
      {"Pyydän tietoni.\n\n- Sari Muttilainen", "Muttilainen", "Sari"},
      {"Pyydän tietoni.\n\nSari Muttilainen", "Muttilainen", "Sari"},
      {"Terveisin äiti\nOuti Saarela", "Saarela", "Outi"},
      {"Jag vill ha min journal.\n\nMvh\nTove Granskog", "Granskog", "Tove"},
      {"Jag vill ha min journal.\n\nMed vänliga hälsningar\nTove Granskog, Pargas", "Granskog", "Tove"},
      {"Jag vill ha min journal.\n/Tove Granskog", "Granskog", "Tove"},
      {"Jag vill ha min journal.\n// Tove Granskog", "Granskog", "Tove"},
      {"Jag vill ha min journal. Hälsar Tove Granskog", "Granskog", "Tove"},
      {"Jag vill ha min journal.\nTack på förhand!\nTove Granskog", "Granskog", "Tove"},
      {"Please send it.\n\nKind regards,\nDaniel Okafor", "Okafor", "Daniel"},
      {"Pyydän tietoni.\nYst.terv. Eeva Mattila", "Mattila", "Eeva"},
      {"Pyydän tietoni.\nYT, Eeva Mattila", "Mattila", "Eeva"},
      {"Pyydän tietoni. t.eeva mattila", "mattila", "eeva"},
      {"Pyydän tietoni.\nJään odottamaan, Eeva Mattila", "Mattila", "Eeva"},
      {"Pyydän tietoni.\nHyvää joulua toivottaa Eeva Mattila", "Mattila", "Eeva"},
      {"Pyydän tietoni.\nTerveisin\nPsykologi Eeva Mattila", "Mattila", "Eeva"},
      {"Jag vill ha min journal.\nHa det! Lena Wik", "Wik", "Lena"},
      {"Jag vill ha min journal.\nVänligen, Lena Wik", "Wik", "Lena"},
      {"Please send it.\nWarmly, Jane Doe", "Doe", "Jane"},
      {"Please send it.\nxx Jane Doe", "Doe", "Jane"},
      {"Please send it.\nMany thanks from Jane Doe", "Doe", "Jane"},
      {"Please send it.\n\nYours faithfully\n\nMr Daniel Okafor", "Okafor", "Daniel"},
      {"Please send it. Cheers, Daniel Okafor", "Okafor", "Daniel"},
      {"Please send it.\n\nThanks in advance,\nDaniel P. Okafor", "Okafor", "Daniel P."},
      {"Please send it.\n\nBest,\nDaniel Okafor\nHead of Sales | Acme Ltd", "Okafor", "Daniel"},
      {"Muut asiat: Henna Orvokki Tolonen, haluan tietoni.\n\nt. Henna", "Tolonen", "Henna Orvokki"},
  };
  for (const Row& row : rows) expect_given(row);
}

TEST(Name, ShapesAndOrder) {
  const Row rows[] = {
      {"Nimi: Carl-Gustaf von Bagh", "von Bagh", "Carl-Gustaf"},
      {"Nimi: von Bagh Carl-Gustaf", "von Bagh", "Carl-Gustaf"},
      {"Namn: Carl-Magnus af Lindeskog", "af Lindeskog", "Carl-Magnus"},
      {"Name: Sinéad O'Neill", "O'Neill", "Sinéad"},
      {"Nimi: Áile Ánne Guttorm", "Guttorm", "Áile Ánne"},
      {"Nimi: Anna Maria Elisabet Sofia Lehtonen", "Lehtonen", "Anna Maria Elisabet Sofia"},
      {"Nimi: Suo Anttila Pekka", "Suo Anttila", "Pekka"},
      {"Name: Luis Hernandez Garcia", "Hernandez Garcia", "Luis"},
      {"Nimi: Lindroos-Ahola Eva-Maria", "Lindroos-Ahola", "Eva-Maria"},
      {"Name: Nguyen Thi Hoa", "Nguyen", "Thi Hoa"},
      {"My name is Hodan Abdullahi Warsame.", "Warsame", "Hodan Abdullahi"},
      {"Nimeni on Fatima al-Hassan.", "al-Hassan", "Fatima"},
      {"Name: Vincent van der Berg", "van der Berg", "Vincent"},
      {"Nimi: Toivo Kalevi Mäkelä", "Mäkelä", "Toivo Kalevi"},
      {"Nimi: Olga Ivanova", "Ivanova", "Olga"},
      {"Nimi: Ivanova Olga", "Ivanova", "Olga"},
      {"Nimi: Repo Jouni Matias", "Repo", "Jouni Matias"},
      {"Nimi: jouni repo", "repo", "jouni"},
      {"Nimi: Kim Björk", "Björk", "Kim"},
      {"Nimi: Xhevat Krasniqi", "Krasniqi", "Xhevat"},
      {"Nimeni on Maija.\n\nTerveisin\nMaija Liisa Meikäläinen", "Meikäläinen", "Maija Liisa"},
      {"Olen Maija Meikäläinen.\nNimi: Meikäläinen Maija Liisa", "Meikäläinen", "Maija Liisa"},
  };
  for (const Row& row : rows) expect_given(row);
}

TEST(Name, InTheSubject) {
  struct SubjectRow {
    const char* subject;
    const char* surname;
    const char* first_names;
  };
  for (const SubjectRow& row : {SubjectRow{"Vastaamon tiedot / Ojala Sini Maaria", "Ojala", "Sini Maaria"},
                                SubjectRow{"Tietopyyntö Sini Ojala", "Ojala", "Sini"},
                                SubjectRow{"Begäran om uppgifter - Anna Bergman", "Bergman", "Anna"},
                                SubjectRow{"Data request from Anna Bergman", "Bergman", "Anna"}}) {
    const NameFact name = name_in("Katso otsikko.", row.subject);
    EXPECT_EQ(name.status, given) << row.subject;
    EXPECT_EQ(name.surname, row.surname) << row.subject;
    EXPECT_EQ(name.first_names, row.first_names) << row.subject;
  }
}

TEST(Name, HalfANameIsInvalid) {
  for (const char* text : {"Haluan tietoni. T. Tiina",
                           "haluun tiedot. t. jaska",
                           "Hälsningar\nTove",
                           "Haluan tietoni.\n\nMinna",
                           "K. Ahonen\n110585-9689",
                           "Regards,\nJ. P. Smith",
                           "Nimi: Virtanen",
                           "Sukunimi: Virtanen\nEtunimet:",
                           "Terveisin\nMaija V.",
                           "Jag heter Jonas.",
                           "My name is Emily.",
                           "KAUKO H",
                           "Olen Virtanen.",
                           "Moi! Kaisa tässä. Tarvin mun tiedot.",
                           "Nimi: Salmi K.",
                           "name: smith",
                           "terveisin eeva m",
                           "Moikka! Oon Marika Raumalta ja haluan tietoni.",
                           "tel\nG. A. Kjellander",
                           "Ystävällisin terveisin\nM. Virtanen",
                           "mvh tove"}) {
    EXPECT_EQ(name_in(text).status, invalid)
        << text << ": " << name_in(text).first_names << " / " << name_in(text).surname;
  }
}

TEST(Name, SlashesForCommasDoNotLoseThePlace) {
  EXPECT_EQ(name_in("Asia Anttila / Pekka 230363-909U").status, given);
  EXPECT_EQ(name_in("Kivi Anttila/ Pekka Juhani o.s. Suo Laine / Matti").status, given);
  EXPECT_EQ(name_in("T. Anttila / Pekka").status, given);
}

TEST(Name, HostileTextStaysCheap) {
  std::string text;
  while (text.size() < 200'000) text += "Nimi: Maija Virtanen o.s. Salo 230363-909U Terveisin Aa Bb Cc. ";
  EXPECT_EQ(name_in(text).status, given);
}

}  // namespace
}  // namespace intake::testing
