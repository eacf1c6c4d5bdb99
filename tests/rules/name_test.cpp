// Names: labels, introductions, signatures and lines in every layout; the order of their words; former names; names of
// others.
#include "tests/rules/evidence.h"

namespace intake::testing {
namespace {

constexpr ItemStatus given = ItemStatus::given;
constexpr ItemStatus invalid = ItemStatus::invalid;
constexpr ItemStatus missing = ItemStatus::missing;

NameFact name_in(std::string_view text, std::string_view subject = {}) {
  return facts_of(text, {find_language, find_identity_code, find_phone, find_address, find_provider, find_name},
                  subject)
      .name;
}

struct Row {
  const char* text;
  const char* surname;
  const char* first_names;
};

void expect_given(const Row& row) {
  const NameFact name = name_in(row.text);
  EXPECT_EQ(name.status, given) << row.text;
  EXPECT_EQ(name.surname, row.surname) << row.text;
  EXPECT_EQ(name.first_names, row.first_names) << row.text;
}

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
