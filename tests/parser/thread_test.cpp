// Whose text is whose: replies, forwards and inline answers of many mail programs in three languages.
#include "parser/thread.h"

#include <gtest/gtest.h>

#include <string>

namespace intake {
namespace {

const Correspondents people{{"tietopyynnot@kela.example"}, "maija.meikalainen@example.fi"};

// Lines with a letter for their author: S new text, E the sender's earlier mail, M the mailbox's (or a program's).
std::string authors(const std::string& text) {
  std::string marked;
  for (const AuthoredText& piece : split_thread(text, people)) {
    const char mark = piece.author == Author::sender ? 'S' : piece.author == Author::mailbox ? 'M' : 'E';
    for (std::size_t begin = 0; begin < piece.text.size();) {
      const std::size_t end = piece.text.find('\n', begin);
      if (end > begin) (marked += mark) += " " + piece.text.substr(begin, end - begin) + "\n";
      begin = end + 1;
    }
  }
  return marked;
}

struct Case {
  const char* about;
  std::string text;
  std::string authors;
};

class Thread : public testing::TestWithParam<Case> {};

TEST_P(Thread, KnowsWhoWroteWhat) {
  EXPECT_EQ(authors(GetParam().text), GetParam().authors) << GetParam().about;
}

INSTANTIATE_TEST_SUITE_P(
    NoQuote, Thread,
    testing::Values(
        Case{"plain letter", "Hei\nPyydän tietoni.\n", "S Hei\nS Pyydän tietoni.\n"},
        Case{"a letter with header-like labels",
             "Lähettäjä: Maija Meikäläinen\nPäivämäärä: 12.3.2025\nVastaanottaja: Kela\nAihe: tietopyyntö\nHei\n",
             "S Lähettäjä: Maija Meikäläinen\nS Päivämäärä: 12.3.2025\nS Vastaanottaja: Kela\nS Aihe: tietopyyntö\nS "
             "Hei\n"},
        Case{"a sentence that ends in 'wrote:'", "Terapeuttini kirjoitti:\nhän on väsynyt\n",
             "S Terapeuttini kirjoitti:\nS hän on väsynyt\n"},
        Case{"a sentence about Kela's letter", "Kela kirjoitti minulle vuonna 2019:\nasia on kesken\n",
             "S Kela kirjoitti minulle vuonna 2019:\nS asia on kesken\n"},
        Case{"a time in a sentence", "Min terapeut skrev kl. 14.00 en remiss:\nden vill jag ha\n",
             "S Min terapeut skrev kl. 14.00 en remiss:\nS den vill jag ha\n"},
        Case{"mobile signature", "Hetu on x\nLähetetty iPhonesta\n", "S Hetu on x\nS Lähetetty iPhonesta\n"},
        Case{"form labels", "Från: 2015\nTill: 2017\nVastaamo\n", "S Från: 2015\nS Till: 2017\nS Vastaamo\n"},
        Case{"a letter about a forwarded message", "Oheinen viesti on alkuperäinen.\nterv\n",
             "S Oheinen viesti on alkuperäinen.\nS terv\n"}));

INSTANTIATE_TEST_SUITE_P(
    Attributions, Thread,
    testing::Values(
        Case{"Gmail, Finnish",
             "Kiitos\n\nma 3. maalisk. 2025 klo 9.14 Kela (tietopyynnot@kela.example) kirjoitti:\n\n> Puhelin?\n",
             "S Kiitos\nM ma 3. maalisk. 2025 klo 9.14 Kela (tietopyynnot@kela.example) kirjoitti:\nM Puhelin?\n"},
        Case{"Gmail, own mail",
             "Katso alla\nke 15. tammik. 2025 klo 20.33 Maija (maija.meikalainen@example.fi) kirjoitti:\n\n> Vastaamo "
             "2015\n> Maija\n",
             "S Katso alla\nM ke 15. tammik. 2025 klo 20.33 Maija (maija.meikalainen@example.fi) kirjoitti:\nE "
             "Vastaamo 2015\nE Maija\n"},
        Case{"iOS, Finnish", "ok\n\ntietopyynnot@kela.example kirjoitti 16.9.2025 kello 9.14:\n\n> Hei\n",
             "S ok\nM tietopyynnot@kela.example kirjoitti 16.9.2025 kello 9.14:\nM Hei\n"},
        Case{"iOS, Finnish, own mail",
             "ok\nMaija <maija.meikalainen@example.fi> kirjoitti 16.9.2025 kello 9.14:\n> Hei\n",
             "S ok\nM Maija <maija.meikalainen@example.fi> kirjoitti 16.9.2025 kello 9.14:\nE Hei\n"},
        Case{"Gmail, Swedish", "Hej\nDen mån 3 mars 2025 kl 21:14 skrev FPA <tietopyynnot@kela.example>:\n> Namn?\n",
             "S Hej\nM Den mån 3 mars 2025 kl 21:14 skrev FPA <tietopyynnot@kela.example>:\nM Namn?\n"},
        Case{"Gmail, Swedish, wrapped",
             "Hej\nDen mån 3 mars 2025 kl 21:14 skrev Dataförfrågningar vid FPA <\ntietopyynnot@kela.example>:\n\n> "
             "Namn?\n",
             "S Hej\nM Den mån 3 mars 2025 kl 21:14 skrev Dataförfrågningar vid FPA <\nM "
             "tietopyynnot@kela.example>:\nM Namn?\n"},
        Case{"Gmail, English, wrapped",
             "Hi\nOn Wed, 19 Feb 2025 at 16:40, Kela data requests\n<tietopyynnot@kela.example> wrote:\n\n> Phone?\n",
             "S Hi\nM On Wed, 19 Feb 2025 at 16:40, Kela data requests\nM <tietopyynnot@kela.example> wrote:\nM "
             "Phone?\n"},
        Case{"Thunderbird, English, own mail",
             "see below\nOn 2025-02-19 16:40, Maija wrote:\n> I am Maija, code 150385-912E\n",
             "S see below\nM On 2025-02-19 16:40, Maija wrote:\nE I am Maija, code 150385-912E\n"},
        Case{"only a name, our text",
             "vastaus\nNina Forsström kirjoitti:\n> Kiitos viestistäsi. Tarvitsemme vielä puhelinnumerosi.\n",
             "S vastaus\nM Nina Forsström kirjoitti:\nM Kiitos viestistäsi. Tarvitsemme vielä puhelinnumerosi.\n"},
        Case{"Apple, attribution within the quote",
             "ok\n> 12 feb. 2025 kl. 09:15 skrev Kela <tietopyynnot@kela.example>:\n>\n> Hej\n> FPA\n",
             "S ok\nM 12 feb. 2025 kl. 09:15 skrev Kela <tietopyynnot@kela.example>:\nM Hej\nM FPA\n"},
        Case{"no marks after it",
             "ok\nOn Wed, 19 Feb 2025 at 16:40, <tietopyynnot@kela.example> wrote:\nDear requester\nKela\n",
             "S ok\nM On Wed, 19 Feb 2025 at 16:40, <tietopyynnot@kela.example> wrote:\nM Dear requester\nM Kela\n"},
        Case{"answer below",
             "On Wed, 19 Feb 2025 at 16:40, <tietopyynnot@kela.example> wrote:\n> Phone?\n\n040 917 4408\n",
             "M On Wed, 19 Feb 2025 at 16:40, <tietopyynnot@kela.example> wrote:\nM Phone?\nS Phone\t040 917 4408\n"},
        Case{"tagged address of the mailbox",
             "ok\nOn Wed, 19 Feb 2025 at 16:40, <tietopyynnot+5k2m@kela.example.s> wrote:\n> Phone\n",
             "S ok\nM On Wed, 19 Feb 2025 at 16:40, <tietopyynnot+5k2m@kela.example.s> wrote:\nM Phone\n"},
        Case{"clerk at the same domain", "ok\nDen 3 mars 2025 kl. 21.14 skrev Nina <nina.f@kela.example>:\n> Hej\n",
             "S ok\nM Den 3 mars 2025 kl. 21.14 skrev Nina <nina.f@kela.example>:\nM Hej\n"},
        Case{"two letters within each other",
             "uusi\nma 3.3.2025 klo 9.14 Kela (tietopyynnot@kela.example) kirjoitti:\n> Hei\n>\n"
             "> su 2.3.2025 klo 8.00 Maija (maija.meikalainen@example.fi) kirjoitti:\n>> Olen Maija\n>> hetu "
             "150385-912E\n> lopuksi\n",
             "S uusi\nM ma 3.3.2025 klo 9.14 Kela (tietopyynnot@kela.example) kirjoitti:\nM Hei\n"
             "M su 2.3.2025 klo 8.00 Maija (maija.meikalainen@example.fi) kirjoitti:\nE Olen Maija\nE hetu "
             "150385-912E\nM lopuksi\n"}));

INSTANTIATE_TEST_SUITE_P(
    NoAttribution, Thread,
    testing::Values(
        Case{
            "our reply by its words",
            "> Hei,\n> viestisi on tullut perille. Tarvitsemme vielä puhelinnumerosi.\n> Kela\nse on 040 123 4567\n",
            "M Hei,\nM viestisi on tullut perille. Tarvitsemme vielä puhelinnumerosi.\nM Kela\nS se on 040 123 4567\n"},
        Case{"own letter by its words",
             "> Hei Kela, nimeni on Maija ja haluan tietoni\n> Vastaamo 2015\n\nsaitteko tämän?\n",
             "E Hei Kela, nimeni on Maija ja haluan tietoni\nE Vastaamo 2015\nS saitteko tämän?\n"},
        Case{"automatic reply", "> This is an automatic reply from Kela.\n> your phone number\nhi\n",
             "M This is an automatic reply from Kela.\nM your phone number\nS hi\n"}));

INSTANTIATE_TEST_SUITE_P(
    Outlook, Thread,
    testing::Values(
        Case{"Finnish",
             "Hetu 150385-912E\n\nLähettäjä: Kela <tietopyynnot@kela.example>\nLähetetty: torstai 6. maaliskuuta 2025 "
             "9.14\n"
             "Vastaanottaja: Maija <maija.meikalainen@example.fi>\nAihe: Tietopyyntösi\n\nHei!\nPuhelinneuvonta 020 "
             "634 0610\n",
             "S Hetu 150385-912E\nM Lähettäjä: Kela <tietopyynnot@kela.example>\nM Lähetetty: torstai 6. maaliskuuta "
             "2025 9.14\n"
             "M Vastaanottaja: Maija <maija.meikalainen@example.fi>\nM Aihe: Tietopyyntösi\nM Hei!\nM Puhelinneuvonta "
             "020 634 0610\n"},
        Case{"Swedish, own mail",
             "se nedan\n________________________________\nFrån: Maija Meikäläinen\nSkickat: den 6 mars 2025 "
             "09:14\nTill: FPA\n"
             "Ämne: Begäran om uppgifter från Vastaamo\n\nJag heter Maija\n",
             "S se nedan\nS ________________________________\nM Från: Maija Meikäläinen\nM Skickat: den 6 mars 2025 "
             "09:14\nM Till: FPA\n"
             "E Ämne: Begäran om uppgifter från Vastaamo\nE Jag heter Maija\n"},
        Case{"English with bold marks",
             "hi\n*From:* Kela <tietopyynnot@kela.example>\n*Sent:* Thursday, March 6, 2025 9:14 AM\n*To:* "
             "Maija\n*Subject:* x\n\nDear\n",
             "S hi\nM *From:* Kela <tietopyynnot@kela.example>\nM *Sent:* Thursday, March 6, 2025 9:14 AM\nM *To:* "
             "Maija\nM *Subject:* x\nM Dear\n"},
        Case{"original message",
             "hi\n-----Original Message-----\nFrom: tietopyynnot@kela.example\nSent: 6.3.2025 9:14\nTo: x\nSubject: "
             "y\n\nDear\n",
             "S hi\nM -----Original Message-----\nM From: tietopyynnot@kela.example\nM Sent: 6.3.2025 9:14\nM To: x\nM "
             "Subject: y\nM Dear\n"},
        Case{"alkuperäinen viesti without a header",
             "moi\n----- Alkuperäinen viesti -----\nNimeni on Maija, pyydän tietoni\n",
             "S moi\nM ----- Alkuperäinen viesti -----\nE Nimeni on Maija, pyydän tietoni\n"},
        Case{"forwarded by Gmail",
             "moi\n---------- Forwarded message ---------\nLähettäjä: Maija <maija.meikalainen@example.fi>\n"
             "Date: ma 3. maalisk. 2025 klo 9.14\nSubject: Pyyntö\nTo: <kirjaamo@example.fi>\n\nOlen Maija\n",
             "S moi\nM ---------- Forwarded message ---------\nM Lähettäjä: Maija <maija.meikalainen@example.fi>\n"
             "M Date: ma 3. maalisk. 2025 klo 9.14\nE Subject: Pyyntö\nM To: <kirjaamo@example.fi>\nE Olen Maija\n"},
        Case{"forwarded by Apple Mail in Swedish",
             "hej\nVidarebefordrat brev:\n\nFrån: Maija <maija.meikalainen@example.fi>\nÄmne: Begäran\n"
             "Datum: 3 mars 2025 09:14:12 EET\nTill: x\n\nJag är Maija\n",
             "S hej\nM Vidarebefordrat brev:\nM Från: Maija <maija.meikalainen@example.fi>\nE Ämne: Begäran\nM Datum: "
             "3 mars 2025 09:14:12 EET\n"
             "M Till: x\nE Jag är Maija\n"},
        Case{"a header within '>' marks",
             "moi\n> Lähettäjä: Kela <tietopyynnot@kela.example>\n> Lähetetty: 6.3.2025 9.14\n> Aihe: x\n>\n> "
             "Hei\nloppu\n",
             "S moi\nM Lähettäjä: Kela <tietopyynnot@kela.example>\nM Lähetetty: 6.3.2025 9.14\nM Aihe: x\nM Hei\nS "
             "loppu\n"},
        Case{"a chain: ours, then theirs",
             "uusi\nFrom: Kela <tietopyynnot@kela.example>\nSent: 6.3.2025 9:14\nTo: M\nSubject: a\nDear\n"
             "From: Maija <maija.meikalainen@example.fi>\nSent: 5.3.2025 9:14\nTo: K\nSubject: b\nI am Maija\n",
             "S uusi\nM From: Kela <tietopyynnot@kela.example>\nM Sent: 6.3.2025 9:14\nM To: M\nM Subject: a\nM Dear\n"
             "M From: Maija <maija.meikalainen@example.fi>\nM Sent: 5.3.2025 9:14\nM To: K\nE Subject: b\nE I am "
             "Maija\n"}));

INSTANTIATE_TEST_SUITE_P(
    Answers, Thread,
    testing::Values(
        Case{"between the marks",
             "tis 8 apr. 2025 kl. 13:02 skrev <tietopyynnot@kela.example>:\n> - ditt fullständiga namn\nDahlqvist "
             "Mikaela\n"
             "> - personbeteckning\n020883-936B\n> FPA Tfn 020 634 0611\nTack!\n",
             "M tis 8 apr. 2025 kl. 13:02 skrev <tietopyynnot@kela.example>:\nM - ditt fullständiga namn\nS "
             "Namn\tDahlqvist Mikaela\n"
             "M - personbeteckning\nS Personbeteckning\t020883-936B\nM FPA Tfn 020 634 0611\nS Tack!\n"},
        Case{"a remark under a question is no name",
             "ma 8.4.2025 klo 13.02 <tietopyynnot@kela.example> kirjoitti:\n> - koko nimesi\nKiitos viestistä\n",
             "M ma 8.4.2025 klo 13.02 <tietopyynnot@kela.example> kirjoitti:\nM - koko nimesi\nS Kiitos viestistä\n"},
        Case{"filled into an Outlook quote",
             "moi\nLähettäjä: Kela <tietopyynnot@kela.example>\nLähetetty: 6.3.2025 9.14\nAihe: x\n\nKerro vielä\n"
             "Nimi: Maija Meikäläinen\nHenkilötunnus: 150385-912E\nPuhelin: 040 123 4567\nOsoite:\n\nKela\n"
             "Puhelin: 020 634 0610\nPL 450, 00056 KELA\n",
             "S moi\nM Lähettäjä: Kela <tietopyynnot@kela.example>\nM Lähetetty: 6.3.2025 9.14\nM Aihe: x\nM Kerro "
             "vielä\n"
             "S Nimi\tMaija Meikäläinen\nS Henkilötunnus\t150385-912E\nS Puhelin\t040 123 4567\nM Osoite:\nM Kela\n"
             "M Puhelin: 020 634 0610\nM PL 450, 00056 KELA\n"},
        Case{"under the questions of an Outlook quote",
             "moi\nFrom: Kela <tietopyynnot@kela.example>\nSent: 6.3.2025 9:14\nSubject: x\n\nStill needed:\n"
             "* your Finnish personal identity code\n150385-912E\n* a phone number\n040 123 4567\n"
             "* your postal address\nMannerheimintie 1 A 2, 00100 Helsinki\nKela, tel. +358 20 634 0612\n",
             "S moi\nM From: Kela <tietopyynnot@kela.example>\nM Sent: 6.3.2025 9:14\nM Subject: x\nM Still needed:\n"
             "M * your Finnish personal identity code\nS 150385-912E\nM * a phone number\nS Phone\t040 123 4567\n"
             "M * your postal address\nS Address\tMannerheimintie 1 A 2, 00100 Helsinki\nM Kela, tel. +358 20 634 "
             "0612\n"},
        Case{"a clerk's own number stays",
             "moi\nFrån: Nina <nina@kela.example>\nSkickat: 6.3.2025 9:14\nÄmne: x\n\nHej, din begäran har kommit.\n"
             "Med vänlig hälsning\nNina Forsström\nTfn: 040 917 9000\nAdress: Nordenskiöldsgatan 12, 00250 "
             "Helsingfors\n",
             "S moi\nM Från: Nina <nina@kela.example>\nM Skickat: 6.3.2025 9:14\nM Ämne: x\nM Hej, din begäran har "
             "kommit.\n"
             "M Med vänlig hälsning\nM Nina Forsström\nM Tfn: 040 917 9000\nM Adress: Nordenskiöldsgatan 12, 00250 "
             "Helsingfors\n"}));

INSTANTIATE_TEST_SUITE_P(
    MoreAnswers, Thread,
    testing::Values(
        Case{"below the signature of an Outlook quote",
             "From: Kela <tietopyynnot@kela.example>\nSent: 6.3.2025 9:14\nSubject: x\n\nDear requester, your "
             "phone?\n\nKela, P.O. Box 450\n\n"
             "Hi, my name is Wes Calloway and\nmy code is 020797-9642.\nWes\n",
             "M From: Kela <tietopyynnot@kela.example>\nM Sent: 6.3.2025 9:14\nM Subject: x\nM Dear requester, your "
             "phone?\n"
             "M Kela, P.O. Box 450\nS Hi, my name is Wes Calloway and\nS my code is 020797-9642.\nS Wes\n"},
        Case{"a clerk's postscript stays the clerk's",
             "From: Kela <tietopyynnot@kela.example>\nSent: 6.3.2025 9:14\nSubject: x\n\nDear requester\nKela\n\nI am "
             "at 040 917 9000.\n",
             "M From: Kela <tietopyynnot@kela.example>\nM Sent: 6.3.2025 9:14\nM Subject: x\nM Dear requester\nM Kela\n"
             "M I am at 040 917 9000.\n"},
        Case{"the name under its label",
             "Lähettäjä: Kela <tietopyynnot@kela.example>\nLähetetty: 6.3.2025 9.14\nAihe: x\n\nNimi:\nMaija Liisa "
             "Meikäläinen\nPuhelin 040 123 "
             "4567\nOsoite:\n\nYstävällisesti\nSatu Kallio\n",
             "M Lähettäjä: Kela <tietopyynnot@kela.example>\nM Lähetetty: 6.3.2025 9.14\nM Aihe: x\nM Nimi:\nS "
             "Nimi\tMaija Liisa "
             "Meikäläinen\nS Puhelin\t040 123 4567\nM Osoite:\nM Ystävällisesti\nM Satu Kallio\n"},
        Case{"an empty template stays empty",
             "ok\nLähettäjä: Kela <tietopyynnot@kela.example>\nLähetetty: 6.3.2025 9.14\nAihe: "
             "x\n\nNimi:\nHenkilötunnus:\nPuhelin:\nOsoite:\n"
             "Satu Kallio, puh. 040 917 9000\n",
             "S ok\nM Lähettäjä: Kela <tietopyynnot@kela.example>\nM Lähetetty: 6.3.2025 9.14\nM Aihe: x\nM Nimi:\nM "
             "Henkilötunnus:\n"
             "M Puhelin:\nM Osoite:\nM Satu Kallio, puh. 040 917 9000\n"},
        Case{"Samsung, Swedish",
             "hej\n-------- Originalmeddelande --------\nFrån: FPA <tietopyynnot@kela.example>\nDatum: 2025-03-06 "
             "09:14 (GMT+02:00)\nTill: Maija\n"
             "Rubrik: Begäran\n\nPersonbeteckning: 150385-912E\nTfn 020 634 0611\n",
             "S hej\nM -------- Originalmeddelande --------\nM Från: FPA <tietopyynnot@kela.example>\nM Datum: "
             "2025-03-06 09:14 (GMT+02:00)\n"
             "M Till: Maija\nM Rubrik: Begäran\nS Personbeteckning\t150385-912E\nM Tfn 020 634 0611\n"}));

TEST(ThreadTime, IsLinear) {
  std::string text;
  for (int i = 0; i < 200'000; ++i) text += i % 3 == 0 ? "> kirjoitti 2020 klo 12.00\n" : "On 2020 x@y.fi\n";
  EXPECT_FALSE(split_thread(text, people).empty());
  EXPECT_FALSE(split_thread(std::string(2'000'000, '>'), people).size() > 1);
  std::string headers;
  for (int i = 0; i < 100'000; ++i) headers += "From: a\nTo: b\n";
  EXPECT_FALSE(split_thread(headers, people).empty());
}

}  // namespace
}  // namespace intake
